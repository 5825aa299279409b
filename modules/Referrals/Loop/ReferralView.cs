using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>A request to a service of a partner for a client, until its loop is closed or it ends for a reason.</summary>
[View<Referral>, Audited(nameof(Client)), About(nameof(Referral.Client), Class = nameof(Referral.NeedClass))]
internal static class ReferralView
{
    /// <summary>The referral's id.</summary>
    public static ReferralId Id(Referral referral) => referral.Id;

    /// <summary>Who is referred.</summary>
    public static ClientId Client(Referral referral) => referral.Client;

    /// <summary>The service of the partner.</summary>
    public static ServiceId Service(Referral referral) => referral.Service;

    /// <summary>The partner organisation.</summary>
    public static OrganisationId Partner(Referral referral) => referral.Partner;

    /// <summary>Code of the need.</summary>
    [DataClass(DataClass.G)]
    public static string Need(Referral referral) => referral.Need;

    /// <summary>How soon it must be answered.</summary>
    public static ReferralPriority Priority(Referral referral) => referral.Priority;

    /// <summary>What the partner should know, in the referrer's words.</summary>
    [DataClass(DataClass.G)]
    public static string? Note(Referral referral) => referral.Note;

    /// <summary>
    /// Where a partner whom HIPAA does not bind would read of a diagnosis, a medicine or substance use in the note, as far as words show it; it prevents nothing.
    /// </summary>
    [DataClass(DataClass.G)]
    public static Loaded<IReadOnlyList<TextWarning>> TextWarnings(Referral referral, WarningsOfNotes loader) =>
        loader.For(new NoteTo(referral.Partner, referral.Note));

    /// <summary>Where it stands.</summary>
    public static ReferralStatus Status(Referral referral) => referral.Status;

    /// <summary>How others call that.</summary>
    public static StatusCodes Codes(Referral referral) => StatusCodes.Of(referral.Status, referral.EndedFrom, referral.AcceptedAt is not null);

    /// <summary>The four elements of a closed loop, computed from what has happened.</summary>
    public static LoopElements Loop(Referral referral) => referral.Elements;

    /// <summary>Who is responsible for it here.</summary>
    public static UserId Owner(Referral referral) => referral.Owner;

    /// <summary>The team of the owner.</summary>
    public static TeamId? Team(Referral referral) => referral.Team;

    /// <summary>Who was asked to take the responsibility over and has not answered.</summary>
    public static UserId? OfferedTo(Referral referral) => referral.OfferedTo;

    /// <summary>When it was written.</summary>
    public static DateTimeOffset DraftedAt(Referral referral) => referral.DraftedAt;

    /// <summary>When it was sent; the silence clocks run from here.</summary>
    public static DateTimeOffset? SentAt(Referral referral) => referral.SentAt;

    /// <summary>When the partner said that it has it.</summary>
    public static DateTimeOffset? ReceivedAt(Referral referral) => referral.ReceivedAt;

    /// <summary>When the partner first accepted or declined.</summary>
    public static DateTimeOffset? AnsweredAt(Referral referral) => referral.AnsweredAt;

    /// <summary>When the partner accepted.</summary>
    public static DateTimeOffset? AcceptedAt(Referral referral) => referral.AcceptedAt;

    /// <summary>When the partner declined.</summary>
    public static DateTimeOffset? DeclinedAt(Referral referral) => referral.DeclinedAt;

    /// <summary>Code of why the partner declined.</summary>
    public static string? DeclineReason(Referral referral) => referral.DeclineReason;

    /// <summary>The agreed time; null while there is none.</summary>
    public static DateTimeOffset? StartsAt(Referral referral) => referral.StartsAt;

    /// <summary>When the client came.</summary>
    public static DateTimeOffset? AttendedAt(Referral referral) => referral.AttendedAt;

    /// <summary>How often the client did not come.</summary>
    public static int Missed(Referral referral) => referral.Missed;

    /// <summary>When the service was given.</summary>
    public static DateTimeOffset? CompletedAt(Referral referral) => referral.CompletedAt;

    /// <summary>When the partner told what came of it.</summary>
    public static DateTimeOffset? OutcomeAt(Referral referral) => referral.OutcomeAt;

    /// <summary>Whether the need is met.</summary>
    [DataClass(DataClass.G)]
    public static NeedMet? Met(Referral referral) => referral.Met;

    /// <summary>What came of it, in the partner's words.</summary>
    [DataClass(DataClass.G)]
    public static string? Outcome(Referral referral) => referral.Outcome;

    /// <summary>When that was read here.</summary>
    public static DateTimeOffset? ReviewedAt(Referral referral) => referral.ReviewedAt;

    /// <summary>Who read it.</summary>
    public static UserId? ReviewedBy(Referral referral) => referral.ReviewedBy;

    /// <summary>When it ended; null while it is open.</summary>
    public static DateTimeOffset? EndedAt(Referral referral) => referral.EndedAt;

    /// <summary>Code of why it ended; null where the loop is closed.</summary>
    public static string? EndReason(Referral referral) => referral.EndReason;

    /// <summary>The referral whose place it took.</summary>
    public static ReferralId? Before(Referral referral) => referral.Before;

    /// <summary>The referral that took its place.</summary>
    public static ReferralId? Next(Referral referral) => referral.Next;

    /// <summary>The agreement with the partner under which it was sent.</summary>
    public static AgreementId? Agreement(Referral referral) => referral.Agreement;

    /// <summary>Why it was sent without an agreement that there should be.</summary>
    public static string? NoAgreementReason(Referral referral) => referral.NoAgreementReason;

    /// <summary>What the partner may see of it and of the client.</summary>
    public static IReadOnlyList<string> Shared(Referral referral) => referral.Shared;

    /// <summary>Id of the consent on which sending it rested.</summary>
    public static string? Consent(Referral referral) => referral.Consent;

    /// <summary>Why it was sent without a consent that it takes.</summary>
    [DataClass(DataClass.G)]
    public static string? OverrideReason(Referral referral) => referral.OverrideReason;

    /// <summary>How many messages of the partner nobody here has read.</summary>
    public static int UnreadHere(Referral referral) => referral.UnreadHere;

    /// <summary>How many messages from here the partner has not read.</summary>
    public static int UnreadThere(Referral referral) => referral.UnreadThere;

    /// <summary>What was written on it, in order.</summary>
    [DataClass(DataClass.G)]
    public static Loaded<IReadOnlyList<SeenMessage>> Messages(Referral referral, MessagesByReferral loader) => loader.For(referral.Id);

    /// <summary>What is attached to it, in order; what was taken back as well.</summary>
    public static Loaded<IReadOnlyList<SeenDocument>> Documents(Referral referral, DocumentsByReferral loader) => loader.For(referral.Id);

    /// <summary>How the client was connected with the partner, and how that was tried, in order; what was retracted as well.</summary>
    public static Loaded<IReadOnlyList<WarmHandoff>> WarmHandoffs(Referral referral, HandoffsByReferral loader) => loader.For(referral.Id);

    /// <summary>The warm handoff that is or was owed; null where none was.</summary>
    public static Loaded<HandoffPlan> HandoffPlan(Referral referral, HandoffPlanByReferral loader) => loader.For(new PlanKey(referral.Id));

    /// <summary>What happened to it, in order.</summary>
    public static Loaded<IReadOnlyList<ReferralStep>> History(Referral referral, StepsByReferral loader) => loader.For(referral.Id);

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(Referral referral) => referral.Version;
}

/// <summary>The four elements of a closed loop.</summary>
[View<LoopElements>]
internal static class LoopElementsView
{
    /// <summary>It was sent, and somebody is responsible for it.</summary>
    public static bool Tracked(LoopElements loop) => loop.Tracked;

    /// <summary>The partner has answered, and nothing that it wrote lies unread.</summary>
    public static bool Answered(LoopElements loop) => loop.Answered;

    /// <summary>The partner has confirmed that the service was given.</summary>
    public static bool Confirmed(LoopElements loop) => loop.Confirmed;

    /// <summary>The outcome was reported and read.</summary>
    public static bool Outcome(LoopElements loop) => loop.OutcomeSeen;
}

/// <summary>How others call the status of a referral.</summary>
[View<StatusCodes>("ReferralStatusCodes")]
internal static class StatusCodesView
{
    /// <summary>The business status of BSeR and 360X, such as 3.0; null where they have none.</summary>
    public static string? Bser(StatusCodes codes) => codes.Bser;

    /// <summary>The status of a FHIR task by Gravity's rules, such as accepted.</summary>
    public static string Task(StatusCodes codes) => codes.Task;
}

/// <summary>One step in the life of a referral.</summary>
[View<ReferralStep>]
internal static class ReferralStepView
{
    /// <summary>Its place in the history, from 1.</summary>
    public static int Number(ReferralStep step) => step.Number;

    /// <summary>What was done.</summary>
    public static ReferralMove Move(ReferralStep step) => step.Move;

    /// <summary>Where the referral stood from then on.</summary>
    public static ReferralStatus Status(ReferralStep step) => step.Status;

    /// <summary>When it was written down.</summary>
    public static DateTimeOffset At(ReferralStep step) => step.At;

    /// <summary>When it happened.</summary>
    public static DateTimeOffset HappenedAt(ReferralStep step) => step.HappenedAt;

    /// <summary>The person; null for a machine, a link or the platform.</summary>
    public static UserId? By(ReferralStep step) => step.By;

    /// <summary>Who it was, by name.</summary>
    public static string ByName(ReferralStep step) => step.ByName;

    /// <summary>The partner, where it acted for itself.</summary>
    public static OrganisationId? Organisation(ReferralStep step) => step.Organisation;

    /// <summary>Whether somebody here wrote down what the partner said.</summary>
    public static bool ForPartner(ReferralStep step) => step.ForPartner;

    /// <summary>Code of why.</summary>
    public static string? Reason(ReferralStep step) => step.Reason;

    /// <summary>What was said with it.</summary>
    [DataClass(DataClass.G)]
    public static string? Note(ReferralStep step) => step.Note;

    /// <summary>Who is responsible from then on.</summary>
    public static UserId Owner(ReferralStep step) => step.Owner;
}
