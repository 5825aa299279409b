using CarePlatform.Intake.Contracts;

namespace CarePlatform.Intake;

/// <summary>One key by which a client is found: a likely meeting point with another spelling of the same person.</summary>
internal sealed class MatchKey(ClientId client, string key)
{
    public ClientId Client { get; private init; } = client;

    /// <summary><c>kind:value</c>, made by <see cref="MatchKeys"/>.</summary>
    public string Key { get; private init; } = key;
}
