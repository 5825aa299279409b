namespace CarePlatform.Platform;

/// <summary>What the organisation has laid down on who sees what.</summary>
[Query, Requires("platform.read")]
internal static class PrivacyQueries
{
    /// <summary>What holds on who sees what.</summary>
    public static async Task<PrivacyPolicy> PrivacyPolicy(Session session, CancellationToken ct) => (await PrivacyPolicies.Read(session, ct)).Policy;

    /// <summary>The purpose of this request: the one of its header, or what the policy presumes for the caller.</summary>
    public static PurposeOfUse PurposeOfUse(RequestAccess access) => access.Purpose;
}

/// <summary>Whether the log of disclosures is what was written.</summary>
[Query, Requires("platform.privacy")]
internal static class VerifyDisclosures
{
    public static Task<DisclosureVerification> Handle(DisclosureAccount account, CancellationToken ct) => account.Verify(ct);
}

/// <summary>Whether the log of disclosures is what was written.</summary>
[View<DisclosureVerification>]
internal static class DisclosureVerificationView
{
    /// <summary>How many were looked at.</summary>
    public static int Count(DisclosureVerification verification) => verification.Count;

    /// <summary>What is wrong with the first that is wrong; null when nothing is.</summary>
    public static string? Problem(DisclosureVerification verification) => verification.Problem;
}

/// <summary>What the organisation has laid down on who sees what.</summary>
[View<PrivacyPolicy>]
internal static class PrivacyPolicyView
{
    /// <summary>Whoever holds this permission works in care: treatment is the purpose of their requests when they state none.</summary>
    public static string TreatmentPermission(PrivacyPolicy policy) => policy.TreatmentPermission;

    /// <summary>What staff see; everything that any of these shows.</summary>
    public static IReadOnlyList<StaffView> Staff(PrivacyPolicy policy) => policy.Staff;

    /// <summary>What partners see, by kind.</summary>
    public static IReadOnlyList<PartnerView> Partners(PrivacyPolicy policy) => policy.Partners;

    /// <summary>What partners see whose kind no view names; null where they see nothing.</summary>
    public static PartnerView? OtherPartners(PrivacyPolicy policy) => policy.OtherPartners;

    /// <summary>The programs under 42 CFR Part 2.</summary>
    public static IReadOnlyList<Part2Program> Programs(PrivacyPolicy policy) => policy.Programs;

    /// <summary>What guardians and representatives see.</summary>
    public static IReadOnlyList<DataClass> ProxyClasses(PrivacyPolicy policy) => policy.ProxyClasses;

    /// <summary>Whether people see psychotherapy notes about themselves.</summary>
    public static bool PersonsSeePsychotherapyNotes(PrivacyPolicy policy) => policy.PersonsSeePsychotherapyNotes;

    /// <summary>After how many days somebody who refused to consent is asked again.</summary>
    public static int ReAskDays(PrivacyPolicy policy) => policy.ReAskDays;

    /// <summary>Within how many days an emergency access is reviewed.</summary>
    public static int ReviewDays(PrivacyPolicy policy) => policy.ReviewDays;

    /// <summary>How many hours an emergency access lasts at most.</summary>
    public static int EmergencyHours(PrivacyPolicy policy) => policy.EmergencyHours;

    /// <summary>Within how many days an account of disclosures is given.</summary>
    public static int AccountDays(PrivacyPolicy policy) => policy.AccountDays;

    /// <summary>Within how many days an intermediary's list of disclosures is given.</summary>
    public static int IntermediaryAccountDays(PrivacyPolicy policy) => policy.IntermediaryAccountDays;

    /// <summary>From what age in years on nobody is a minor.</summary>
    public static int AgeOfMajority(PrivacyPolicy policy) => policy.AgeOfMajority;

    /// <summary>What accompanies Part 2 records that leave.</summary>
    public static string RedisclosureNotice(PrivacyPolicy policy) => policy.RedisclosureNotice;

    /// <summary>What follows that notice, by that on which the records leave: the usual words, as long as the notice is the usual one and nothing else was laid down.</summary>
    public static IReadOnlyList<NoticeTerms> RedisclosureTerms(PrivacyPolicy policy) => policy.NoticeTerms;

    /// <summary>Counts changes; 0 while nothing was ever changed. Send it back as expectedVersion.</summary>
    public static int Version(PrivacyPolicy policy) => policy.Version;
}

/// <summary>What staff with a permission see for certain purposes.</summary>
[View<StaffView>]
internal static class StaffViewView
{
    /// <summary>The permission; null for everybody with a role.</summary>
    public static string? Holding(StaffView view) => view.Holding;

    /// <summary>For which purposes.</summary>
    public static IReadOnlyList<PurposeOfUse> Purposes(StaffView view) => view.Purposes;

    /// <summary>The classes that are shown whole.</summary>
    public static IReadOnlyList<DataClass> Classes(StaffView view) => view.Classes;

    /// <summary>The classes of which only what cannot be done without is shown.</summary>
    public static IReadOnlyList<DataClass> Minimum(StaffView view) => view.Minimum ?? [];
}

/// <summary>What partners of certain kinds see.</summary>
[View<PartnerView>]
internal static class PartnerViewView
{
    /// <summary>Kinds of organisation, such as <c>hospital</c>; none where it is for all that no other view names.</summary>
    public static IReadOnlyList<string> Kinds(PartnerView view) => view.Kinds;

    /// <summary>What binds them.</summary>
    public static RecipientKind Recipient(PartnerView view) => view.Recipient;

    /// <summary>What they may ask for; the first is presumed.</summary>
    public static IReadOnlyList<PurposeOfUse> Purposes(PartnerView view) => view.Purposes;

    /// <summary>What they see of each class; nothing of a class that is not here.</summary>
    public static IReadOnlyList<PartnerCell> Cells(PartnerView view) => view.Cells;
}

/// <summary>What partners see of a class.</summary>
[View<PartnerCell>]
internal static class PartnerCellView
{
    /// <summary>The class.</summary>
    public static DataClass Class(PartnerCell cell) => cell.Class;

    /// <summary>How much of it.</summary>
    public static Extent Shows(PartnerCell cell) => cell.Shows;

    /// <summary>What it takes.</summary>
    public static PartnerNeed Needs(PartnerCell cell) => cell.Needs;

    /// <summary>Whether an emergency that somebody of the partner declared opens all of the class as well.</summary>
    public static bool InEmergency(PartnerCell cell) => cell.InEmergency;

    /// <summary>Whether it is about attendance only: who it is, and whether they came.</summary>
    public static bool Attendance(PartnerCell cell) => cell.Attendance;
}

/// <summary>A program under 42 CFR Part 2.</summary>
[View<Part2Program>]
internal static class Part2ProgramView
{
    /// <summary>Its key.</summary>
    public static string Key(Part2Program program) => program.Key;

    /// <summary>Its name.</summary>
    public static string Title(Part2Program program) => program.Title;

    /// <summary>The teams whose people work in it.</summary>
    public static IReadOnlyList<TeamId> Teams(Part2Program program) => program.Teams;

    /// <summary>Who besides its people has direct administrative control over it (42 CFR 2.12(c)(3)): they hear of its overdue work.</summary>
    public static IReadOnlyList<UserId> AdministrativeControl(Part2Program program) => program.AdministrativeControl ?? [];
}

/// <summary>What follows the notice on redisclosure in one case.</summary>
[View<NoticeTerms>]
internal static class NoticeTermsView
{
    /// <summary>On what the records leave.</summary>
    public static NoticeCase Case(NoticeTerms terms) => terms.Case;

    /// <summary>The words.</summary>
    public static string Text(NoticeTerms terms) => terms.Text;
}

/// <summary>The notice on redisclosure that went with a record of a program under 42 CFR Part 2 (42 CFR 2.32).</summary>
[View<SentNotice>]
internal static class SentNoticeView
{
    /// <summary>Its words as they went, whatever the organisation has laid down since; null where nobody has written them down.</summary>
    public static string? Text(SentNotice notice) => notice.Text;

    /// <summary>On what the record left; null where the words are somebody's own.</summary>
    public static NoticeCase? Case(SentNotice notice) => notice.Case;

    /// <summary>The version of the privacy policy whose words these are, 0 for what holds while nothing was laid down; null where the words are somebody's own.</summary>
    public static int? PolicyVersion(SentNotice notice) => notice.PolicyVersion;
}
