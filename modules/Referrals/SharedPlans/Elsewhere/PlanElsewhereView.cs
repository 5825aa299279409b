using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>A plan elsewhere with who the person is here.</summary>
internal sealed class SeenPlanElsewhere
{
    public PlanElsewhereId Id { get; init; }

    public TenantLinkId Link { get; init; }

    public string Convenor { get; init; } = "";

    public InboundReferralId? Referral { get; init; }

    public ClientId? Client { get; init; }

    public TravellingPlan Shown { get; init; } = null!;

    public DateTimeOffset ArrivedAt { get; init; }

    public DateTimeOffset ToldAt { get; init; }
}

/// <summary>A part of such a plan with whom it is about.</summary>
internal sealed record SeenElsewhere<T>(T Part, ClientId? Client, DataClass Class, bool Part2)
    where T : class
{
    public string? Program { get; }
}

/// <summary>Shared plans that linked tenants convene.</summary>
[Query, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class PlanElsewhereQueries
{
    /// <summary>
    /// The plans that linked tenants convene and in which this organisation takes part or to which it is invited, the latest first, while the people's consents last.
    /// </summary>
    public static Task<Connection<SeenPlanElsewhere>> PlansElsewhere(Page page, ReferralsDb db, CancellationToken ct) =>
        Seen(db).ToConnection(page, new Ordering<SeenPlanElsewhere, DateTimeOffset, PlanElsewhereId>(p => p.ArrivedAt, p => p.Id, Descending: true), ct);

    /// <summary>The plan elsewhere with this id; null where nothing of it is shared any more.</summary>
    /// <param name="id">Its id.</param>
    public static Task<SeenPlanElsewhere?> PlanElsewhere(PlanElsewhereId id, ReferralsDb db, CancellationToken ct) =>
        Seen(db).FirstOrDefaultAsync(p => p.Id == id, ct);

    private static IQueryable<SeenPlanElsewhere> Seen(ReferralsDb db) => db.PlansElsewhereFor().AsNoTracking().Select(p => new SeenPlanElsewhere
    {
        Id = p.Id,
        Link = p.Link,
        Convenor = db.Links.Where(l => l.Id == p.Link).Select(l => l.OtherName).First(),
        Referral = p.Referral,
        Client = db.Inbound.Where(r => r.Id == p.Referral).Select(r => r.Client).FirstOrDefault(),
        Shown = p.Shown!,
        ArrivedAt = p.ArrivedAt,
        ToldAt = p.ToldAt,
    });
}

/// <summary>The shared part of a plan that a linked tenant convenes, as far as the person's consents let this organisation see.</summary>
[View<SeenPlanElsewhere>("PlanElsewhere"), Audited(nameof(Client)), About(nameof(SeenPlanElsewhere.Client))]
internal static class PlanElsewhereView
{
    /// <summary>This organisation's part in the plan.</summary>
    public static PlanElsewhereId Id(SeenPlanElsewhere plan) => plan.Id;

    /// <summary>Who convenes it, by name.</summary>
    public static string Convenor(SeenPlanElsewhere plan) => plan.Convenor;

    /// <summary>The person's referral to this organisation by the same link; null where there was none.</summary>
    public static InboundReferralId? Referral(SeenPlanElsewhere plan) => plan.Referral;

    /// <summary>Who the person is here, as that referral was taken in; null where nobody knows.</summary>
    public static ClientId? Client(SeenPlanElsewhere plan) => plan.Client;

    /// <summary>Whether this organisation is invited, and answers by answerPlanElsewhere, or takes part.</summary>
    public static PlanMemberState State(SeenPlanElsewhere plan) => plan.Shown.Invited ? PlanMemberState.Invited : PlanMemberState.Accepted;

    /// <summary>What this organisation is asked to do.</summary>
    [DataClass(DataClass.G)]
    public static string? Role(SeenPlanElsewhere plan) => plan.Shown.Role;

    /// <summary>The day on which the plan is looked at again.</summary>
    public static DateOnly ReviewOn(SeenPlanElsewhere plan) => plan.Shown.ReviewOn;

    /// <summary>The person's name, as the convenor has it.</summary>
    [DataClass(DataClass.A)]
    public static string? Name(SeenPlanElsewhere plan) => plan.Shown.Name;

    /// <summary>The day of birth, as the convenor has it.</summary>
    [DataClass(DataClass.A)]
    public static DateOnly? BirthDate(SeenPlanElsewhere plan) => plan.Shown.BirthDate;

    /// <summary>The language in which the person wants to be spoken to, as a BCP 47 tag.</summary>
    [DataClass(DataClass.A)]
    public static string? Language(SeenPlanElsewhere plan) => plan.Shown.Language;

    /// <summary>The partners that take part, this organisation included.</summary>
    public static IReadOnlyList<SeenElsewhere<TravellingFellow>> Members(SeenPlanElsewhere plan) =>
        [.. plan.Shown.Members.Select(m => new SeenElsewhere<TravellingFellow>(m, plan.Client, m.Class, m.Part2))];

    /// <summary>The goals and actions, in order.</summary>
    public static IReadOnlyList<SeenElsewhere<TravellingEntry>> Entries(SeenPlanElsewhere plan) =>
        [.. plan.Shown.Entries.Select(e => new SeenElsewhere<TravellingEntry>(e, plan.Client, e.Class, e.Part2))];

    /// <summary>What the organisations shared of what they wrote, in order.</summary>
    public static IReadOnlyList<SeenElsewhere<TravellingNote>> Notes(SeenPlanElsewhere plan) =>
        [.. plan.Shown.Notes.Select(n => new SeenElsewhere<TravellingNote>(n, plan.Client, n.Class, n.Part2))];

    /// <summary>What people here did and wrote in it, in order, and how the convenor has taken it.</summary>
    public static Loaded<IReadOnlyList<SeenContribution>> Contributions(SeenPlanElsewhere plan, ContributionsByPlan loader) => loader.For(plan.Id);

    /// <summary>The notice with which the convenor accompanied it; null where none had to.</summary>
    public static string? Notice(SeenPlanElsewhere plan) => plan.Shown.Notice;

    /// <summary>Since when it is shared.</summary>
    public static DateTimeOffset ArrivedAt(SeenPlanElsewhere plan) => plan.ArrivedAt;

    /// <summary>When the convenor last told how it stands.</summary>
    public static DateTimeOffset ToldAt(SeenPlanElsewhere plan) => plan.ToldAt;
}

/// <summary>An organisation that takes part in a plan elsewhere.</summary>
[View<SeenElsewhere<TravellingFellow>>("PlanElsewhereMember"), About(
    nameof(SeenElsewhere<>.Client), Part2 = nameof(SeenElsewhere<>.Part2), Program = nameof(SeenElsewhere<>.Program), Class = nameof(SeenElsewhere<>.Class))]
internal static class PlanElsewhereMemberView
{
    /// <summary>By which entries and notes name it.</summary>
    public static string Id(SeenElsewhere<TravellingFellow> member) => new PlanMemberId(member.Part.Id).ToString();

    /// <summary>Its name.</summary>
    [DataClass(DataClass.G)]
    public static string? Name(SeenElsewhere<TravellingFellow> member) => member.Part.Name;

    /// <summary>Code of the need for which it serves the person, as the convenor calls it.</summary>
    [DataClass(DataClass.G)]
    public static string? Need(SeenElsewhere<TravellingFellow> member) => member.Part.Need;

    /// <summary>What its part is.</summary>
    [DataClass(DataClass.G)]
    public static string? Role(SeenElsewhere<TravellingFellow> member) => member.Part.Role;
}

/// <summary>A goal or an action of a plan elsewhere.</summary>
[View<SeenElsewhere<TravellingEntry>>("PlanElsewhereEntry"), About(
    nameof(SeenElsewhere<>.Client), Part2 = nameof(SeenElsewhere<>.Part2), Program = nameof(SeenElsewhere<>.Program), Class = nameof(SeenElsewhere<>.Class))]
internal static class PlanElsewhereEntryView
{
    /// <summary>By what the convenor calls it.</summary>
    public static string Id(SeenElsewhere<TravellingEntry> entry) => new PlanEntryId(entry.Part.Id).ToString();

    /// <summary>A goal or an action.</summary>
    public static PlanEntryKind Kind(SeenElsewhere<TravellingEntry> entry) => entry.Part.Kind;

    /// <summary>The goal that an action is for.</summary>
    public static string? Goal(SeenElsewhere<TravellingEntry> entry) => entry.Part.Goal is { } goal ? new PlanEntryId(goal).ToString() : null;

    /// <summary>Code of the need that it is about, as the convenor calls it.</summary>
    [DataClass(DataClass.G)]
    public static string? Need(SeenElsewhere<TravellingEntry> entry) => entry.Part.Need;

    /// <summary>The goal in the person's words, or what is to be done; null where this organisation may not have it.</summary>
    [DataClass(DataClass.G)]
    public static string? Words(SeenElsewhere<TravellingEntry> entry) => entry.Part.Words;

    /// <summary>The partner that wrote it, by its part in the plan; null for the organisation that convenes.</summary>
    public static string? WrittenBy(SeenElsewhere<TravellingEntry> entry) => entry.Part.WrittenBy is { } by ? new PlanMemberId(by).ToString() : null;

    /// <summary>Where it stands.</summary>
    public static PlanEntryState State(SeenElsewhere<TravellingEntry> entry) => entry.Part.State;

    /// <summary>The last day.</summary>
    public static DateOnly? DueOn(SeenElsewhere<TravellingEntry> entry) => entry.Part.DueOn;

    /// <summary>The partner that has taken it on, by its part in the plan; null where nobody has, or the organisation that convenes.</summary>
    public static string? TakenBy(SeenElsewhere<TravellingEntry> entry) => entry.Part.TakenBy is { } by ? new PlanMemberId(by).ToString() : null;

    /// <summary>Whether the organisation that convenes has taken it on.</summary>
    public static bool TakenByConvenor(SeenElsewhere<TravellingEntry> entry) => entry.Part.TakenByConvenor;

    /// <summary>The day on which it was reached, done or dropped.</summary>
    public static DateOnly? SettledOn(SeenElsewhere<TravellingEntry> entry) => entry.Part.SettledOn;

    /// <summary>Why it was dropped.</summary>
    public static PlanDropReason? Reason(SeenElsewhere<TravellingEntry> entry) => entry.Part.Reason;
}

/// <summary>A note that an organisation shared on a plan elsewhere.</summary>
[View<SeenElsewhere<TravellingNote>>("PlanElsewhereNote"), About(
    nameof(SeenElsewhere<>.Client), Part2 = nameof(SeenElsewhere<>.Part2), Program = nameof(SeenElsewhere<>.Program), Class = nameof(SeenElsewhere<>.Class))]
internal static class PlanElsewhereNoteView
{
    /// <summary>By what the convenor calls it.</summary>
    public static string Id(SeenElsewhere<TravellingNote> note) => new PlanNoteId(note.Part.Id).ToString();

    /// <summary>The goal or action that it is about.</summary>
    public static string? Entry(SeenElsewhere<TravellingNote> note) => note.Part.Entry is { } entry ? new PlanEntryId(entry).ToString() : null;

    /// <summary>The partner that wrote it, by its part in the plan; null for the organisation that convenes.</summary>
    public static string? Member(SeenElsewhere<TravellingNote> note) => note.Part.Member is { } member ? new PlanMemberId(member).ToString() : null;

    /// <summary>What it says.</summary>
    [DataClass(DataClass.G)]
    public static string? Text(SeenElsewhere<TravellingNote> note) => note.Part.Text;

    /// <summary>Who wrote it, by name.</summary>
    [DataClass(DataClass.G)]
    public static string? ByName(SeenElsewhere<TravellingNote> note) => note.Part.ByName;

    /// <summary>When.</summary>
    public static DateTimeOffset At(SeenElsewhere<TravellingNote> note) => note.Part.At;
}
