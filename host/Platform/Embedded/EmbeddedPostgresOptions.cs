using Microsoft.Extensions.Configuration;

namespace CarePlatform.Platform;

/// <summary>Where the embedded cluster lives, and which server programs run it.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>The directory that keeps the cluster, its password and its log; made when it is missing.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>The folder of initdb, postgres and pg_ctl; searched for when null.</summary>
    public string? Programs { get; init; }

    /// <summary>The loopback port; null lets the cluster choose a free one and keep it.</summary>
    public int? Port { get; init; }

    /// <summary>False gives up durability for speed (no fsync): for tests only.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>How many sessions the server takes at once, those of all hosts together.</summary>
    public int MaxConnections { get; init; } = 200;

    /// <summary>Reads CARE_STATE, CARE_PG_BIN and CARE_PG_PORT; what is not set takes its default.</summary>
    public static EmbeddedPostgresOptions From(IConfiguration configuration) => new()
    {
        StateDirectory = Set(configuration["CARE_STATE"]) ?? DefaultStateDirectory(),
        Programs = Set(configuration["CARE_PG_BIN"]),
        Port = Set(configuration["CARE_PG_PORT"]) is { } port ? ParsePort(port) : null,
    };

    /// <summary>/var/lib/careplatform for root, otherwise a folder of the user's own state.</summary>
    public static string DefaultStateDirectory()
    {
        if (OperatingSystem.IsWindows())
        {
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "CarePlatform");
        }

        if (Environment.IsPrivilegedProcess)
        {
            return "/var/lib/careplatform";
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var state = Set(Environment.GetEnvironmentVariable("XDG_STATE_HOME")) ?? Path.Combine(home, ".local", "state");
        return Path.Combine(state, "careplatform");
    }

    private static int ParsePort(string text) =>
        int.TryParse(text, out var port) && port is > 0 and < 65536
            ? port
            : throw new EmbeddedPostgresException($"CARE_PG_PORT is '{text}'; set it to a number from 1 to 65535, or unset it.");

    private static string? Set(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
