using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>A stay or visit of a person with somebody who sends notices, as all notices of it together tell it. It is no source for measures: a notice may lack what they need.</summary>
[View<Stay>, Audited(nameof(Client)), About(nameof(Stay.Client), Part2 = nameof(Stay.Part2), Program = nameof(Stay.SourceProgram), Named = nameof(Stay.NamedUsers))]
internal static class StayView
{
    /// <summary>The stay's id.</summary>
    public static StayId Id(Stay stay) => stay.Id;

    /// <summary>Whose it is; null while that is not known.</summary>
    public static ClientId? Client(Stay stay) => stay.Client;

    /// <summary>Who told of it.</summary>
    public static OrganisationId Partner(Stay stay) => stay.Partner;

    /// <summary>Whether it is known whose it is.</summary>
    public static StayMatch Match(Stay stay) => stay.Match;

    /// <summary>The clients whose it may be, the likeliest first, those whom the caller may see; none once it is known.</summary>
    public static Loaded<IReadOnlyList<ShownCandidate>> Candidates(Stay stay, CandidatesByStay loader) => loader.For(stay.Id);

    /// <summary>When somebody said whose it is; null where nobody was asked, or nobody has answered.</summary>
    public static DateTimeOffset? SettledAt(Stay stay) => stay.SettledAt;

    /// <summary>Who said so.</summary>
    public static UserId? SettledBy(Stay stay) => stay.SettledBy;

    /// <summary>Where it stands.</summary>
    [DataClass(DataClass.B)]
    public static StayStatus? Status(Stay stay) => stay.Status;

    /// <summary>Where the person stays or is seen.</summary>
    [DataClass(DataClass.B)]
    public static CareSetting? Setting(Stay stay) => stay.Setting;

    /// <summary>The hospital or other place, by name.</summary>
    [DataClass(DataClass.B)]
    public static string? Facility(Stay stay) => stay.Facility;

    /// <summary>The sender's number of the stay or visit.</summary>
    [DataClass(DataClass.B)]
    public static string? VisitNumber(Stay stay) => stay.VisitNumber;

    /// <summary>When it began.</summary>
    [DataClass(DataClass.B)]
    public static DateTimeOffset? BeganAt(Stay stay) => stay.BeganAt;

    /// <summary>When it ended.</summary>
    [DataClass(DataClass.B)]
    public static DateTimeOffset? EndedAt(Stay stay) => stay.EndedAt;

    /// <summary>Where the person went, as the sender's code.</summary>
    [DataClass(DataClass.B)]
    public static string? Disposition(Stay stay) => stay.Disposition;

    /// <summary>Where the person went, as the settings read the code.</summary>
    [DataClass(DataClass.B)]
    public static WentTo? WentTo(Stay stay) => stay.WentTo;

    /// <summary>Who treats the person there, by name.</summary>
    [DataClass(DataClass.B)]
    public static string? Attending(Stay stay) => stay.Attending;

    /// <summary>Why the person came, in words.</summary>
    [DataClass(DataClass.C)]
    public static string? Reason(Stay stay) => stay.Reason;

    /// <summary>Reasons and diagnoses, as codes.</summary>
    [DataClass(DataClass.C)]
    public static IReadOnlyList<NoticeDiagnosis> Diagnoses(Stay stay) => stay.Diagnoses;

    /// <summary>What it is about, as far as it decides who follows it up.</summary>
    [DataClass(DataClass.C)]
    public static TransitionConcern? Concern(Stay stay) => stay.Concern;

    /// <summary>When the first notice of it came.</summary>
    public static DateTimeOffset FirstHeardAt(Stay stay) => stay.FirstHeardAt;

    /// <summary>When the latest notice of it came.</summary>
    public static DateTimeOffset LastHeardAt(Stay stay) => stay.LastHeardAt;

    /// <summary>The notices that tell of it, in the order in which they came.</summary>
    public static Loaded<IReadOnlyList<TransitionNotice>> Notices(Stay stay, NoticesByStay loader) => loader.For(stay.Id);

    /// <summary>When what concerns the person was taken out, as somebody who is no client.</summary>
    public static DateTimeOffset? RemovedAt(Stay stay) => stay.RemovedAt;

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(Stay stay) => stay.Version;
}

/// <summary>A diagnosis or reason, as a code.</summary>
[View<NoticeDiagnosis>]
internal static class NoticeDiagnosisView
{
    /// <summary>The code.</summary>
    public static string Code(NoticeDiagnosis diagnosis) => diagnosis.Code;

    /// <summary>Where the code comes from.</summary>
    public static string? System(NoticeDiagnosis diagnosis) => diagnosis.System;

    /// <summary>In words.</summary>
    public static string? Text(NoticeDiagnosis diagnosis) => diagnosis.Text;

    /// <summary>Whether it is the principal one.</summary>
    public static bool Principal(NoticeDiagnosis diagnosis) => diagnosis.Principal;
}

/// <summary>A client whose a stay may be.</summary>
[View<ShownCandidate>("StayCandidate"), Audited(nameof(Client))]
internal static class ShownCandidateView
{
    /// <summary>The client.</summary>
    public static ClientId Client(ShownCandidate candidate) => candidate.Client;

    /// <summary>How likely, from 0 to 100.</summary>
    public static int Score(ShownCandidate candidate) => candidate.Points;

    /// <summary>Why, without the values that were compared.</summary>
    public static IReadOnlyList<string> Reasons(ShownCandidate candidate) => candidate.Reasons;
}
