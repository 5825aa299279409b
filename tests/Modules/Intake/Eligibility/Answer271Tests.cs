using CarePlatform.Edi;
using CarePlatform.Intake.Contracts;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class Answer271Tests
{
    private static readonly DateOnly Day = new(2026, 3, 15);

    [Fact]
    public async Task The_published_example_is_read_benefit_by_benefit()
    {
        var told = await Read("x12-linuxforhealth", "271_005010X279A1", "subscriber-health-benefit-check.271");
        Assert.Equal(("ABC COMPANY", "841610001", "123456789", "93175-012547"), (told.PayerName, told.PayerId, told.MemberId, told.Trace));
        Assert.Equal([("346", new DateOnly(2006, 1, 1), null)], told.Dates.Select(d => (d.Qualifier, d.From, d.To)));
        Assert.Equal(["1", "L", "1", "B", "B"], told.Benefits.Select(b => b.Information));
        Assert.Equal("GOLD 123 PLAN", told.Benefits[0].Plan);
        Assert.Equal(("P3", "MARCUS JONES", "0202034"), (told.Benefits[1].Entities[0].Role, told.Benefits[1].Entities[0].Name, told.Benefits[1].Entities[0].Id));
        Assert.Equal(["1", "33", "35", "47", "86", "88", "98", "AL", "MH", "UC"], told.Benefits[2].ServiceTypes);
        Assert.Equal(("HM", 10.00m, "Y"), (told.Benefits[3].InsuranceType, told.Benefits[3].Amount, told.Benefits[3].InNetwork));
        Assert.Equal((30.00m, "N"), (told.Benefits[4].Amount, told.Benefits[4].InNetwork));
    }

    [Theory]
    [InlineData("x12-linuxforhealth", "271_005010X279A1/subscriber-health-benefit-check.271")]
    [InlineData("x12-imsweb", "x271.txt")]
    public async Task The_published_examples_give_one_open_span_with_its_plan(string folder, string file)
    {
        var told = await Read(folder, file);
        var span = Assert.Single(ProposedSpans.Of(told, Ask("123456789"), SomeEligibility.Payer(PayerType.Commercial), EligibilityRules.Usual));
        Assert.Equal((new DateOnly(2006, 1, 1), null, "GOLD 123 PLAN", "123456789"), (span.From, span.To, span.Plan, span.MemberId));
    }

    [Fact]
    public async Task An_answer_that_miscounts_is_refused_unless_the_connection_tolerates_it()
    {
        var text = await Text("x12-imsweb", "x271.txt");
        var ask = Ask("123456789") with { Trace = "93175-012547" };
        var strict = X12Source.Read(ask, "", text, tolerateCounts: false);
        Assert.Equal(AnswerKind.Unreachable, strict.Kind);
        Assert.Contains("segment 20 (SE01)", strict.Problem, StringComparison.Ordinal);
        Assert.Equal(AnswerKind.Found, X12Source.Read(ask, "", text, tolerateCounts: true).Kind);
    }

    [Fact]
    public async Task An_answer_to_another_question_is_not_taken()
    {
        var text = await Text("x12-linuxforhealth", "271_005010X279A1/subscriber-health-benefit-check.271");
        Assert.Equal(AnswerKind.Unreachable, X12Source.Read(Ask("123456789"), "", text, tolerateCounts: false).Kind);
    }

    [Fact]
    public void A_rejection_says_what_is_wrong_and_what_to_do()
    {
        var answer = X12Source.Read(Ask("1"), "", SomeEligibility.Answer("HL*3*2*22*0", "TRN*2*trace*9X", "NM1*IL*1*DOE*JO", "AAA*N**75*C"), tolerateCounts: false);
        Assert.Equal(AnswerKind.Rejected, answer.Kind);
        var rejection = Assert.Single(answer.Told!.Rejections);
        Assert.Equal(("subscriber", "75", "The payer does not know the member."), (rejection.Level, rejection.Code, rejection.Reason));
        Assert.Contains("insurance card", rejection.WhatToDo, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rejection_of_the_payer_itself_is_said_of_the_person()
    {
        var answer = X12Source.Read(Ask("1"), "", SomeEligibility.AnswerOf("HL*1**20*0", "AAA*Y**42*R"), tolerateCounts: false);
        Assert.Equal(("payer", "42"), (answer.Told!.Rejections[0].Level, answer.Told.Rejections[0].Code));
        Assert.Equal(AnswerKind.Rejected, answer.Kind);
    }

    [Fact]
    public void A_managed_care_plan_with_days_of_its_own_parts_the_span()
    {
        var spans = Spans(
            "EB*1**30*MC", "DTP*346*D8*20260101",
            "EB*MC**30*HM", "DTP*356*D8*20260101", "DTP*357*D8*20260331", "LS*2120", "NM1*Y2*2*OLD PLAN*****PI*OLD", "LE*2120",
            "EB*MC**30*HM", "DTP*356*D8*20260401", "LS*2120", "NM1*Y2*2*NEW PLAN*****PI*NEW", "LE*2120");
        Assert.Equal(
            ["OLD PLAN 2026-01-01..2026-03-31", "NEW PLAN 2026-04-01.."],
            spans.Select(s => $"{s.ManagedCarePlan} {s.From:yyyy-MM-dd}..{s.To:yyyy-MM-dd}"));
    }

    [Fact]
    public void Another_payer_is_a_span_of_its_own_and_savings_programs_tell_the_dual_status()
    {
        var spans = Spans(
            "EB*1**30*QM", "REF*M7*ABD", "DTP*307*RD8*20260101-20261231", "EB*R**30*MB", "DTP*356*D8*20260401", "REF*F6*1EG4", "LS*2120", "NM1*PRP*2*MEDICARE", "LE*2120");
        Assert.Equal(("medicaid", "02", "ABD", new DateOnly(2026, 12, 31)), (spans[0].Kind, spans[0].DualStatus, spans[0].MedicaidCategory, spans[0].To));
        Assert.Equal(("medicare:MB", "1EG4", new DateOnly(2026, 4, 1)), (spans[1].Kind, spans[1].MemberId, spans[1].From));
    }

    [Fact]
    public void Without_dates_the_answer_speaks_of_the_days_asked_about_only()
    {
        var span = Assert.Single(Spans("EB*1**30*MC"));
        Assert.Equal((Day, Day), (span.From, span.To));
    }

    [Fact]
    public void A_wrong_date_is_told_by_segment_and_element()
    {
        var (_, problems) = Answer271.Read(Assert.Single(X12Sets.Of(SomeEligibility.Answer("HL*3*2*22*0", "EB*1", "DTP*346*D8*2026011")).Sets));
        Assert.Equal((8, 3), (Assert.Single(problems).Segment, problems[0].Element));
    }

    [Theory]
    [InlineData("DTP*347*D8*20269999", "segment 10 (DTP03)")]
    [InlineData("AAA*N***C", "segment 10 (AAA03)")]
    public void An_answer_with_something_impossible_in_it_is_not_half_read(string segment, string where)
    {
        var text = SomeEligibility.Answer("HL*2*1*22*0", "NM1*IL*1*DOE*JO****MI*1", "EB*1**30*MC", "DTP*346*D8*20260101", segment);
        var answer = X12Source.Read(Ask("1"), "", text, tolerateCounts: true);
        Assert.Equal(AnswerKind.Unreachable, answer.Kind);
        Assert.Contains(where, answer.Problem, StringComparison.Ordinal);
        Assert.Equal(text, answer.RawAnswer);
    }

    [Fact]
    public async Task The_published_question_is_what_we_write()
    {
        var (sets, problems) = X12Sets.Of(Request270.Write(
            new RequestParties(
                new InterchangeHeader("30", "000000005", "30", "12345", new DateTime(2013, 10, 31, 11, 47, 0), 907, 'T'),
                "BONE AND JOINT CLINIC", "1234567893", "ABC COMPANY", "842610001", "9877281234"),
            new EligibilityAsk(default(ClientId), "93175-012547", "11122333301", "Robert", "Smith", new DateOnly(1943, 5, 19), null, new(2006, 5, 1), new(2006, 5, 1)),
            ["30"]));
        Assert.Empty(problems);
        var published = X12Sets.Of(await Text("x12-linuxforhealth", "270_005010X279A1", "subscriber-health-benefit-check.270")).Sets[0];
        string[] differ = ["BHT", "NM1*1P"];
        Assert.Equal(
            published.Segments.Select(s => s.ToString()).Where(s => !differ.Any(d => s.StartsWith(d, StringComparison.Ordinal))),
            sets[0].Segments.Select(s => s.ToString()).Where(s => !differ.Any(d => s.StartsWith(d, StringComparison.Ordinal))));
    }

    private static IReadOnlyList<ProposedSpan> Spans(params string[] benefits)
    {
        var answer = X12Source.Read(Ask("1"), "", SomeEligibility.Answer(["HL*3*2*22*0", "TRN*2*trace*9X", "NM1*IL*1*DOE*JO****MI*1", .. benefits]), tolerateCounts: false);
        Assert.Null(answer.Problem);
        return ProposedSpans.Of(answer.Told!, Ask("1"), SomeEligibility.Payer(), EligibilityRules.Usual);
    }

    private static EligibilityAsk Ask(string member) => new(default, "trace", member, "Jo", "Doe", null, null, Day, Day);

    private static async Task<ToldBenefits> Read(params string[] path)
    {
        var (people, problems) = Answer271.Read(Assert.Single(X12Sets.Of(await Text(path)).Sets));
        Assert.Empty(problems);
        return Assert.Single(people);
    }

    private static Task<string> Text(params string[] path) => File.ReadAllTextAsync(RealData.Folder(path), TestContext.Current.CancellationToken);
}
