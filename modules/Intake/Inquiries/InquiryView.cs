using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>One request for help, through any door, until it is resolved. It has an owner from the first second.</summary>
[View<Inquiry>, Audited(nameof(Client))]
[About(nameof(Inquiry.Client), Confidential = nameof(Inquiry.ConfidentialMinor), Team = nameof(Inquiry.Team), Owner = nameof(Inquiry.Owner))]
internal static class InquiryView
{
    /// <summary>The inquiry's id.</summary>
    public static InquiryId Id(Inquiry inquiry) => inquiry.Id;

    /// <summary>Who needs help.</summary>
    public static ClientId Client(Inquiry inquiry) => inquiry.Client;

    /// <summary>How far it has come. That a program under 42 CFR Part 2 has triaged it is for its people only.</summary>
    public static InquiryStatus Status(Inquiry inquiry, RequestAccess access) =>
        inquiry.SourceProgram is { } program && inquiry.Status is InquiryStatus.Triaged && inquiry.OutsideAcuity is null && !access.WorksIn(program)
            ? InquiryStatus.Received
            : inquiry.Status;

    /// <summary>Through which door it came first.</summary>
    public static Door Door(Inquiry inquiry) => inquiry.Door;

    /// <summary>When help was first asked for; the access clocks run from here.</summary>
    public static DateTimeOffset ReceivedAt(Inquiry inquiry) => inquiry.ReceivedAt;

    /// <summary>Who took it; null when no person of the organisation did.</summary>
    public static UserId? ReceivedBy(Inquiry inquiry) => inquiry.ReceivedBy;

    /// <summary>Where it arrived.</summary>
    public static SiteId? Site(Inquiry inquiry) => inquiry.Site;

    /// <summary>The team whose queue holds it.</summary>
    public static TeamId Team(Inquiry inquiry) => inquiry.Team;

    /// <summary>The person who has taken it; null while the team's queue owns it.</summary>
    public static UserId? Owner(Inquiry inquiry) => inquiry.Owner;

    /// <summary>Who owned it from when on.</summary>
    public static Loaded<IReadOnlyList<InquiryOwner>> Owners(Inquiry inquiry, OwnersByInquiry loader) => loader.For(inquiry.Id);

    /// <summary>Who asked, when it was not the person.</summary>
    [DataClass(DataClass.A)]
    public static string? AskerName(Inquiry inquiry) => inquiry.AskerName;

    /// <summary>What the asker is to the person.</summary>
    public static AskerRelation AskerRelation(Inquiry inquiry) => inquiry.AskerRelation;

    /// <summary>Where the asker can be called back.</summary>
    [DataClass(DataClass.A)]
    public static string? AskerPhone(Inquiry inquiry) => inquiry.AskerPhone;

    /// <summary>The organisation that referred, when it is known here.</summary>
    public static OrganisationId? Referring(Inquiry inquiry) => inquiry.Referring;

    /// <summary>The organisation that referred, when it is not.</summary>
    [DataClass(DataClass.A)]
    public static string? ReferringName(Inquiry inquiry) => inquiry.ReferringName;

    /// <summary>In the words of whoever asked.</summary>
    [DataClass(DataClass.C)]
    public static string? Reason(Inquiry inquiry) => inquiry.Reason;

    /// <summary>How sure the client was matched, from 0 to 100; null when the caller named the client or registered a new one.</summary>
    public static int? MatchScore(Inquiry inquiry) => inquiry.MatchScore;

    /// <summary>Why the client was matched, such as <c>birth-date same</c>.</summary>
    [DataClass(DataClass.A)]
    public static IReadOnlyList<string> MatchReasons(Inquiry inquiry) => inquiry.MatchReasons;

    /// <summary>Further times that help was asked for while it was open, the first one first.</summary>
    public static Loaded<IReadOnlyList<InquiryContact>> Contacts(Inquiry inquiry, ContactsByInquiry loader) => loader.For(inquiry.Id);

    /// <summary>How soon the person must be seen; null until triage. What a program under 42 CFR Part 2 decided is for its people only.</summary>
    [DataClass(DataClass.C, Minimum = true)]
    public static Acuity? Acuity(Inquiry inquiry, RequestAccess access) =>
        inquiry.SourceProgram is { } program && !access.WorksIn(program) ? inquiry.OutsideAcuity : inquiry.Acuity;

    /// <summary>When the acuity was last decided.</summary>
    public static DateTimeOffset? TriagedAt(Inquiry inquiry, RequestAccess access) =>
        inquiry.SourceProgram is { } program && !access.WorksIn(program) ? inquiry.OutsideTriagedAt : inquiry.TriagedAt;

    /// <summary>Every answering of the triage script, the latest first.</summary>
    [DataClass(DataClass.C)]
    public static Loaded<IReadOnlyList<Triage>> Triages(Inquiry inquiry, TriagesByInquiry loader) => loader.For(inquiry.Id);

    /// <summary>Appointments that answer it, the earliest first.</summary>
    [Feature("intake.scheduling")]
    public static Loaded<IReadOnlyList<Appointment>> Appointments(Inquiry inquiry, AppointmentsByInquiry loader) => loader.For(inquiry.Id);

    /// <summary>What was asked for it on the public page, the first one first.</summary>
    [Feature("intake.public-door")]
    public static Loaded<IReadOnlyList<PublicRequest>> PublicRequests(Inquiry inquiry, PublicRequestsByInquiry loader) => loader.For(inquiry.Id);

    /// <summary>The tries to reach the person, the latest first.</summary>
    public static Loaded<IReadOnlyList<ContactAttempt>> ContactAttempts(Inquiry inquiry, AttemptsByInquiry loader) => loader.For(inquiry.Id);

    /// <summary>Its handoffs to outreach, the latest first.</summary>
    public static Loaded<IReadOnlyList<OutreachHandoff>> OutreachHandoffs(Inquiry inquiry, HandoffsByInquiry loader) => loader.For(inquiry.Id);

    /// <summary>What was done at once about an emergency, the latest first.</summary>
    public static Loaded<IReadOnlyList<ImmediateAction>> ImmediateActions(Inquiry inquiry, ActionsByInquiry loader) => loader.For(inquiry.Id);

    /// <summary>The first evaluations, the latest first.</summary>
    public static Loaded<IReadOnlyList<InitialEvaluation>> InitialEvaluations(Inquiry inquiry, EvaluationsByInquiry loader) => loader.For(inquiry.Id);

    /// <summary>How it ended; null while it is open.</summary>
    public static Resolution? Resolution(Inquiry inquiry) => inquiry.Resolution;

    /// <summary>What a colleague should know of its end.</summary>
    [DataClass(DataClass.C)]
    public static string? ResolutionNote(Inquiry inquiry) => inquiry.ResolutionNote;

    /// <summary>When it ended.</summary>
    public static DateTimeOffset? ResolvedAt(Inquiry inquiry) => inquiry.ResolvedAt;

    /// <summary>Who ended it; null while it is open.</summary>
    public static UserId? ResolvedBy(Inquiry inquiry) => inquiry.ResolvedBy;

    /// <summary>Whether it is about care that a minor receives in confidence: whoever acts for the minor is not told of it.</summary>
    [DataClass(DataClass.C)]
    public static bool ConfidentialMinor(Inquiry inquiry) => inquiry.ConfidentialMinor;

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(Inquiry inquiry) => inquiry.Version;
}

/// <summary>A further time that help was asked for while an inquiry was open.</summary>
[View<InquiryContact>]
internal static class InquiryContactView
{
    /// <summary>Through which door.</summary>
    public static Door Door(InquiryContact contact) => contact.Door;

    /// <summary>When.</summary>
    public static DateTimeOffset ReceivedAt(InquiryContact contact) => contact.ReceivedAt;

    /// <summary>Who took it; null when no person of the organisation did.</summary>
    public static UserId? ReceivedBy(InquiryContact contact) => contact.ReceivedBy;

    /// <summary>Where it arrived.</summary>
    public static SiteId? Site(InquiryContact contact) => contact.Site;

    /// <summary>Who asked, when it was not the person.</summary>
    [DataClass(DataClass.A)]
    public static string? AskerName(InquiryContact contact) => contact.AskerName;

    /// <summary>What the asker is to the person.</summary>
    public static AskerRelation AskerRelation(InquiryContact contact) => contact.AskerRelation;

    /// <summary>Where the asker can be called back.</summary>
    [DataClass(DataClass.A)]
    public static string? AskerPhone(InquiryContact contact) => contact.AskerPhone;

    /// <summary>In the words of whoever asked.</summary>
    [DataClass(DataClass.C)]
    public static string? Reason(InquiryContact contact) => contact.Reason;

    /// <summary>How sure the client was matched this time; null when the caller named the client.</summary>
    public static int? MatchScore(InquiryContact contact) => contact.MatchScore;

    /// <summary>Why the client was matched.</summary>
    public static IReadOnlyList<string> MatchReasons(InquiryContact contact) => contact.MatchReasons;
}

/// <summary>Who owned an inquiry from when on.</summary>
[View<InquiryOwner>]
internal static class InquiryOwnerView
{
    /// <summary>The team whose queue held it.</summary>
    public static TeamId Team(InquiryOwner owner) => owner.Team;

    /// <summary>The person; null while the queue owned it.</summary>
    public static UserId? Owner(InquiryOwner owner) => owner.Owner;

    /// <summary>From when on.</summary>
    public static DateTimeOffset Since(InquiryOwner owner) => owner.Since;

    /// <summary>Who assigned it; null when the system did.</summary>
    public static UserId? AssignedBy(InquiryOwner owner) => owner.AssignedBy;

    /// <summary>Why.</summary>
    [DataClass(DataClass.A)]
    public static string? Reason(InquiryOwner owner) => owner.Reason;
}
