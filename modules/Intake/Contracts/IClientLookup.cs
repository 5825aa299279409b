using CarePlatform.Platform;

namespace CarePlatform.Intake.Contracts;

/// <summary>What other modules may know of a client without asking for the record.</summary>
/// <param name="Name">Legal given and family name, or the preferred name while no legal one is known.</param>
/// <param name="BirthDate">The day of birth.</param>
/// <param name="DiedOn">The day of death.</param>
/// <param name="MergedInto">The client to use instead.</param>
public sealed record ClientSummary(ClientId Id, string Name, DateOnly? BirthDate, DateOnly? DiedOn, ClientId? MergedInto);

/// <summary>
/// Answers questions of other modules about clients of the session's tenant. It reads and changes nothing, and it does not
/// apply the caller's reach: who shows an answer to a person applies the reach of that person's permission.
/// </summary>
public interface IClientLookup
{
    /// <summary>The clients with these ids; ids that name nobody are not in the answer.</summary>
    Task<IReadOnlyDictionary<ClientId, ClientSummary>> Find(IReadOnlyCollection<ClientId> ids, CancellationToken ct);
}

/// <summary>What other modules may know of an inquiry.</summary>
/// <param name="Open">Whether it is not resolved yet.</param>
/// <param name="Team">The team whose queue holds it.</param>
/// <param name="Owner">The person who owns it; null while the queue does.</param>
public sealed record InquirySummary(
    InquiryId Id, ClientId Client, bool Open, Door Door, Acuity? Acuity, TeamId Team, UserId? Owner, SiteId? Site, DateTimeOffset ReceivedAt);

/// <summary>
/// Answers questions of other modules about inquiries of the session's tenant. It reads and changes nothing, and it does not
/// apply the caller's reach.
/// </summary>
public interface IInquiryLookup
{
    /// <summary>The inquiries with these ids; ids that name nothing are not in the answer.</summary>
    Task<IReadOnlyDictionary<InquiryId, InquirySummary>> Find(IReadOnlyCollection<InquiryId> ids, CancellationToken ct);
}
