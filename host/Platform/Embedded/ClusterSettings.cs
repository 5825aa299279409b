using System.Text.Json;

namespace CarePlatform.Platform;

/// <summary>What the host must remember of its cluster; readable by the host's user only.</summary>
/// <param name="Port">The loopback port that the cluster listens on.</param>
/// <param name="Secret">The password of every role of the cluster that may log in.</param>
/// <param name="User">The system user that owns the cluster's files; null for the host's own.</param>
internal sealed record ClusterSettings(int Port, string Secret, string? User)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static ClusterSettings? Read(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<ClusterSettings>(File.ReadAllText(file), Json) : null;
        }
        catch (JsonException cause)
        {
            throw new EmbeddedPostgresException(
                $"{file}, which keeps the cluster's port and password, is damaged: restore it, or set CARE_STATE to another directory.", cause);
        }
    }

    /// <summary>Writes the whole file or nothing of it.</summary>
    public void Write(string file)
    {
        var next = file + ".new";
        File.Delete(next);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(next, options))
        {
            JsonSerializer.Serialize(stream, this, Json);
        }

        File.Move(next, file, overwrite: true);
    }
}
