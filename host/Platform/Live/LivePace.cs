using Microsoft.Extensions.Configuration;

namespace CarePlatform.Platform;

/// <summary>How fast, and how much at once, those who look on are told.</summary>
/// <param name="Pause">The least time between two messages to one listener.</param>
public sealed record LivePace(TimeProvider Time, TimeSpan Pause)
{
    /// <summary>As the host is configured (<see cref="ApiOptions.LivePause"/>).</summary>
    public LivePace(TimeProvider time, IConfiguration configuration)
        : this(time, (configuration.GetSection("Api").Get<ApiOptions>() ?? new ApiOptions()).LivePause)
    {
    }

    /// <summary>How many things one message tells of; whoever has more to hear is told to look again.</summary>
    public int MostAtOnce { get; init; } = 100;
}
