using System.Text.Json;
using CarePlatform.Intake.Contracts;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class MemberTimelineTests
{
    private const string Fields = """
        from to segments { from to eligibility { what priority } providers { what } levelsOfCare { what source } } risks { kind from to appointment { id } inquiry { id } }
        """;

    private static readonly DateOnly First = new(2025, 1, 1);
    private static readonly DateOnly Last = new(2025, 3, 31);

    private static readonly Gen<TimelineSpan> Span =
        from lane in Gen.Elements(Enum.GetValues<TimelineLane>())
        from start in Gen.Choose(-40, 120)
        from length in Gen.Choose(-1, 60)
        from what in Gen.Elements("inpatient", "emergency", "urgent", "Dr. Reyes")
        select new TimelineSpan(lane, what, First.AddDays(start), length < 0 ? null : First.AddDays(start + length), "test");

    [Fact]
    public void Segments_are_the_whole_time_and_each_of_their_days_is_like_the_first() => Prop.ForAll(
        Span.ListOf().ToArbitrary(),
        spans =>
        {
            var line = MemberTimeline.Of(Facts(spans), First, Last, Last, contactWithin: 7);
            return line.Segments[0].From == First && line.Segments[^1].To == Last
                && line.Segments.Zip(line.Segments.Skip(1)).All(p => p.First.To.AddDays(1) == p.Second.From)
                && line.Segments.All(s => Days(s.From, s.To).All(day => spans.Where(x => x.Holds(day)).ToHashSet().SetEquals(s.Spans)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void After_a_stay_that_nobody_followed_there_is_a_risk_and_otherwise_none() => Prop.ForAll(
        Span.ListOf().ToArbitrary(),
        spans =>
        {
            var line = MemberTimeline.Of(Facts(spans), First, Last, new DateOnly(2026, 1, 1), contactWithin: 7);
            var missed = spans.Where(s => s.Lane is TimelineLane.LevelOfCare && s.What is "inpatient" or "emergency" && s.Lane is TimelineLane.LevelOfCare
                && s.To is { } end && end <= Last && end.AddDays(7) >= First
                && !Days(end.AddDays(1), end.AddDays(7)).Any(day => spans.Any(o => o != s && o.Holds(day)
                    && (o.Lane is TimelineLane.Provider || (o.Lane is TimelineLane.LevelOfCare && o.What is "inpatient" or "emergency" && o.Lane is TimelineLane.LevelOfCare)))))
                .Select(s => s.To!.Value.AddDays(1)).Order();
            return line.Risks.Where(r => r.Kind is TimelineRiskKind.NoContactAfterStay).Select(r => r.From).SequenceEqual(missed);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_caseload_is_read_at_once_with_gaps_overlaps_and_whom_nobody_owns()
    {
        var desk = await IntakeDesk.Open();
        var (maria, inquiry) = await desk.Asks("2025-02-03T09:00-05:00");
        await desk.IsCovered(maria, "MEDICAID", "2025-01-01", "2025-02-28", payerName: "Medicaid");
        await desk.IsCovered(maria, "COMMERCIAL", "2025-02-15", "2025-03-10", payerName: "Acme");
        await desk.WasSeen(maria, "2025-02-10T09:00-05:00", kind: "IMP", end: "2025-02-12T09:00-05:00");
        var wei = await desk.Register("Wei", "Chen");
        await desk.Do("assignInquiry", new { inquiry, team = await desk.Team("front-door"), reason = "back to the queue" }, "inquiry { id }");

        var lines = (await desk.Ask(
            $"query($c: [ID!]!) {{ memberTimelines(clients: $c, from: \"2025-01-01\", to: \"2025-03-31\") {{ client {{ id }} {Fields} }} }}", new { c = new[] { wei, maria } }))
            .GetProperty("memberTimelines").EnumerateArray().ToList();
        Assert.Equal([wei, maria], lines.Select(l => l.GetProperty("client").GetProperty("id").GetString()));
        Assert.Equal(["COVERAGE_GAP 2025-01-01 2025-03-31"], Risks(lines[0]));
        Assert.Equal(
            ["NO_OWNER 2025-02-03 2025-03-31", "NO_CONTACT_AFTER_STAY 2025-02-13 2025-02-19", "COVERAGE_OVERLAP 2025-02-15 2025-02-28", "COVERAGE_GAP 2025-03-11 2025-03-31"],
            Risks(lines[1]));
        var stay = Assert.Single(lines[1].GetProperty("segments").EnumerateArray(), s => s.GetProperty("levelsOfCare").GetArrayLength() > 0);
        Assert.Equal(("2025-02-10", "2025-02-12", "inpatient"), (
            stay.GetProperty("from").GetString(), stay.GetProperty("to").GetString(), stay.GetProperty("levelsOfCare")[0].GetProperty("what").GetString()));
        Assert.Equal("Medicaid", stay.GetProperty("eligibility")[0].GetProperty("what").GetString());
    }

    [Fact]
    public async Task An_appointment_on_a_day_on_which_nobody_pays_is_a_risk()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", "1980-02-03");
        await desk.IsCovered(client, "MEDICAID", "2025-01-01", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(10).ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        foreach (var days in (int[])[5, 20])
        {
            await desk.Meets(client, null, TimeProvider.System.GetUtcNow().AddDays(days).ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        }

        var line = (await desk.Ask($"{{ clients(first: 10) {{ nodes {{ timeline {{ {Fields} }} }} }} }}")).GetProperty("clients").GetProperty("nodes")[0].GetProperty("timeline");
        var lapse = Assert.Single(line.GetProperty("risks").EnumerateArray(), r => r.GetProperty("kind").GetString() == "LAPSE_BEFORE_APPOINTMENT");
        Assert.Equal(JsonValueKind.Object, lapse.GetProperty("appointment").ValueKind);
    }

    [Fact]
    public async Task What_was_only_told_or_applied_for_is_no_second_payer_beside_what_the_payer_says()
    {
        var desk = await IntakeDesk.Open();
        var client = await CheckEligibilityTests.Member(desk, "T-1", "ACTIVE");
        await CheckEligibilityTests.Check(desk, client);
        await desk.Do(
            "recordCoverage", new { client, payerName = "Acme", payerType = "COMMERCIAL", startsOn = "2026-01-01", pending = true }, "coverage { id }");
        var line = (await desk.Ask(
            $"query($c: [ID!]!) {{ memberTimelines(clients: $c, from: \"2026-01-01\", to: \"2026-01-31\") {{ {Fields} }} }}", new { c = new[] { client } }))
            .GetProperty("memberTimelines")[0];
        var segment = Assert.Single(line.GetProperty("segments").EnumerateArray());
        Assert.Equal("Medicaid", Assert.Single(segment.GetProperty("eligibility").EnumerateArray()).GetProperty("what").GetString());
    }

    [Fact]
    public async Task Clients_out_of_reach_are_left_out()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var lines = (await desk.Ask(
            "query($c: [ID!]!) { memberTimelines(clients: $c, from: \"2025-01-01\", to: \"2025-03-31\") { from } }", new { c = new[] { client } }, by: "own")).GetProperty("memberTimelines");
        Assert.Equal(0, lines.GetArrayLength());
    }

    private static IEnumerable<string> Risks(JsonElement line) => line.GetProperty("risks").EnumerateArray()
        .Select(r => $"{r.GetProperty("kind").GetString()} {r.GetProperty("from").GetString()} {r.GetProperty("to").GetString()}");

    private static TimelineFacts Facts(IReadOnlyList<TimelineSpan> spans) => new(default(ClientId), [], spans, [], []);

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to) => Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays);
}
