using CarePlatform.Platform;

namespace CarePlatform.Intake.Contracts;

/// <summary>
/// Answers for whom alone the records of clients of the session's tenant are: one statement, however many they are. It does not apply the caller's
/// reach: whoever asks gives work to people, and shows the answer to nobody.
/// </summary>
public interface IClientAudienceLookup
{
    /// <summary>Who alone may see the records of these clients; a client whose record is for everybody is not in the answer.</summary>
    Task<IReadOnlyDictionary<ClientId, IReadOnlySet<UserId>>> Find(IReadOnlyCollection<ClientId> clients, CancellationToken ct);
}
