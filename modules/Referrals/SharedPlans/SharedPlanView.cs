using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>A plan that several organisations share for one person, where it is convened.</summary>
[View<SharedPlan>, Audited(nameof(Client)), About(nameof(SharedPlan.Client))]
internal static class SharedPlanView
{
    /// <summary>The plan's id.</summary>
    public static SharedPlanId Id(SharedPlan plan) => plan.Id;

    /// <summary>For whom it is.</summary>
    public static ClientId Client(SharedPlan plan) => plan.Client;

    /// <summary>Who is responsible for it here.</summary>
    public static UserId Owner(SharedPlan plan) => plan.Owner;

    /// <summary>The team of the owner.</summary>
    public static TeamId? Team(SharedPlan plan) => plan.Team;

    /// <summary>When it was opened.</summary>
    public static DateTimeOffset OpenedAt(SharedPlan plan) => plan.OpenedAt;

    /// <summary>The day on which it is to be looked at again.</summary>
    public static DateOnly ReviewOn(SharedPlan plan) => plan.ReviewOn;

    /// <summary>When it was looked at last.</summary>
    public static DateTimeOffset? ReviewedAt(SharedPlan plan) => plan.ReviewedAt;

    /// <summary>When it ended; null while it is open.</summary>
    public static DateTimeOffset? EndedAt(SharedPlan plan) => plan.EndedAt;

    /// <summary>Why it ended.</summary>
    public static PlanEnd? EndReason(SharedPlan plan) => plan.EndReason;

    /// <summary>The partners that take part, were invited or took part, in order.</summary>
    public static Loaded<IReadOnlyList<PlanMember>> Members(SharedPlan plan, MembersByPlan loader) => loader.For(plan.Id);

    /// <summary>The goals and actions, in order.</summary>
    public static Loaded<IReadOnlyList<SeenEntry>> Entries(SharedPlan plan, EntriesByPlan loader) => loader.For(plan.Id);

    /// <summary>What the organisations shared of what they wrote, and what was written here and is not shared, in order.</summary>
    public static Loaded<IReadOnlyList<SeenPlanNote>> Notes(SharedPlan plan, NotesByPlan loader) => loader.For(plan.Id);

    /// <summary>What was done to it, in order.</summary>
    public static Loaded<IReadOnlyList<PlanStep>> History(SharedPlan plan, StepsByPlan loader) => loader.For(plan.Id);

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(SharedPlan plan) => plan.Version;
}

/// <summary>That a partner takes part in a shared plan.</summary>
[View<PlanMember>]
internal static class PlanMemberView
{
    /// <summary>By which its part is answered, and ended; entries name it by this.</summary>
    public static string Id(PlanMember member) => member.Id.ToString();

    /// <summary>The partner.</summary>
    public static OrganisationId Partner(PlanMember member) => member.Organisation;

    /// <summary>Code of the need for which it serves the person.</summary>
    public static string Need(PlanMember member) => member.Need;

    /// <summary>What its part is.</summary>
    public static string Role(PlanMember member) => member.Role;

    /// <summary>Whether it takes part.</summary>
    public static PlanMemberState State(PlanMember member) => member.State;

    /// <summary>When it was invited.</summary>
    public static DateTimeOffset InvitedAt(PlanMember member) => member.InvitedAt;

    /// <summary>When it answered.</summary>
    public static DateTimeOffset? AnsweredAt(PlanMember member) => member.AnsweredAt;

    /// <summary>Who answered, by name.</summary>
    public static string? AnsweredByName(PlanMember member) => member.AnsweredByName;

    /// <summary>When its part ended.</summary>
    public static DateTimeOffset? EndedAt(PlanMember member) => member.EndedAt;

    /// <summary>Why it takes no part, or no part any more.</summary>
    public static PlanLeaveReason? Reason(PlanMember member) => member.Reason;

    /// <summary>Since when no consent of the person reaches it: it is shown nothing.</summary>
    public static DateTimeOffset? ConsentLostAt(PlanMember member) => member.ConsentLostAt;

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(PlanMember member) => member.Version;
}

/// <summary>Something that was done to a shared plan.</summary>
[View<PlanStep>]
internal static class PlanStepView
{
    /// <summary>What.</summary>
    public static PlanStepKind Kind(PlanStep step) => step.Kind;

    /// <summary>The partner whose part, or whose doing it was.</summary>
    public static string? Member(PlanStep step) => step.Member?.ToString();

    /// <summary>The goal or action.</summary>
    public static string? Entry(PlanStep step) => step.Entry?.ToString();

    /// <summary>Code of why.</summary>
    public static string? Reason(PlanStep step) => step.Reason;

    /// <summary>Who did it, by name.</summary>
    public static string ByName(PlanStep step) => step.ByName;

    /// <summary>Whether somebody of a partner did it itself.</summary>
    public static bool ByPartner(PlanStep step) => step.Organisation is not null;

    /// <summary>When.</summary>
    public static DateTimeOffset At(PlanStep step) => step.At;
}

/// <summary>Reads shared plans, where they are convened.</summary>
[Query, Feature("referrals.shared-plans"), Requires(PlanReach.Plan)]
internal static class SharedPlanQueries
{
    /// <summary>Shared plans within the caller's reach, the latest first.</summary>
    /// <param name="client">Of this client only.</param>
    /// <param name="open">Only those that are open, or only those that have ended; both when nothing is said.</param>
    public static Task<Connection<SharedPlan>> SharedPlans(ClientId? client, bool? open, Page page, ReferralsDb db, CancellationToken ct) =>
        db.PlansWithin(db.Actor.ReachOf(PlanReach.Plan)).Where(p => (client == null || p.Client == client) && (open == null || (p.EndedAt == null) == open))
            .ToConnection(page, new Ordering<SharedPlan, DateTimeOffset, SharedPlanId>(p => p.OpenedAt, p => p.Id, Descending: true), ct);

    /// <summary>What a partner is or would be shown of a plan now, by which rule, and what is missing before it may take part; nothing is shared by asking.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="partner">The partner.</param>
    public static async Task<SharingPreview?> SharedPlanSharing(
        SharedPlanId plan, OrganisationId partner, ReferralsDb db, PlanGate gate, CancellationToken ct) =>
        await db.FindPlan(plan, ct) is { } found ? await gate.Of(found, partner, ct) : null;
}
