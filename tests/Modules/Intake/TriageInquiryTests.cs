using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class TriageInquiryTests
{
    [Fact]
    public async Task The_script_decides_the_acuity()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        var triaged = await desk.Do(
            "triageInquiry", new { inquiry, answers = Answers(("safe-at-home", "no")) },
            "inquiry { status acuity triagedAt triages { script scriptVersion computed acuity rules risks triagedBy { name } answers { question option } } }");
        Assert.Equal("TRIAGED", triaged.GetProperty("status").GetString());
        Assert.Equal("URGENT", triaged.GetProperty("acuity").GetString());
        var triage = triaged.GetProperty("triages")[0];
        Assert.Equal("standard", triage.GetProperty("script").GetString());
        Assert.Equal("""["not-safe-tonight"]""", triage.GetProperty("rules").GetRawText());
        Assert.Equal("""["safety"]""", triage.GetProperty("risks").GetRawText());
        var (type, payload) = (await desk.Events())[^1];
        Assert.Equal("intake.inquiry-triaged@1", type);
        Assert.Equal("urgent", payload.GetProperty("acuity").GetString());
        Assert.False(payload.TryGetProperty("answers", out _));
    }

    [Fact]
    public async Task Triage_can_be_repeated_and_every_answering_is_kept()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        await desk.Do("triageInquiry", new { inquiry, answers = Answers() }, "inquiry { id }");
        var again = await desk.Do("triageInquiry", new { inquiry, answers = Answers(("overdose", "now")) }, "inquiry { acuity triages { acuity } }");
        Assert.Equal("EMERGENT", again.GetProperty("acuity").GetString());
        Assert.Equal(["EMERGENT", "ROUTINE"], again.GetProperty("triages").EnumerateArray().Select(t => t.GetProperty("acuity").GetString()));
    }

    [Fact]
    public async Task Anybody_may_raise_the_acuity_with_a_reason()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        var input = new { inquiry, answers = Answers(), @override = "URGENT" };
        Assert.Equal("OverrideNeedsReason", await desk.Refusal("triageInquiry", input, "inquiry { id }"));
        var raised = await desk.Do(
            "triageInquiry", new { inquiry, input.answers, input.@override, overrideReason = "very frightened" },
            "inquiry { acuity triages { computed acuity overrideReason } }");
        Assert.Equal("URGENT", raised.GetProperty("acuity").GetString());
        Assert.Equal("ROUTINE", raised.GetProperty("triages")[0].GetProperty("computed").GetString());
        Assert.Equal("very frightened", raised.GetProperty("triages")[0].GetProperty("overrideReason").GetString());
    }

    [Fact]
    public async Task Lowering_the_acuity_takes_a_permission_of_its_own()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        var input = new { inquiry, answers = Answers(("getting-worse", "yes")), @override = "ROUTINE", overrideReason = "seen by me" };
        Assert.Equal("MayNotLower", await desk.Refusal("triageInquiry", input, "inquiry { id }"));
        var lowered = await desk.Do("triageInquiry", input, "inquiry { acuity }", by: "director");
        Assert.Equal("ROUTINE", lowered.GetProperty("acuity").GetString());
    }

    [Fact]
    public async Task An_incomplete_answering_changes_nothing()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        var errors = await desk.Tenant.Refused("desk", "triageInquiry", new { inquiry, answers = Answers().Skip(1) }, "inquiry { id }");
        Assert.Equal("input.answers", errors[0].GetProperty("path").GetString());
        Assert.Equal(
            "InvalidInput", await desk.Refusal("triageInquiry", new { inquiry, answers = Answers().Concat(Answers()) }, "inquiry { id }"));
        Assert.Equal(
            "ScriptUnknown", await desk.Refusal("triageInquiry", new { inquiry, answers = Answers(), script = "standard", scriptVersion = 99 }, "inquiry { id }"));
        Assert.Empty(await desk.Rows("select id from intake.triages where tenant_id = $1"));
    }

    /// <summary>Calm answers to the standard script, but for these.</summary>
    internal static IReadOnlyList<object> Answers(params (string Question, string Option)[] alarming)
    {
        var answers = TriageScriptTests.Calm();
        foreach (var (question, option) in alarming)
        {
            answers[question] = option;
        }

        return [.. answers.Select(a => new { question = a.Key, option = a.Value })];
    }
}

public sealed class PublishTriageScriptTests
{
    private static readonly object[] Questions =
    [
        Question("life", "SUICIDE_RISK"), Question("drugs", "OVERDOSE"), Question("home", "SAFETY"),
    ];

    private static readonly object[] Rules = [new { key = "any", acuity = "EMERGENT", when = new[] { new { question = "life", anyOf = new[] { "yes" } } } }];

    [Fact]
    public async Task The_tenants_own_script_replaces_the_standard_one_at_once()
    {
        var desk = await IntakeDesk.Open();
        var standard = await desk.Ask("query { triageScript { key version questions { key text screen guidance askWhen { question anyOf } options { key text positive } } rules { key acuity } } }");
        Assert.Equal("standard", standard.GetProperty("triageScript").GetProperty("key").GetString());
        Assert.True(standard.GetProperty("triageScript").GetProperty("questions").GetArrayLength() > 10);

        var published = await desk.Do(
            "publishTriageScript", new { title = "Ours", questions = Questions, rules = Rules }, "triageScript { key version }", by: "director");
        Assert.Equal(1, published.GetProperty("version").GetInt32());
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        var triaged = await desk.Do(
            "triageInquiry",
            new { inquiry, answers = new[] { new { question = "life", option = "yes" }, new { question = "drugs", option = "no" }, new { question = "home", option = "no" } } },
            "inquiry { acuity triages { script scriptVersion } }");
        Assert.Equal("EMERGENT", triaged.GetProperty("acuity").GetString());
        Assert.Equal("own", triaged.GetProperty("triages")[0].GetProperty("script").GetString());
    }

    [Fact]
    public async Task A_triage_that_began_with_the_version_before_can_be_finished_with_it()
    {
        var desk = await IntakeDesk.Open();
        await desk.Do("publishTriageScript", new { title = "Ours", questions = Questions, rules = Rules }, "triageScript { key }", by: "director");
        var second = await desk.Do("publishTriageScript", new { title = "Ours", questions = Questions, rules = Rules }, "triageScript { version }", by: "director");
        Assert.Equal(2, second.GetProperty("version").GetInt32());
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        var triaged = await desk.Do(
            "triageInquiry",
            new { inquiry, answers = TriageInquiryTests.Answers(), script = "standard", scriptVersion = 1 }, "inquiry { triages { script scriptVersion } }");
        Assert.Equal("standard", triaged.GetProperty("triages")[0].GetProperty("script").GetString());
    }

    [Fact]
    public async Task A_published_version_cannot_be_changed_by_the_application()
    {
        var desk = await IntakeDesk.Open();
        var allowed = await desk.Rows(
            """
            select has_table_privilege('care_app', 'intake.triage_scripts', 'update') or has_table_privilege('care_app', 'intake.triage_scripts', 'delete')
                or has_table_privilege('care_app', 'intake.triages', 'update')
            where $1::uuid is not null
            """);
        Assert.Equal(false, allowed[0][0]);
    }

    [Fact]
    public async Task An_unusable_script_is_refused_with_each_problem()
    {
        var desk = await IntakeDesk.Open();
        var answer = await desk.Ask(
            """
            mutation($input: PublishTriageScriptInput!) { publishTriageScript(input: $input) { triageScript { key } errors { ... on ScriptIncomplete { problems } } } }
            """,
            new { input = new { title = "Ours", questions = Questions[..1], rules = Rules } }, by: "director");
        var problems = answer.GetProperty("publishTriageScript").GetProperty("errors")[0].GetProperty("problems");
        Assert.Equal(2, problems.GetArrayLength());
    }

    private static object Question(string key, string screen) => new
    {
        key,
        text = $"{key}?",
        screen,
        options = new object[] { new { key = "no", text = "No" }, new { key = "yes", text = "Yes", positive = true } },
    };
}
