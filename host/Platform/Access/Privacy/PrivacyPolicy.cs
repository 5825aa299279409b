using System.Text.Json;
using System.Text.Json.Serialization;

namespace CarePlatform.Platform;

/// <summary>What a partner must have, besides its contract, to be shown a class.</summary>
public enum PartnerNeed
{
    /// <summary>Nothing further.</summary>
    Nothing,

    /// <summary>It belongs to a referral from or to the partner.</summary>
    OwnReferral,

    /// <summary>A consent that reaches the partner.</summary>
    Consent,

    /// <summary>A consent for treatment, payment and operations, or one that names the partner.</summary>
    TpoConsent,

    /// <summary>A consent for payment.</summary>
    PaymentConsent,

    /// <summary>A consent that names the partner.</summary>
    NamedConsent,
}

/// <summary>What partners of a kind are shown of a class.</summary>
/// <param name="Class">The class.</param>
/// <param name="Shows">How much.</param>
/// <param name="Needs">What it takes.</param>
/// <param name="InEmergency">Whether an emergency that somebody of the partner declared opens all of the class as well.</param>
/// <param name="Attendance">Whether it is about attendance only: who it is, and whether they came. Where the class has another cell, either will do.</param>
public sealed record PartnerCell(DataClass Class, Extent Shows, PartnerNeed Needs, bool InEmergency = false, bool Attendance = false);

/// <summary>What partners of certain kinds are shown; a class without a cell is not shown.</summary>
/// <param name="Kinds">Kinds of organisation, such as <c>hospital</c>; none in the view of all kinds that no other names.</param>
/// <param name="Recipient">What binds them.</param>
/// <param name="Purposes">What they may ask for; the first is the purpose of requests that state none.</param>
/// <param name="Cells">What they see of each class.</param>
public sealed record PartnerView(
    IReadOnlyList<string> Kinds, RecipientKind Recipient, IReadOnlyList<PurposeOfUse> Purposes, IReadOnlyList<PartnerCell> Cells);

/// <summary>What staff with a permission are shown for certain purposes.</summary>
/// <param name="Purposes">For which purposes.</param>
/// <param name="Classes">The classes, whole.</param>
/// <param name="Holding">The permission; everybody with a role when none is named.</param>
/// <param name="Minimum">Classes of which only what cannot be done without is shown.</param>
public sealed record StaffView(
    IReadOnlyList<PurposeOfUse> Purposes, IReadOnlyList<DataClass> Classes, string? Holding = null, IReadOnlyList<DataClass>? Minimum = null);

/// <summary>A program under 42 CFR Part 2, and the teams whose people work in it.</summary>
/// <param name="Key">By which rows name it.</param>
/// <param name="Title">Its name.</param>
/// <param name="Teams">The teams whose people work in it.</param>
/// <param name="AdministrativeControl">
/// Who besides its people has direct administrative control over it (42 CFR 2.12(c)(3)), as the organisation says: they hear of its overdue work.
/// Nobody where nothing is said.
/// </param>
public sealed record Part2Program(string Key, string Title, IReadOnlyList<TeamId> Teams, IReadOnlyList<UserId>? AdministrativeControl = null);

/// <summary>
/// What a tenant has laid down on who sees what: data, with the defaults of <c>privacy-policy.json</c>. It can make the rules
/// stricter or wider within what they leave open, and never switch one off.
/// </summary>
/// <param name="TreatmentPermission">Whoever holds it works in care: treatment is the purpose of their requests when they state none.</param>
/// <param name="Staff">What staff see; everything that any of the views shows.</param>
/// <param name="Partners">What partners see, by kind; the first view with the kind holds.</param>
/// <param name="Programs">The tenant's programs under 42 CFR Part 2.</param>
/// <param name="ProxyClasses">What guardians and representatives see.</param>
/// <param name="PersonsSeePsychotherapyNotes">Whether people see psychotherapy notes about themselves.</param>
/// <param name="ReAskDays">After how many days somebody who refused to consent is asked again.</param>
/// <param name="ReviewDays">Within how many days an emergency access is reviewed.</param>
/// <param name="EmergencyHours">How long an emergency access lasts at most.</param>
/// <param name="RedisclosureNotice">What accompanies whatever leaves from a Part 2 program (42 CFR 2.32).</param>
public sealed record PrivacyPolicy(
    string TreatmentPermission, IReadOnlyList<StaffView> Staff, IReadOnlyList<PartnerView> Partners, IReadOnlyList<Part2Program> Programs,
    IReadOnlyList<DataClass> ProxyClasses, bool PersonsSeePsychotherapyNotes, int ReAskDays, int ReviewDays, int EmergencyHours,
    string RedisclosureNotice)
{
    /// <summary>The class of recipients that means the staff of the tenant itself, whatever the program.</summary>
    public const string Ourselves = "this-organisation";

    /// <summary>The class of recipients of a general consent: treating providers, health plans, payers and those who help them.</summary>
    public const string TreatingProviders = "treating-providers";

    private const string File = "CarePlatform.Privacy.privacy-policy.json";

    /// <summary>What holds for a tenant that has laid down nothing else.</summary>
    public static PrivacyPolicy Usual { get; } = ReadUsual() with { RedisclosureTerms = null };

    private static IReadOnlyList<NoticeTerms> UsualTerms { get; } = ReadUsual().RedisclosureTerms!;

    /// <summary>Counts changes; 0 while nothing was ever changed.</summary>
    [JsonIgnore]
    public int Version { get; init; }

    /// <summary>Within how many days an account of disclosures is given (45 CFR 164.528).</summary>
    public int AccountDays { get; init; } = 60;

    /// <summary>Within how many days an intermediary's list of disclosures is given (42 CFR 2.24).</summary>
    public int IntermediaryAccountDays { get; init; } = 30;

    /// <summary>
    /// What the tenant has laid down to follow the notice on redisclosure, by that on which a record leaves; null where it has laid down nothing. A case
    /// that is not there has the notice alone.
    /// </summary>
    public IReadOnlyList<NoticeTerms>? RedisclosureTerms { get; init; }

    /// <summary>What follows that notice: the usual words as long as the notice is the usual one, and only what the tenant has laid down where it is not.</summary>
    [JsonIgnore]
    public IReadOnlyList<NoticeTerms> NoticeTerms => RedisclosureTerms ?? (RedisclosureNotice == Usual.RedisclosureNotice ? UsualTerms : []);

    /// <summary>
    /// From what age in years on nobody is a minor: state law. Unless the tenant says otherwise the latest age of any state, because whom
    /// a state holds for of age earlier loses nothing by it.
    /// </summary>
    public int AgeOfMajority { get; init; } = 21;

    /// <summary>
    /// What partners are shown whose kind no view names; null where they are shown nothing. A policy that a tenant laid down before there was this
    /// shows them nothing until it says otherwise.
    /// </summary>
    public PartnerView? OtherPartners { get; init; }

    /// <summary>What partners of this kind are shown; null when that is nothing.</summary>
    public PartnerView? ViewOf(string? kind) => kind is null ? null : Names(kind) ?? OtherPartners;

    /// <summary>The view that names the kind; null when none does.</summary>
    public PartnerView? Names(string kind) => Partners.FirstOrDefault(p => p.Kinds.Contains(kind));

    /// <summary>What binds partners of this kind; whom no view knows is not held for bound by HIPAA.</summary>
    public RecipientKind RecipientOf(string? kind) => ViewOf(kind)?.Recipient ?? RecipientKind.NonHipaa;

    /// <summary>What an administrator should know of partners of this kind: that no view names it, and what follows from that; null when one does.</summary>
    public string? WarningOf(string kind) =>
        Names(kind) is not null ? null
        : OtherPartners is { Cells.Count: > 0 }
            ? $"The privacy policy has no view that names the kind \"{kind}\": such organisations are shown what its otherPartners show. "
                + "Give the kind a view with changePrivacyPolicy, or the organisation another kind, where they should see more or less."
            : $"The privacy policy has no view for the kind \"{kind}\": nothing reaches such organisations, with a consent or without. "
                + "Give the kind a view with changePrivacyPolicy, or the organisation another kind.";

    /// <summary>Whether the caller is on a team of the program.</summary>
    public bool WorksIn(Accessor who, string program) => Programs.Any(p => p.Key == program && p.Teams.Any(who.Teams.Contains));

    /// <summary>The teams of programs in which somebody of the tenant's staff does not work; a team of two programs is closed while they work in neither.</summary>
    public IReadOnlySet<TeamId> ClosedTo(Accessor who) => Programs.Where(p => !WorksIn(who, p.Key)).SelectMany(p => p.Teams)
        .Except(Programs.Where(p => WorksIn(who, p.Key)).SelectMany(p => p.Teams)).ToHashSet();

    /// <summary>The program to which a team belongs; null when it belongs to none.</summary>
    public string? ProgramOf(TeamId team) => Programs.FirstOrDefault(p => p.Teams.Contains(team))?.Key;

    /// <summary>The team of a program for somebody of these teams who works in programs alone: whoever meets them meets the program. Null of everybody else.</summary>
    public TeamId? OnlyProgramTeam(IReadOnlySet<TeamId> teams) =>
        Programs.Count > 0 && teams.Count > 0 && teams.All(t => ProgramOf(t) is not null) ? teams.OrderBy(t => t.Value).First() : null;

    /// <summary>Whether any view for staff shows what is asked for.</summary>
    public bool Shows(Accessor who, AskedFor what) => Staff.Any(v =>
        (v.Holding is null || who.Holds.Contains(v.Holding)) && v.Purposes.Contains(what.Purpose)
        && (v.Classes.Contains(Beneath(what)) || (what.Extent is Extent.Minimum && v.Minimum?.Contains(Beneath(what)) is true)));

    /// <summary>The purpose of a request that states none.</summary>
    public PurposeOfUse PurposeOf(Accessor who) => who.Kind switch
    {
        AccessorKind.Partner => ViewOf(who.OrganisationKind)?.Purposes[0] ?? PurposeOfUse.Treatment,
        AccessorKind.Subject or AccessorKind.Proxy => PurposeOfUse.PatientRequest,
        _ => who.Holds.Contains(TreatmentPermission) ? PurposeOfUse.Treatment : PurposeOfUse.Operations,
    };

    // What a Part 2 record would be if it came from anywhere else: a consent opens no more to a role than the role sees of anybody.
    private static DataClass Beneath(AskedFor what) => what.Class is DataClass.D ? DataClass.B : what.Class;

    private static PrivacyPolicy ReadUsual()
    {
        using var stream = typeof(PrivacyPolicy).Assembly.GetManifestResourceStream(File)!;
        return JsonSerializer.Deserialize<PrivacyPolicy>(stream, StrictJson.Options)!;
    }
}
