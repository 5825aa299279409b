using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>A contribution to a plan elsewhere with who the person is here.</summary>
internal sealed class SeenContribution
{
    public PlanContributionId Id { get; init; }

    public PlanElsewhereId Plan { get; init; }

    public ClientId? Client { get; init; }

    public PlanContributionKind Kind { get; init; }

    public ContributionSaid Said { get; init; } = null!;

    public DataClass Class { get; init; }

    public bool Part2 { get; init; }

    public string? Program { get; }

    public UserId? ByUser { get; init; }

    public string ByName { get; init; } = "";

    public DateTimeOffset At { get; init; }

    public PlanContributionState State { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Those of people here, to plans that are shared and to such as were.</summary>
    public static IQueryable<SeenContribution> Of(ReferralsDb db) => (db.SeesPlansElsewhere()
            ? db.PlanContributions.Where(c => !db.PlansElsewhere.Any(p => p.Id == c.Plan && db.Inbound.Any(
                r => r.Id == p.Referral && db.Restricted.Any(k => k.Subject == r.Client && !k.Users.Contains(db.MeKey)))))
            : db.PlanContributions.Where(_ => false))
        .AsNoTracking().Select(c => new SeenContribution
        {
            Id = c.Id,
            Plan = c.Plan,
            Client = db.PlansElsewhere.Where(p => p.Id == c.Plan).Join(db.Inbound, p => p.Referral, r => r.Id, (p, r) => r.Client).FirstOrDefault(),
            Kind = c.Kind,
            Said = c.Said,
            Class = c.Class,
            Part2 = c.Part2,
            ByUser = c.ByUser,
            ByName = c.ByName,
            At = c.At,
            State = c.State,
            Code = c.Code,
            Message = c.Message,
            AnsweredAt = c.AnsweredAt,
        });
}

/// <summary>What people here contributed to plans elsewhere.</summary>
[Query, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class PlanContributionQueries
{
    /// <summary>What people here did and wrote in plans that linked tenants convene, the latest first; also in such as are shared no more.</summary>
    /// <param name="state">Only what is on its way, took effect, or was refused.</param>
    /// <param name="plan">Only in this plan.</param>
    public static Task<Connection<SeenContribution>> PlanContributions(
        PlanContributionState? state, PlanElsewhereId? plan, Page page, ReferralsDb db, CancellationToken ct) =>
        SeenContribution.Of(db).Where(c => (state == null || c.State == state) && (plan == null || c.Plan == plan))
            .ToConnection(page, new Ordering<SeenContribution, DateTimeOffset, PlanContributionId>(c => c.At, c => c.Id, Descending: true), ct);
}

/// <summary>The contributions of people here by plan, in order.</summary>
internal sealed class ContributionsByPlan(ReferralsDb db) : DataLoader<PlanElsewhereId, IReadOnlyList<SeenContribution>>
{
    public override async Task<IReadOnlyDictionary<PlanElsewhereId, IReadOnlyList<SeenContribution>>> ReadAsync(
        IReadOnlyList<PlanElsewhereId> keys, CancellationToken ct) =>
        (await SeenContribution.Of(db).Where(c => keys.Contains(c.Plan)).OrderBy(c => c.At).ThenBy(c => c.Id).ToListAsync(ct))
            .GroupBy(c => c.Plan).ToDictionary(g => g.Key, g => (IReadOnlyList<SeenContribution>)[.. g]);
}

/// <summary>What somebody here did or wrote in a plan that a linked tenant convenes, and how that has taken it.</summary>
[View<SeenContribution>("PlanContribution"), Audited(nameof(SeenContribution.Client)), About(
    nameof(SeenContribution.Client), Part2 = nameof(SeenContribution.Part2), Program = nameof(SeenContribution.Program), Class = nameof(SeenContribution.Class))]
internal static class PlanContributionView
{
    /// <summary>Its id.</summary>
    public static string Id(SeenContribution contribution) => contribution.Id.ToString();

    /// <summary>The plan; null there where nothing of it is shared any more.</summary>
    public static string Plan(SeenContribution contribution) => contribution.Plan.ToString();

    /// <summary>Who the person is here; null where nobody knows.</summary>
    public static ClientId? Client(SeenContribution contribution) => contribution.Client;

    /// <summary>What was done.</summary>
    public static PlanContributionKind Kind(SeenContribution contribution) => contribution.Kind;

    /// <summary>How the convenor has taken it.</summary>
    public static PlanContributionState State(SeenContribution contribution) => contribution.State;

    /// <summary>Code of why it did not take effect, as the convenor's answers have it; null where it did, or waits.</summary>
    public static string? RefusalCode(SeenContribution contribution) => contribution.Code;

    /// <summary>Why it did not take effect, and what to do, in words.</summary>
    public static string? Refusal(SeenContribution contribution) => contribution.Message;

    /// <summary>The goal or action that it is about, by what the convenor calls it.</summary>
    public static string? Entry(SeenContribution contribution) => contribution.Said.Entry?.ToString();

    /// <summary>The note that was taken back, by what the convenor calls it.</summary>
    public static string? Note(SeenContribution contribution) => contribution.Said.Note?.ToString();

    /// <summary>The words of an entry or a note.</summary>
    [DataClass(DataClass.G)]
    public static string? Text(SeenContribution contribution) => contribution.Said.Text;

    /// <summary>Code of the need that it is about, as the convenor calls it.</summary>
    [DataClass(DataClass.G)]
    public static string? Need(SeenContribution contribution) => contribution.Said.Need;

    /// <summary>The last day of an action, or the day on which it was done.</summary>
    public static DateOnly? On(SeenContribution contribution) => contribution.Said.On;

    /// <summary>Who wrote it.</summary>
    public static UserId? By(SeenContribution contribution) => contribution.ByUser;

    /// <summary>Who wrote it, by name.</summary>
    public static string ByName(SeenContribution contribution) => contribution.ByName;

    /// <summary>When.</summary>
    public static DateTimeOffset At(SeenContribution contribution) => contribution.At;

    /// <summary>When the convenor's answer came.</summary>
    public static DateTimeOffset? AnsweredAt(SeenContribution contribution) => contribution.AnsweredAt;
}

/// <summary>A contribution as it was sent. What becomes of it is told by planContributions.</summary>
[View<PlanContributionReceipt>("PlanContributionReceipt")]
internal static class PlanContributionReceiptView
{
    /// <summary>The contribution's id.</summary>
    public static string Id(PlanContributionReceipt receipt) => receipt.Id.ToString();

    /// <summary>What was done.</summary>
    public static PlanContributionKind Kind(PlanContributionReceipt receipt) => receipt.Kind;

    /// <summary>How the convenor has taken it: it waits.</summary>
    public static PlanContributionState State(PlanContributionReceipt receipt) => receipt.State;
}
