using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>One time that help was asked for: when, through which door, by whom and why.</summary>
/// <param name="Door">Through which door.</param>
/// <param name="ReceivedAt">When.</param>
/// <param name="ReceivedBy">Who took it; null when no person of the organisation did.</param>
/// <param name="Site">Where.</param>
/// <param name="AskerName">Who asked, when it was not the person.</param>
/// <param name="AskerRelation">What the asker is to the person.</param>
/// <param name="AskerPhone">Where the asker can be called back.</param>
/// <param name="Referring">The organisation that referred, when the tenant knows it.</param>
/// <param name="ReferringName">The organisation that referred, when the tenant does not know it.</param>
/// <param name="Reason">In the words of whoever asked.</param>
internal sealed record Asking(
    Door Door,
    DateTimeOffset ReceivedAt,
    UserId? ReceivedBy = null,
    SiteId? Site = null,
    string? AskerName = null,
    AskerRelation AskerRelation = AskerRelation.Self,
    string? AskerPhone = null,
    OrganisationId? Referring = null,
    string? ReferringName = null,
    string? Reason = null);
