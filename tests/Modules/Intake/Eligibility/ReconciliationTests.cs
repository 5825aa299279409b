using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class ReconciliationTests
{
    private static readonly ClientId Client = new(new Guid("0198d0f0-0000-7000-8000-000000000001"));
    private readonly List<Coverage> _known = [];
    private CheckOutcome? _before;

    private static readonly Gen<ProposedSpan> SomeSpan =
        from start in Gen.Choose(-400, 200)
        from length in Gen.Choose(-1, 300)
        from plan in Gen.Elements<string?>(null, "A", "B")
        from type in Gen.Elements(PayerType.Medicaid, PayerType.Medicare)
        select Span(new DateOnly(2026, 3, 15).AddDays(start), length < 0 ? null : new DateOnly(2026, 3, 15).AddDays(start + length), plan, type);

    [Fact]
    public void Confirmed_spans_of_a_kind_never_overlap_whatever_is_answered_in_which_order() => Prop.ForAll(
        SomeSpan.ArrayOf().ToArbitrary(), spans =>
        {
            var known = new List<Coverage>();
            var days = 0;
            foreach (var span in spans)
            {
                Answer(known, before: CheckOutcome.Active, CheckOutcome.Active, new DateOnly(2026, 3, 15).AddDays(days++), span);
            }

            var confirmed = known.Where(c => c.VerifiedFor is not null && c.Status is CoverageStatus.Active).ToList();
            return confirmed.All(c => confirmed.All(o => o == c || o.Kind != c.Kind || (c.EndsOn is { } end && end < o.StartsOn) || (o.EndsOn is { } last && last < c.StartsOn)))
                && confirmed.All(c => c.EndsOn is null || c.EndsOn >= c.StartsOn);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_last_answer_holds_for_the_days_it_speaks_of() => Prop.ForAll(
        SomeSpan.NonEmptyListOf().ToArbitrary(), spans =>
        {
            var known = new List<Coverage>();
            foreach (var span in spans)
            {
                Answer(known, before: CheckOutcome.Active, CheckOutcome.Active, new DateOnly(2026, 3, 15), span);
            }

            var last = spans.Last();
            return known.Count(c => c.Status is CoverageStatus.Active && c.Kind == last.Kind && c.Covers(last.From)) == 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_answer_again_changes_nothing_and_is_no_news()
    {
        Check("2026-03-15", Span(new(2026, 1, 1), null, "A"));
        var version = _known.Select(c => (c.Id, c.KnownSince)).ToList();
        Assert.Empty(Check("2026-03-16", Span(new(2026, 1, 1), null, "A")));
        Assert.Equal(version, _known.Select(c => (c.Id, c.KnownSince)));
    }

    [Fact]
    public void What_was_told_gives_way_to_the_payers_word_and_an_application_is_decided()
    {
        _known.Add(Told(new(2025, 1, 1), new(2025, 12, 31)));
        _known.Add(Told(new(2026, 1, 1), null));
        _known.Add(Told(new(2026, 3, 1), null).Become(CoverageStatus.Pending));
        Check("2026-03-15", Span(new(2025, 7, 1), null, "A"));
        Assert.Equal(["Active 2025-06-30", "Replaced ", "Replaced ", "Active "], _known.Select(c => $"{c.Status} {c.EndsOn:yyyy-MM-dd}"));
    }

    [Fact]
    public void A_change_of_plan_on_the_1st_is_told_once()
    {
        Check("2026-03-15", Span(new(2026, 1, 1), null, "A"));
        var events = Check("2026-03-16", Span(new(2026, 1, 1), new(2026, 3, 31), "A"), Span(new(2026, 4, 1), null, "B"));
        Assert.Equal((PlanChange.ManagedCarePlan, new DateOnly(2026, 4, 1)), Assert.Single(events.OfType<PlanChanged>().Select(e => (e.Change, e.EffectiveOn))));
        Assert.Empty(events.OfType<RenewalUpcoming>());
        Assert.Empty(Check("2026-03-17", Span(new(2026, 1, 1), new(2026, 3, 31), "A"), Span(new(2026, 4, 1), null, "B")));
    }

    [Fact]
    public void A_lapse_says_the_last_day_and_whether_anybody_else_pays()
    {
        Check("2026-03-15", Span(new(2026, 1, 1), null, "A"), Span(new(2026, 2, 1), null, null, PayerType.Medicare));
        var lapse = Assert.Single(Lapse("2026-04-02").OfType<CoverageLapsed>());
        Assert.Equal((new DateOnly(2026, 4, 1), false, "medicaid"), (lapse.LastDay, lapse.Gap, lapse.Kind));
        Assert.Empty(Lapse("2026-04-03"));
    }

    [Fact]
    public void Medicare_that_starts_is_a_payer_added_and_pays_before_medicaid_from_then_on()
    {
        Check("2026-03-15", Span(new(2026, 1, 1), null, "A"));
        var events = Check("2026-04-02", Span(new(2026, 1, 1), null, "A"), Span(new(2026, 4, 1), null, null, PayerType.Medicare));
        Assert.Equal(PlanChange.PayerAdded, Assert.Single(events.OfType<PlanChanged>()).Change);
        Assert.Equal([("medicare:MB", 1), ("medicaid", 2)], _known.OrderBy(c => c.Priority).Select(c => (c.Kind, c.Priority)));
        Assert.Equal("08", CoverageStanding.Of(_known, null, EligibilityRules.Usual, new(2026, 4, 2)).DualStatus);
    }

    [Fact]
    public void A_renewal_is_told_once_and_again_when_it_was_renewed()
    {
        var events = Check("2026-03-15", Span(new(2026, 1, 1), null, "A") with { RenewsOn = new(2026, 4, 30) });
        Assert.Equal((new DateOnly(2026, 4, 30), true), Assert.Single(events.OfType<RenewalUpcoming>().Select(e => (e.RenewsOn, e.Told))));
        Assert.Empty(Check("2026-03-16", Span(new(2026, 1, 1), null, "A") with { RenewsOn = new(2026, 4, 30) }));
        Assert.Single(Check("2026-04-20", Span(new(2026, 1, 1), null, "A") with { RenewsOn = new(2027, 4, 30) }).OfType<CoverageRenewed>());
    }

    [Theory]
    [InlineData("2026-03-15", null, "2027-01-01")]
    [InlineData("2026-03-15", "EXP", "2027-01-01")]
    [InlineData("2027-01-02", "EXP", "2027-07-01")]
    [InlineData("2027-01-01", null, "2027-01-01")]
    public void A_renewal_that_nobody_told_is_counted_by_the_tenants_rule(string today, string? category, string expected)
    {
        var coverage = Told(new(2026, 1, 1), null).Take(new CoverageFacts(MedicaidCategory: category));
        var rules = EligibilityRules.Usual with { ExpansionCategories = ["EXP"] };
        Assert.Equal(new Renewal(Date(expected), Told: false), Renewal.Of(coverage, rules, Date(today)));
    }

    [Fact]
    public void A_check_that_fails_is_told_when_it_is_news()
    {
        Assert.Single(Fail("2026-03-15").OfType<EligibilityCheckFailed>());
        Assert.Empty(Fail("2026-03-16"));
    }

    private IReadOnlyList<object> Check(string day, params ProposedSpan[] spans)
    {
        var events = Answer(_known, _before, CheckOutcome.Active, Date(day), spans);
        _before = CheckOutcome.Active;
        return events;
    }

    private IReadOnlyList<object> Lapse(string day)
    {
        var events = Answer(_known, _before, CheckOutcome.Inactive, Date(day));
        _before = CheckOutcome.Inactive;
        return events;
    }

    private IReadOnlyList<object> Fail(string day)
    {
        var events = Answer(_known, _before, CheckOutcome.Unreachable, Date(day));
        _before = CheckOutcome.Unreachable;
        return events;
    }

    private static IReadOnlyList<object> Answer(List<Coverage> known, CheckOutcome? before, CheckOutcome outcome, DateOnly day, params ProposedSpan[] spans)
    {
        var clock = new NoonOf(day);
        var reconciliation = new Reconciliation(SomeEligibility.Payer(), known, before, EligibilityRules.Usual, clock);
        reconciliation.Take(new EligibilityCheck
        {
            Id = Id.New<EligibilityCheckId>(clock),
            Client = Client,
            Payer = default,
            Reason = CheckReason.Nightly,
            Run = new EligibilityRunId(Guid.Empty),
            AskedAt = clock.GetUtcNow(),
            FromDay = day,
            ToDay = day,
            ServiceTypes = ["30"],
            Trace = "",
            Outcome = outcome,
            Answer = new CheckAnswer(null, null, spans),
        });
        known.AddRange(reconciliation.Added);
        return reconciliation.Events;
    }

    private static ProposedSpan Span(DateOnly from, DateOnly? to, string? plan, PayerType type = PayerType.Medicaid) => new(
        type, type is PayerType.Medicaid ? "State Medicaid" : "Medicare", null, type is PayerType.Medicare ? "MB" : null, "M1", null, plan, plan, null, null, from, to,
        RenewsOn: to is null ? new DateOnly(2030, 1, 1) : null);

    private static Coverage Told(DateOnly from, DateOnly? to) => new Coverage
    {
        Id = CoverageId.From(Guid.CreateVersion7(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))),
        Client = Client,
        PayerName = "Medicaid",
        PayerType = PayerType.Medicaid,
        Priority = 1,
        StartsOn = from,
        RecordedAt = default,
    }.EndOn(to, null);

    private static DateOnly Date(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private sealed class NoonOf(DateOnly day) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    }
}
