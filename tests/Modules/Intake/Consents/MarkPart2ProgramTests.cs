using System.Text.Json;
using CarePlatform.Platform;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>Records of a program under 42 CFR Part 2: who learns that they exist.</summary>
public sealed class MarkPart2ProgramTests
{
    private const string Chart = "query($id: ID!) { client(id: $id) { conditions { code } encounters { code } redactions { path rule reason } } }";

    [Fact]
    public async Task What_comes_from_a_program_is_there_for_its_people_and_for_nobody_else()
    {
        var (desk, client) = await Part2Program.Open();
        Assert.Equal(["191816009", "38341003"], await Codes(desk, client, "own-program"));
        Assert.Equal(["38341003"], await Codes(desk, client, "desk"));
        var encounters = (await desk.Ask(Chart, new { id = client })).GetProperty("client").GetProperty("encounters");
        Assert.Equal(1, encounters.GetArrayLength());
    }

    [Fact]
    public async Task A_consent_opens_it_and_its_revocation_closes_it()
    {
        var (desk, client) = await Part2Program.Open();
        var consent = await desk.Consent(client);
        Assert.Equal(2, (await Codes(desk, client, "desk")).Count);
        // Who sees nothing clinical of anybody does not see it either.
        Assert.Empty(await Codes(desk, client, "reader"));
        await desk.Do("revokeConsent", new { consent, method = "SIGNED_FORM" }, "consent { id }");
        Assert.Equal(["38341003"], await Codes(desk, client, "desk"));
    }

    [Fact]
    public async Task The_denial_is_explained_in_the_same_words_whether_there_is_such_a_record_or_not()
    {
        var (desk, client) = await Part2Program.Open();
        var other = await desk.Register("Ada", "North");
        string Why(JsonElement answer) => answer.GetProperty("client").GetProperty("redactions").GetRawText();
        var with = await desk.Ask(Chart, new { id = client });
        Assert.Equal(Why(await desk.Ask(Chart, new { id = other })), Why(with));
        Assert.Contains(
            with.GetProperty("client").GetProperty("redactions").EnumerateArray(),
            r => r.GetProperty("path").GetString() == "Condition" && r.GetProperty("rule").GetInt32() == 6);

        // One entry for the request, with the person and the rule.
        await desk.Tenant.Quiet();
        var denied = await desk.Rows("select action, subjects, purpose from platform.audit_entries where tenant_id = $1 and outcome = 'withheld.rule-6'");
        Assert.Equal(("Condition, Encounter", client, "treatment"), ((string)denied[0][0], Assert.Single((string[])denied[0][1]), (string)denied[0][2]));
        Assert.Single(denied);
    }

    [Fact]
    public async Task A_mark_that_is_taken_away_takes_the_label_with_it()
    {
        var (desk, client) = await Part2Program.Open();
        var organisation = (await desk.Rows("select id from intake.care_organisations where tenant_id = $1 and part2_program is not null"))[0][0];
        await desk.Do(
            "markPart2Program", new { organisation = Id.Format(new Contracts.CareOrganisationId((Guid)organisation)) },
            "careOrganisation { part2Program }", "director");
        Assert.Equal(2, (await Codes(desk, client, "desk")).Count);
        Assert.Equal("UnknownProgram", await desk.Refusal("markPart2Program", new
        {
            organisation = Id.Format(new Contracts.CareOrganisationId((Guid)organisation)),
            program = "nobody-knows",
        }, "careOrganisation { id }", "director"));
    }

    [Fact]
    public async Task Whoever_does_not_work_in_care_gets_null_and_the_reason()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        await desk.Visits(client);
        var answer = await desk.Tenant.Send("reader", Chart, new { id = client });
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("client").GetProperty("conditions").ValueKind);
        var redacted = answer.GetProperty("extensions").GetProperty("redactions");
        Assert.Equal(2, redacted.GetArrayLength());
        Assert.EndsWith("(rule 8)", redacted[0].GetProperty("reason").GetString());
        Assert.Equal("[\"client\",\"conditions\"]", redacted[0].GetProperty("path").GetRawText());
    }

    // What was answered in the queue of a program is the program's, from the answer on and whoever owns the inquiry later.
    [Fact]
    public async Task Answers_that_were_given_in_the_queue_of_a_program_are_for_its_people_or_a_consent()
    {
        var (desk, client) = await Part2Program.Open();
        var inquiry = await desk.Receive(client);
        const string Triages = "query($id: ID!) { inquiry(id: $id) { triages { acuity } client { redactions { path } } } }";
        async Task<int> Seen(string by) => (await desk.Ask(Triages, new { id = inquiry }, by)).GetProperty("inquiry").GetProperty("triages").GetArrayLength();

        await desk.Do("triageInquiry", new { inquiry, answers = TriageInquiryTests.Answers() }, "inquiry { id }");
        Assert.Equal((1, 1), (await Seen("desk"), await Seen("own-program")));
        await desk.Do("assignInquiry", new { inquiry, team = await desk.Team("outreach") }, "inquiry { id }");
        await desk.Do("triageInquiry", new { inquiry, answers = TriageInquiryTests.Answers() }, "inquiry { id }", "own-program");
        await desk.Do("assignInquiry", new { inquiry, team = await desk.Team("front-door") }, "inquiry { id }", "own-program");
        Assert.Equal((1, 2), (await Seen("desk"), await Seen("own-program")));
        await desk.Consent(client);
        Assert.Equal(2, await Seen("desk"));
    }

    [Fact]
    public async Task An_acuity_that_a_program_decided_is_for_its_people_and_others_see_the_one_before()
    {
        var (desk, client) = await Part2Program.Open();
        var inquiry = await desk.Receive(client);
        async Task<string> Seen(string by, string acuity = "ROUTINE") => (await desk.Ask("""
            query($id: ID!, $c: ID!, $a: Acuity!) {
              inquiry(id: $id) { acuity status triagedAt owners { team { key } } }
              inquiries(where: { client: $c, acuities: [$a] }) { totalCount }
              client(id: $c) { timeline { segments { levelsOfCare { what } } } }
            }
            """, new { id = inquiry, c = client, a = acuity }, by)).ToString();

        await desk.Do("triageInquiry", new { inquiry, answers = TriageInquiryTests.Answers() }, "inquiry { id }");
        var before = await Seen("desk");
        Assert.Contains("\"acuity\":\"ROUTINE\"", before, StringComparison.Ordinal);
        await desk.Do("assignInquiry", new { inquiry, team = await desk.Team("outreach") }, "inquiry { id }");
        await desk.Do(
            "triageInquiry", new { inquiry, answers = TriageInquiryTests.Answers(), @override = "URGENT", overrideReason = "Withdrawal" }, "inquiry { id }", "own-program");
        await desk.Do("assignInquiry", new { inquiry, team = await desk.Team("front-door") }, "inquiry { id }", "own-program");
        Assert.Equal(
            before.Replace("{\"team\":{\"key\":\"front-door\"}}", "", StringComparison.Ordinal),
            (await Seen("desk")).Replace("{\"team\":{\"key\":\"front-door\"}},{\"team\":{\"key\":\"front-door\"}}", "", StringComparison.Ordinal));
        Assert.Contains("\"totalCount\":0", await Seen("desk", "URGENT"), StringComparison.Ordinal);
        var own = await Seen("own-program", "URGENT");
        Assert.Contains("\"acuity\":\"URGENT\"", own, StringComparison.Ordinal);
        Assert.Contains("\"totalCount\":1", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coverage_that_was_told_in_a_program_is_for_its_people_or_a_consent()
    {
        var (desk, client) = await Part2Program.Open();
        object Told(string? program) => new { client, payerName = "Block grant", payerType = "OTHER_PUBLIC", startsOn = "2020-01-01", program };
        async Task<string> Seen(string by) => (await desk.Ask("""
            query($c: ID!) { client(id: $c) { coverages { payerName sourceProgram } } coveragesOn(client: $c) { payerName }
              coverageGaps(client: $c, from: "2024-01-01", to: "2024-01-31") { from to } }
            """, new { c = client }, by)).ToString();

        Assert.Equal("InvalidInput", await desk.Refusal("recordCoverage", Told("recovery"), "coverage { id }"));
        var before = await Seen("desk");
        await desk.Rows("""
            insert into platform.role_permissions (tenant_id, role, permission, reach) values ($1, 'counsellor', 'intake.coverage', 'tenant')
            """);
        await desk.Do("recordCoverage", Told("recovery"), "coverage { id }", "own-program");
        Assert.Equal(before, await Seen("desk"));
        Assert.Contains("Block grant", await Seen("own-program"), StringComparison.Ordinal);
        await desk.Consent(client);
        Assert.Contains("\"sourceProgram\":\"recovery\"", await Seen("desk"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_line_of_time_names_nobody_of_a_program_and_no_stay_there()
    {
        var (desk, client) = await Part2Program.Open();
        await desk.Rows("""
            with p as (insert into intake.practitioners (id, tenant_id, source_system, external_id, name)
                       select id, tenant_id, 'test', id::text, case when part2 then 'Counsellor' else 'Physician' end
                       from intake.encounters where tenant_id = $1 returning id)
            update intake.encounters e set practitioner = p.id, class = case when part2 then 'IMP' else 'AMB' end from p where e.id = p.id
            """);
        var line = (await desk.Ask("query($id: ID!) { client(id: $id) { timeline { segments { providers { what } levelsOfCare { what } } } } }", new { id = client })).ToString();
        Assert.Contains("Physician", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Counsellor", line, StringComparison.Ordinal);
        Assert.DoesNotContain("inpatient", line, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> Codes(IntakeDesk desk, string client, string by)
    {
        var conditions = (await desk.Ask(Chart, new { id = client }, by)).GetProperty("client").GetProperty("conditions");
        return conditions.ValueKind is JsonValueKind.Null ? [] : [.. conditions.EnumerateArray().Select(c => c.GetProperty("code").GetString()!).Order()];
    }
}
