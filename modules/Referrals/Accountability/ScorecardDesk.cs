using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CarePlatform.Referrals;

/// <summary>The numbers of a partner over a period.</summary>
[NotMapped]
internal sealed record ScoreFigures(
    Guid Partner, int Sent, int Answered, int Accepted, int Seen, int Completed, int Reported, int Met, decimal? DaysToAnswer, decimal? DaysToAppointment,
    decimal? DaysToOutcome);

/// <summary>Makes scorecards: four statements, however many partners.</summary>
internal sealed class ScorecardDesk(ReferralsDb db, TenantClock clock)
{
    private const int LongestDays = 3660;

    // What was voided counts nowhere. Whoever has been silent for longer than the usual time has taken so long already: silence must not look like speed.
    private const string Figures = """
        select r.partner as "Partner", count(*)::int as "Sent", count(r.answered_at)::int as "Answered", count(r.accepted_at)::int as "Accepted",
               (count(*) filter (where r.accepted_at is not null and (r.attended_at is not null or r.starts_at is not null)))::int as "Seen",
               count(r.completed_at)::int as "Completed", count(r.outcome_at)::int as "Reported", (count(*) filter (where r.met in ('met', 'partly')))::int as "Met",
               round((percentile_cont(0.5) within group (order by date_part('epoch', coalesce(
                   r.answered_at, case when coalesce(r.ended_at, @now) - r.sent_at > @patience then coalesce(r.ended_at, @now) end) - r.sent_at) / 86400))::numeric, 2) as "DaysToAnswer",
               round((percentile_cont(0.5) within group (order by date_part('epoch', least(r.attended_at, r.starts_at) - r.accepted_at) / 86400))::numeric, 2) as "DaysToAppointment",
               round((percentile_cont(0.5) within group (order by date_part('epoch', r.outcome_at - r.completed_at) / 86400))::numeric, 2) as "DaysToOutcome"
        from referrals.referrals r
        where r.partner = any (@partners) and r.sent_at >= @since and r.sent_at < @until and r.status <> 'void'
        group by r.partner
        """;

    /// <summary>The scorecards of these partners for the referrals that were sent in the period, in the order of the ids.</summary>
    public async Task<IReadOnlyList<Scorecard>> Of(IReadOnlyCollection<OrganisationId> partners, DateOnly from, DateOnly to, CancellationToken ct)
    {
        if (to < from || to.DayNumber - from.DayNumber > LongestDays)
        {
            throw new InvalidPageException($"The last day must not come before the first, nor more than {LongestDays} days after it.");
        }

        var (rules, today) = (await db.AccountabilityRules(ct), clock.Today());
        var figures = (await db.Database.SqlQueryRaw<ScoreFigures>(
            Figures, new NpgsqlParameter<Guid[]>("partners", [.. partners.Select(p => p.Value)]), new NpgsqlParameter("now", clock.GetUtcNow()),
            new NpgsqlParameter("patience", TimeSpan.FromDays(rules.DaysToAnswer)),
            new NpgsqlParameter("since", from.StartsAt(clock.LocalTimeZone)), new NpgsqlParameter("until", to.AddDays(1).StartsAt(clock.LocalTimeZone)))
            .ToListAsync(ct)).ToDictionary(f => new OrganisationId(f.Partner));
        var agreements = (await db.InForce(today).Where(a => partners.Contains(a.Partner)).ToListAsync(ct)).ToLookup(a => a.Partner);
        var first = new DateOnly(from.Year, from.Month, 1);
        var reviews = (await db.PartnerReviews.AsNoTracking()
            .Where(r => partners.Contains(r.Partner) && r.RecordedAt != null && r.Month >= first && r.Month <= to).OrderBy(r => r.Month).ToListAsync(ct)).ToLookup(r => r.Partner);
        var actions = (await db.CorrectiveActions.AsNoTracking().Where(a => partners.Contains(a.Partner) && a.ClosedAt == null).ToListAsync(ct)).ToLookup(a => a.Partner);
        return
        [
            .. partners.Distinct().OrderBy(p => p.Value).Select(partner =>
            {
                var agreement = agreements[partner].OrderByDescending(a => a.Kind is AgreementKind.DcoContract).ThenByDescending(a => a.StartsOn).FirstOrDefault();
                var licences = agreements[partner].SelectMany(a => a.Terms.Licences).ToList();
                return new Scorecard(
                    partner, agreement?.Id, figures.GetValueOrDefault(partner)?.Sent ?? 0,
                    Lines(figures.GetValueOrDefault(partner), agreement?.Terms.Standards ?? new AgreedStandards(), rules),
                    Duties(agreement?.Terms, [.. reviews[partner].SelectMany(r => r.Duties)]),
                    [.. licences.Where(l => l.ExpiresOn < today)],
                    [.. licences.Where(l => l.ExpiresOn >= today && l.ExpiresOn <= today.AddDays(rules.LicenceAheadDays))],
                    actions[partner].Count(), actions[partner].Count(a => a.IsOverdueOn(today)));
            }),
        ];
    }

    private static IReadOnlyList<ScoreLine> Lines(ScoreFigures? found, AgreedStandards agreed, AccountabilityRules rules)
    {
        var f = found ?? new ScoreFigures(default, 0, 0, 0, 0, 0, 0, 0, null, null, null);
        return
        [
            ScoreLine.Days(ScoreMeasure.DaysToAnswer, f.DaysToAnswer, f.Sent, agreed.DaysToAnswer, rules.DaysToAnswer, rules.Smallest),
            ScoreLine.Days(ScoreMeasure.DaysToAppointment, f.DaysToAppointment, f.Seen, agreed.DaysToAppointment, rules.DaysToAppointment, rules.Smallest),
            ScoreLine.Days(ScoreMeasure.DaysToOutcome, f.DaysToOutcome, f.Reported, agreed.DaysToOutcome, rules.DaysToOutcome, rules.Smallest),
            ScoreLine.Share(ScoreMeasure.Acceptance, f.Accepted, f.Sent, agreed.Acceptance, rules.Acceptance, rules.Smallest),
            ScoreLine.Share(ScoreMeasure.Completion, f.Completed, f.Accepted, agreed.Completion, rules.Completion, rules.Smallest),
            ScoreLine.Share(ScoreMeasure.Outcome, f.Reported, f.Completed, agreed.Outcome, rules.Outcome, rules.Smallest),
            new ScoreLine(ScoreMeasure.NeedMet, ScoreLine.ShareOf(f.Met, f.Reported), null, Agreed: false, f.Reported, ScoreVerdict.NoStandard),
        ];
    }

    private static IReadOnlyList<DutyStanding> Duties(AgreementTerms? terms, IReadOnlyList<DutyFinding> findings) =>
    [
        .. PartnerReview.DutiesOf(terms).Select(duty =>
        {
            var states = findings.Where(f => (f.Kind, f.Duty) == duty).Select(f => f.State).ToList();
            return new DutyStanding(
                duty.Kind, duty.Duty, states.Count(s => s is DutyState.Fulfilled), states.Count(s => s is DutyState.Late), states.Count(s => s is DutyState.Missed),
                states.Count == 0 ? null : states[^1]);
        }),
    ];
}

/// <summary>Agreements by day.</summary>
internal static class AgreementsInForce
{
    /// <summary>The agreements that hold on this day.</summary>
    public static IQueryable<Agreement> InForce(this ReferralsDb db, DateOnly day) =>
        db.Agreements.AsNoTracking().Where(a => a.StartsOn <= day && (a.EndsOn == null || a.EndsOn >= day));
}
