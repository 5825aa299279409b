using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>What a client's facts were until they were changed.</summary>
internal sealed class ClientVersion
{
    public ClientVersion(ClientId client, int version, ClientFacts facts, DateTimeOffset changedAt, UserId? changedBy) =>
        (Client, Version, Facts, ChangedAt, ChangedBy) = (client, version, facts, changedAt, changedBy);

    private ClientVersion() => Facts = null!;

    public ClientId Client { get; private init; }

    public int Version { get; private init; }

    public ClientFacts Facts { get; private init; }

    public DateTimeOffset ChangedAt { get; private init; }

    public UserId? ChangedBy { get; private init; }
}
