using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>A shared plan as the partner sees it that was invited: its own part in it, and what it is shown.</summary>
internal sealed class ReceivedPlan
{
    public PlanMemberId Member { get; init; }

    public SharedPlanId Plan { get; init; }

    public ClientId Client { get; init; }

    public string Role { get; init; } = "";

    public PlanMemberState State { get; init; }

    public DateTimeOffset InvitedAt { get; init; }

    public DateOnly ReviewOn { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public PlanLeaveReason? Reason { get; init; }

    public int Version { get; init; }

    public static Expression<Func<PlanMember, SharedPlan, ReceivedPlan>> Shown { get; } = (m, p) => new ReceivedPlan
    {
        Member = m.Id,
        Plan = m.Plan,
        Client = p.Client,
        Role = m.Role,
        State = m.State,
        InvitedAt = m.InvitedAt,
        ReviewOn = p.ReviewOn,
        EndedAt = m.EndedAt,
        Reason = m.Reason,
        Version = m.Version,
    };

    private static readonly Func<PlanMember, SharedPlan, ReceivedPlan> Show = Shown.Compile();

    public static ReceivedPlan Of(SharedPlan plan, PlanMember member) => Show(member, plan);
}

/// <summary>Shared plans to which partner organisations were invited.</summary>
[Query, ForPartners, Feature("referrals.shared-plans"), Requires(PlanReach.Plan)]
internal static class ReceivedPlanQueries
{
    /// <summary>The plans to which the caller's organisation was invited, the latest first; nothing for people of the organisation itself.</summary>
    /// <param name="open">Only those to which it is invited or in which it takes part, or only the others; both when nothing is said.</param>
    public static Task<Connection<ReceivedPlan>> PlansSharedWithUs(bool? open, Page page, ReferralsDb db, Actor actor, CancellationToken ct)
    {
        var partner = actor.Organisation;
        return db.PlanMembers.Where(m => partner != null && m.Organisation == partner && (open == null || (m.EndedAt == null) == open))
            .Join(db.SharedPlans, m => m.Plan, p => p.Id, ReceivedPlan.Shown)
            .ToConnection(page, new Ordering<ReceivedPlan, DateTimeOffset, PlanMemberId>(p => p.InvitedAt, p => p.Member, Descending: true), ct);
    }

    /// <summary>The caller's organisation's part in a plan; null for any other.</summary>
    /// <param name="member">The invitation.</param>
    public static Task<ReceivedPlan?> PlanSharedWithUs(PlanMemberId member, ReferralsDb db, Actor actor, CancellationToken ct)
    {
        var partner = actor.Organisation;
        return db.PlanMembers.AsNoTracking().Where(m => partner != null && m.Organisation == partner && m.Id == member)
            .Join(db.SharedPlans, m => m.Plan, p => p.Id, ReceivedPlan.Shown).FirstOrDefaultAsync(ct);
    }
}

/// <summary>A shared plan as the partner sees it that was invited. What is shared of it is there while it takes part, and as far as consents and rules go.</summary>
[View<ReceivedPlan>, Audited(nameof(ReceivedPlan.Client)), About(nameof(ReceivedPlan.Client))]
internal static class ReceivedPlanView
{
    /// <summary>By which the invitation is answered, and the plan left.</summary>
    public static string Id(ReceivedPlan plan) => plan.Member.ToString();

    /// <summary>The plan, for what is written in it.</summary>
    public static string Plan(ReceivedPlan plan) => plan.Plan.ToString();

    /// <summary>What the caller's organisation is asked to do.</summary>
    public static string Role(ReceivedPlan plan) => plan.Role;

    /// <summary>Whether it takes part.</summary>
    public static PlanMemberState State(ReceivedPlan plan) => plan.State;

    /// <summary>When it was invited.</summary>
    public static DateTimeOffset InvitedAt(ReceivedPlan plan) => plan.InvitedAt;

    /// <summary>The day on which the plan is looked at again.</summary>
    public static DateOnly ReviewOn(ReceivedPlan plan) => plan.ReviewOn;

    /// <summary>When its part ended; null while it is invited or takes part.</summary>
    public static DateTimeOffset? EndedAt(ReceivedPlan plan) => plan.EndedAt;

    /// <summary>Why it takes no part, or no part any more.</summary>
    public static PlanLeaveReason? Reason(ReceivedPlan plan) => plan.Reason;

    /// <summary>Whose plan it is, as far as the person's consents go today; null once its part has ended.</summary>
    public static Loaded<PlanPerson> Person(ReceivedPlan plan, PeopleOfPlans loader) => loader.For(new PlanPersonKey(plan.Plan));

    /// <summary>The partners that take part, the caller's own included; none before it takes part.</summary>
    public static Loaded<IReadOnlyList<FellowMember>> Members(ReceivedPlan plan, FellowsByPlan loader) => loader.For(plan.Plan);

    /// <summary>The goals and actions, in order; none before it takes part.</summary>
    public static Loaded<IReadOnlyList<SeenEntry>> Entries(ReceivedPlan plan, EntriesByPlan loader) => loader.For(plan.Plan);

    /// <summary>What the organisations shared of what they wrote, in order; nothing before it takes part.</summary>
    public static Loaded<IReadOnlyList<SeenPlanNote>> Notes(ReceivedPlan plan, NotesByPlan loader) => loader.For(plan.Plan);

    /// <summary>What the caller's organisation wrote itself, in order, shared or not; nobody else is shown what is not.</summary>
    public static Loaded<IReadOnlyList<OwnPlanNote>> OurNotes(ReceivedPlan plan, OwnNotesByPlan loader) => loader.For(plan.Plan);

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(ReceivedPlan plan) => plan.Version;
}
