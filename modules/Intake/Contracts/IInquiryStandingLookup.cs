namespace CarePlatform.Intake.Contracts;

/// <summary>How far an inquiry has come.</summary>
/// <param name="Looked">Whether somebody has taken or triaged it.</param>
/// <param name="StartsAt">The next agreed time; null while there is none.</param>
/// <param name="Seen">Whether the person has come.</param>
public sealed record InquiryStanding(bool Looked, DateTimeOffset? StartsAt, bool Seen);

/// <summary>
/// Tells how far an inquiry of the session's tenant has come: for whoever joins it later and has not heard what happened until then. It reads and
/// changes nothing, and applies nobody's reach.
/// </summary>
public interface IInquiryStandingLookup
{
    /// <summary>How far it has come; null when there is no such inquiry, or it has ended.</summary>
    Task<InquiryStanding?> Find(InquiryId inquiry, CancellationToken ct);
}
