using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class FillFormTests
{
    private const string Shown = "filledForm { answers { field value } facts { field fact where } notObtained { field reason } }";

    [Fact]
    public async Task What_is_known_is_shown_with_where_it_comes_from_and_is_not_typed_again()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", "1990-05-23", "617-555-0101");
        await desk.Do(
            "fillForm",
            new
            {
                form = "registration",
                client,
                inquiry = await desk.Receive(client),
                typed = new[] { Typed("language", "es"), Typed("address", "12 Elm Street"), Typed("reason", "cannot sleep"), Typed("trusted", "Ana, 617-555-0107") },
            },
            Shown);
        var form = (await desk.Ask(
            """query($id: ID!) { formFor(key: "initial-evaluation", client: $id) { form { version } known { path value from } } client(id: $id) { language } }""", new { id = client }));
        Assert.Equal("es", form.GetProperty("client").GetProperty("language").GetString());
        var known = form.GetProperty("formFor").GetProperty("known").EnumerateArray().ToDictionary(k => k.GetProperty("path").GetString()!, k => k.GetProperty("from").GetString());
        Assert.Equal(("client", "registration"), (known["client.address"], known["social.trusted-person"]));
        Assert.Empty((await Again(desk)).EnumerateArray());
    }

    [Fact]
    public async Task A_form_keeps_references_and_only_what_is_its_own()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var filled = await desk.Do("fillForm", Evaluation(client, await desk.Receive(client), substances: false), Shown);
        Assert.Equal(["risk", "safety-plan"], filled.GetProperty("answers").EnumerateArray().Select(a => a.GetProperty("field").GetString()));
        var facts = filled.GetProperty("facts").EnumerateArray().ToDictionary(f => f.GetProperty("field").GetString()!, f => f.GetProperty("where").GetString()!);
        Assert.StartsWith("inq_", facts["referral-source"], StringComparison.Ordinal);
        Assert.StartsWith("kfct_", facts["diagnosis"], StringComparison.Ordinal);
        Assert.Equal("medicines", filled.GetProperty("notObtained")[0].GetProperty("field").GetString());
        var kept = (string)(await desk.Rows("select answers::text || facts::text from intake.filled_forms where tenant_id = $1"))[0][0];
        Assert.DoesNotContain("anxiety", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_or_cannot_be_is_refused_and_changes_nothing()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var inquiry = await desk.Receive(client);
        async Task<string> Refusal(string form, params object[] typed) =>
            (await desk.Tenant.Refused("desk", "fillForm", new { form, client, inquiry, typed }, Shown))[0].GetProperty("message").GetString()!;
        Assert.StartsWith("Fill in, or say why nothing could be obtained: birth-date, language, phone, address, reason.", await Refusal("registration"), StringComparison.Ordinal);
        Assert.Contains("one of female", await Refusal("registration", Typed("gender", "none")), StringComparison.Ordinal);
        Assert.Contains("a day", await Refusal("registration", Typed("birth-date", "yesterday")), StringComparison.Ordinal);
        Assert.Contains("seven digits", await Refusal("registration", Typed("phone", "none")), StringComparison.Ordinal);
        Assert.Contains("does not ask for \"substances\"", await Refusal("initial-evaluation", Typed("substances", "wine")), StringComparison.Ordinal);
        Assert.Contains("no such form", await Refusal("none"), StringComparison.Ordinal);
        Assert.Equal("NotFound", await desk.Refusal("fillForm", new { form = "registration", client, typed = Array.Empty<object>() }, Shown, by: "own"));
        Assert.Empty(await desk.Rows("select 1 from intake.known_facts where tenant_id = $1"));
    }

    [Fact]
    public async Task A_section_that_the_answers_call_for_must_be_filled_in()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var inquiry = await desk.Receive(client);
        var errors = await desk.Tenant.Refused("desk", "fillForm", Evaluation(client, inquiry, substances: true), Shown);
        Assert.Equal("Fill in, or say why nothing could be obtained: substances, naloxone.", errors[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task What_is_typed_becomes_known_everywhere_and_a_person_is_found_by_it()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var typed = new[]
        {
            Typed("birth-date", "1990-05-23"), Typed("language", "es"), Typed("phone", "617-555-0101"), Typed("address", "12 Elm Street"), Typed("reason", "cannot sleep"),
        };
        await desk.Do("fillForm", new { form = "registration", client, inquiry = await desk.Receive(client), typed }, Shown);
        var matches = await desk.Ask(
            """query { matchClients(input: { person: { given: "Maria", family: "Reyes", birthDate: "1990-05-23", phones: ["617-555-0101"] } }) { client { id birthDate contactPoints { value } } score } }""");
        var match = matches.GetProperty("matchClients")[0];
        Assert.Equal(client, match.GetProperty("client").GetProperty("id").GetString());
        Assert.True(match.GetProperty("score").GetInt32() >= 90, match.GetRawText());
        Assert.Contains("intake.client-amended@1", (await desk.Events()).Select(e => e.Type));
    }

    [Fact]
    public async Task What_is_typed_although_it_is_known_is_counted_by_form_and_site_with_the_minutes_lost()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", "1990-05-23", "617-555-0101");
        var inquiry = await desk.Receive(client);
        var site = await desk.Site("north");
        await desk.Do("changeDoorSettings", new { secondsPerField = 30 }, "doorSettings { version }", by: "director");
        await desk.Do(
            "publishForm",
            new
            {
                key = "bus-pass",
                title = "Bus pass",
                sections = new[] { new { key = "all", title = "All", fields = new object[] { new { key = "born", text = "Born" }, new { key = "call", text = "Phone", fact = "client.phone" } } } },
            },
            "form { key version }", by: "director");
        for (var i = 0; i < 2; i++)
        {
            await desk.Do("fillForm", new { form = "bus-pass", client, inquiry, site, typed = new[] { Typed("born", "1990-05-23"), Typed("call", "(617) 555 0101") } }, Shown);
        }

        var again = (await Again(desk)).EnumerateArray().ToDictionary(f => f.GetProperty("fact").GetString()!);
        Assert.Equal(["client.birth-date", "client.phone"], again.Keys.Order());
        Assert.Equal(
            """{"form":"bus-pass","field":"born","fact":"client.birth-date","site":{"key":"north"},"knownFrom":"client","typedCount":2,"peopleCount":1,"minutesLost":1}""",
            again["client.birth-date"].GetRawText().Replace("1.00", "1", StringComparison.Ordinal).Replace("\"1\"", "1", StringComparison.Ordinal));
        Assert.Single(await desk.Rows("select 1 from intake.contact_points where tenant_id = $1"));
    }

    [Fact]
    public async Task What_is_known_of_coverage_is_filled_in_and_counted_when_it_is_typed_again()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        await desk.Do("recordCoverage", new { client, payerName = "State Medicaid", payerType = "MEDICAID", startsOn = "2020-01-01", memberId = "MCD-100200" }, "coverage { id }");
        await desk.Do("recordCoverage", new { client, payerName = "Old Mutual", payerType = "COMMERCIAL", startsOn = "2010-01-01", endsOn = "2012-01-01", memberId = "OLD-1" }, "coverage { id }");
        await desk.Do(
            "publishForm",
            new
            {
                key = "pharmacy",
                title = "Pharmacy",
                sections = new[] { new { key = "all", title = "All", fields = new object[]
                {
                    new { key = "payer", text = "Who pays", fact = "coverage.payer" }, new { key = "number", text = "Number of the card", fact = "coverage.medicaid.member-id" },
                    new { key = "old", text = "Private insurance", fact = "coverage.commercial.payer" }, new { key = "card", text = "Card" },
                } } },
            },
            "form { key }", by: "director");
        var form = (await desk.Ask("""query($client: ID!) { formFor(key: "pharmacy", client: $client) { known { path value from } } }""", new { client })).GetProperty("formFor");
        Assert.Equal(
            [("coverage.medicaid.member-id", "MCD-100200", "coverage"), ("coverage.payer", "State Medicaid", "coverage")],
            form.GetProperty("known").EnumerateArray().Select(k => (Text(k, "path"), Text(k, "value"), Text(k, "from"))).Order());
        await desk.Do("fillForm", new { form = "pharmacy", client, typed = new[] { Typed("payer", "state medicaid"), Typed("card", "mcd-100200") } }, Shown);
        Assert.Equal(
            [("card", "coverage"), ("payer", "coverage")],
            (await Again(desk)).EnumerateArray().Select(f => (Text(f, "field"), Text(f, "knownFrom"))).Order());
        Assert.Empty(await desk.Rows("select 1 from intake.known_facts where tenant_id = $1"));
    }

    [Fact]
    public async Task What_was_told_last_is_shown_in_every_form_until_the_record_says_otherwise_later()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", "1990-05-23", "617-555-0101");
        var inquiry = await desk.Receive(client);
        await desk.Do("recordAddress", new { client, address = new { line = "1 Old Road" } }, "address { id }");
        await desk.Do("recordCoverage", new { client, payerName = "State Medicaid", payerType = "MEDICAID", startsOn = "2020-01-01", memberId = "MCD-100200" }, "coverage { id }");
        await Publish(desk, "card", new { key = "number", text = "Number of the card", fact = "coverage.medicaid.member-id" });
        var typed = new[] { Typed("language", "es"), Typed("phone", "617-555-0199"), Typed("address", "12 Elm Street"), Typed("reason", "cannot sleep") };
        await desk.Do("fillForm", new { form = "registration", client, inquiry, typed }, Shown);
        Assert.Equal("InvalidInput", await desk.Refusal("fillForm", new { form = "card", client, typed = new[] { Typed("number", "MCD-300400") } }, Shown));
        Assert.Equal("MCD-100200", await Known(desk, "card", client, "coverage.medicaid.member-id"));
        Assert.Equal(("617-555-0199", "12 Elm Street"), (await Known(desk, "registration", client, "client.phone"), await Known(desk, "registration", client, "client.address")));

        // Whoever names the first number again makes no third one of it.
        await desk.Do("fillForm", new { form = "registration", client, inquiry, typed = new[] { Typed("phone", "(617) 555-0101") } }, Shown);
        Assert.Equal(2, (await desk.Rows("select 1 from intake.contact_points where tenant_id = $1")).Count);
        await desk.Do("recordAddress", new { client, address = new { line = "9 New Street" } }, "address { id }");
        Assert.Equal("9 New Street", await Known(desk, "registration", client, "client.address"));
    }

    [Fact]
    public async Task A_field_has_a_value_or_a_reason_and_days_of_the_finder_stand_in_order()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        await Publish(desk, "pet", new { key = "pet", text = "Name of the pet" });
        Assert.Equal(
            "InvalidInput",
            await desk.Refusal("fillForm", new { form = "pet", client, typed = new[] { Typed("pet", "Rex") }, notObtained = new[] { new { field = "pet", reason = "not asked" } } }, Shown));
        var reversed = await desk.Tenant.Send("desk", """query { factsTypedAgain(from: "2026-02-01", to: "2026-01-01") { form } }""");
        Assert.Contains("must not come before", reversed.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_and_forms_go_with_the_record_when_two_turn_out_to_be_one_person_and_come_back()
    {
        var desk = await IntakeDesk.Open();
        var (maria, mary) = (await desk.Register("Maria", "Reyes"), await desk.Register("Mary", "Reyes"));
        await desk.Do("fillForm", Evaluation(mary, await desk.Receive(mary), substances: false), Shown);
        await desk.Do("mergeClients", new { survivor = maria, merged = mary, reason = "the same person" }, "clientMerge { id }");
        Assert.Single((await desk.Ask("query($id: ID!) { filledForms(client: $id) { form client { id } } }", new { id = maria })).GetProperty("filledForms").EnumerateArray());
    }

    private static object Evaluation(string client, string inquiry, bool substances) => new
    {
        form = "initial-evaluation",
        client,
        inquiry,
        typed = new[]
        {
            Typed("reason", "cannot sleep"), Typed("needs-now", "somebody to talk to"), Typed("risk", "none seen"), Typed("safety-plan", "not-needed"),
            Typed("diagnosis", "anxiety"), Typed("medical-history", "asthma"), Typed("prior-treatment", "none"), Typed("substance-use", substances ? "yes" : "no"), Typed("support", "her sister"),
        },
        notObtained = new[] { new { field = "medicines", reason = "the list is at home" } },
    };

    private static Task<JsonElement> Publish(IntakeDesk desk, string key, object field) => desk.Do(
        "publishForm", new { key, title = key, sections = new[] { new { key = "all", title = "All", fields = new[] { field } } } }, "form { key }", by: "director");

    private static async Task<string?> Known(IntakeDesk desk, string form, string client, string fact) =>
        (await desk.Ask("query($form: String!, $client: ID!) { formFor(key: $form, client: $client) { known { path value } } }", new { form, client }))
            .GetProperty("formFor").GetProperty("known").EnumerateArray().Where(k => Text(k, "path") == fact).Select(k => Text(k, "value")).SingleOrDefault();

    private static string Text(JsonElement thing, string property) => thing.GetProperty(property).GetString()!;

    private static object Typed(string field, string value) => new { field, value };

    private static async Task<JsonElement> Again(IntakeDesk desk) => (await desk.Ask(
        """query { factsTypedAgain(from: "2020-01-01", to: "2100-01-01") { form field fact site { key } knownFrom typedCount peopleCount minutesLost } }""")).GetProperty("factsTypedAgain");
}

public sealed class PublishFormTests
{
    [Fact]
    public async Task A_form_of_the_tenants_own_replaces_the_one_that_ships_and_counts_on()
    {
        var desk = await IntakeDesk.Open();
        var form = await desk.Do(
            "publishForm",
            new { key = "registration", title = "Ours", sections = new[] { new { key = "all", title = "All", fields = new[] { new { key = "given", text = "Name", fact = "client.given" } } } } },
            "form { key version }", by: "director");
        Assert.Equal(2, form.GetProperty("version").GetInt32());
        var forms = (await desk.Ask("query { forms { key version title } }")).GetProperty("forms");
        Assert.Equal("""[{"key":"initial-evaluation","version":1,"title":"Initial evaluation"},{"key":"registration","version":2,"title":"Ours"}]""", forms.GetRawText());
    }

    [Fact]
    public async Task An_unusable_form_is_refused_with_each_problem()
    {
        var desk = await IntakeDesk.Open();
        var fields = new object[]
        {
            new { key = "a", text = "A", fact = "client.given" }, new { key = "a", text = "A", fact = "client.given" }, new { key = "b", text = "B", kind = "CHOICE" },
            new { key = "c", text = "C", fact = "NOT A PATH" },
        };
        var sections = new[] { new { key = "all", title = "All", fields, askWhen = new[] { new { field = "a", anyOf = new[] { "x" } } } } };
        var answer = await desk.Ask(
            "mutation($input: PublishFormInput!) { publishForm(input: $input) { form { key } errors { ... on FormIncomplete { problems } } } }",
            new { input = new { key = "ours", title = "Ours", sections } }, by: "director");
        Assert.Equal(5, answer.GetProperty("publishForm").GetProperty("errors")[0].GetProperty("problems").GetArrayLength());
    }

    [Theory]
    [InlineData("client.birthdate", nameof(FieldKind.Date), null, "No record holds \"client.birthdate\": there are client.address, client.birth-date")]
    [InlineData("coverage.number", nameof(FieldKind.Text), null, "coverage.member-id")]
    [InlineData("client.birth-date", nameof(FieldKind.Text), null, "must be a date")]
    [InlineData("client.gender", nameof(FieldKind.Text), null, "must be a choice of female, male, other, unknown")]
    [InlineData("client.gender", nameof(FieldKind.Choice), "blue", "must be a choice of female, male, other, unknown")]
    [InlineData("social.pet", nameof(FieldKind.Choice), "cat,cat", "must all say something, and differ")]
    [InlineData("social.pet", nameof(FieldKind.Choice), "cat, ", "must all say something, and differ")]
    public void A_field_is_bound_to_what_a_record_holds_and_as_it_holds_it(string fact, string kind, string? options, string problem) =>
        Assert.Contains(problem, Assert.Single(FormCheck.Problems(Form("a", "A", fact, Enum.Parse<FieldKind>(kind), options?.Split(',')))), StringComparison.Ordinal);

    [Fact]
    public void Whoever_fills_it_in_reads_what_is_asked()
    {
        Assert.Equal(["The field \"a\" asks nothing: write its text."], FormCheck.Problems(Form("a", " ")));
        Assert.Equal(["\"A b\" is no key: use small letters, digits and hyphens."], FormCheck.Problems(Form("A b", "A")));
        Assert.Equal(["The form and each section need a title."], FormCheck.Problems(Form("a", "A") with { Title = "", Sections = [new("all", " ", [new("a", "A")])] }));
        Assert.Empty(FormCheck.Problems(Form("a", "A", "coverage.other-public.plan")));
        Assert.Empty(FormCheck.Problems(Form("a", "A", "social.pet", FieldKind.Choice, ["cat", "dog"])));
    }

    private static FormDefinition Form(string key, string text, string? fact = null, FieldKind kind = FieldKind.Text, IReadOnlyList<string>? options = null) =>
        new("ours", 1, "Ours", [new FormSection("all", "All", [new FormField(key, text, fact, kind, Options: options)])]);

    [Fact]
    public void What_ships_can_be_used() => Assert.All(FormShelf.Shipped.Values, f => Assert.Empty(FormCheck.Problems(f)));
}
