using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class FactsLiveOnceTests
{
    private static readonly object[] Visit =
    [
        new { key = "phone", text = "Telephone", fact = "client.phone" }, new { key = "address", text = "Address", fact = "client.address" },
        new { key = "reason", text = "Reason", fact = "inquiry.reason" }, new { key = "number", text = "Card", fact = "coverage.member-id" },
        new { key = "acuity", text = "How urgent", fact = "inquiry.acuity" }, new { key = "pets", text = "Animals at home" },
    ];

    [Fact]
    public async Task What_is_changed_in_one_form_stands_in_every_form_and_in_the_record()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", "1990-05-23", "617-555-0101");
        await desk.Do("recordAddress", new { client, address = new { line = "12 Elm Street", city = "Salem" } }, "address { id }");
        var inquiry = await desk.Receive(client);
        await Publish(desk, "home-visit", Visit);
        await Publish(desk, "pantry", Visit);
        await Fill(desk, "home-visit", client, inquiry, ("phone", "617-555-0199"), ("address", "44 Oak Avenue"), ("reason", "panic at night"));
        var known = await Known(desk, "pantry", client, inquiry);
        Assert.Equal(("617-555-0199", "44 Oak Avenue", "panic at night"), (known["client.phone"], known["client.address"], known["inquiry.reason"]));
        var addresses = (await desk.Ask("query($id: ID!) { client(id: $id) { addresses { line until } } }", new { id = client })).GetProperty("client").GetProperty("addresses");
        Assert.Equal(["44 Oak Avenue"], addresses.EnumerateArray().Where(a => a.GetProperty("until").ValueKind is JsonValueKind.Null).Select(a => a.GetProperty("line").GetString()));
    }

    [Fact]
    public async Task An_address_that_is_typed_in_one_line_is_kept_in_its_parts_and_known_again_however_it_is_set_off()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var inquiry = await desk.Receive(client);
        await Publish(desk, "home-visit", Visit);
        await Fill(desk, "home-visit", client, inquiry, ("address", "44 Oak Avenue, Apt 2, Salem MA 01970"));
        await Fill(desk, "home-visit", client, inquiry, ("address", "44 oak avenue Apt 2, Salem, MA, 01970"));
        var home = Assert.Single((await desk.Ask("query($id: ID!) { client(id: $id) { addresses { line city state postalCode } } }", new { id = client }))
            .GetProperty("client").GetProperty("addresses").EnumerateArray());
        Assert.Equal(("44 Oak Avenue, Apt 2", "Salem", "MA", "01970"), (
            home.GetProperty("line").GetString(), home.GetProperty("city").GetString(), home.GetProperty("state").GetString(), home.GetProperty("postalCode").GetString()));
        Assert.Equal("44 Oak Avenue, Apt 2, Salem, MA 01970", (await Known(desk, "home-visit", client, inquiry))["client.address"]);
    }

    [Fact]
    public async Task What_the_coverage_or_the_triage_says_is_changed_there()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        await desk.Do("recordCoverage", new { client, payerName = "State Medicaid", payerType = "MEDICAID", startsOn = "2020-01-01", memberId = "MCD-100200" }, "coverage { id }");
        var inquiry = await desk.Receive(client);
        await Publish(desk, "home-visit", Visit);
        Assert.Contains("change the coverage", await Refusal(desk, client, inquiry, "number", "MCD-999999"), StringComparison.Ordinal);
        Assert.Contains("triage the request again", await Refusal(desk, client, inquiry, "acuity", "routine"), StringComparison.Ordinal);
        await Fill(desk, "home-visit", client, inquiry, ("number", "mcd-100200"));
        Assert.Equal("MCD-100200", (await Known(desk, "home-visit", client, inquiry))["coverage.member-id"]);
        Assert.Empty(await desk.Rows("select 1 from intake.known_facts where tenant_id = $1"));
    }

    [Fact]
    public async Task A_filled_form_can_be_read_as_it_was_after_its_facts_have_changed()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", "1990-05-23", "617-555-0101");
        var inquiry = await desk.Receive(client);
        await Publish(desk, "home-visit", [.. Visit, new { key = "family", text = "Last name", fact = "client.family" }, new { key = "support", text = "Support", fact = "social.support" }]);
        await Fill(desk, "home-visit", client, inquiry, ("address", "44 Oak Avenue"), ("family", "Reyes-Soto"), ("support", "her sister"));
        await Fill(desk, "home-visit", client, inquiry, ("address", "9 Pine Road"), ("family", "Soto"), ("support", "nobody"));
        var forms = (await desk.Ask("query($id: ID!) { filledForms(client: $id) { facts { fact value } } }", new { id = client })).GetProperty("filledForms");
        static string Read(JsonElement form, string fact) =>
            form.GetProperty("facts").EnumerateArray().Single(f => f.GetProperty("fact").GetString() == fact).GetProperty("value").GetString()!;
        (string, string, string, string)[] read = [.. forms.EnumerateArray().Select(f => (
            Read(f, "client.address"), Read(f, "client.family"), Read(f, "social.support"), Read(f, "client.phone")))];
        Assert.Equal([("9 Pine Road", "Soto", "nobody", "617-555-0101"), ("44 Oak Avenue", "Reyes-Soto", "her sister", "617-555-0101")], read);
    }

    [Fact]
    public async Task The_same_question_answered_alike_in_two_forms_is_found_though_no_fact_is_bound()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var inquiry = await desk.Receive(client);
        await Publish(desk, "home-visit", Visit);
        await Publish(desk, "pantry", [new { key = "animals", text = "animals at home" }, new { key = "notes", text = "Notes" }]);
        await Fill(desk, "home-visit", client, inquiry, ("pets", "two dogs"));
        await Fill(desk, "pantry", client, inquiry, ("animals", "Two  dogs"), ("notes", "two dogs"));
        var again = (await desk.Ask("""query { factsTypedAgain(from: "2020-01-01", to: "2100-01-01") { form field fact knownFrom typedCount } }""")).GetProperty("factsTypedAgain");
        Assert.Equal("""[{"form":"pantry","field":"animals","fact":"home-visit.pets","knownFrom":"home-visit","typedCount":1}]""", again.GetRawText());
    }

    [Fact]
    public async Task A_form_that_would_lose_what_is_typed_or_never_ask_is_refused()
    {
        var desk = await IntakeDesk.Open();
        var sections = new object[]
        {
            new
            {
                key = "all",
                title = " ",
                fields = new object[]
                {
                    new { key = "a b", text = "A" }, new { key = "b", text = " " }, new { key = "c", text = "C", fact = "client.brith-date" },
                    new { key = "d", text = "D", fact = "client.birth-date" }, new { key = "e", text = "E", fact = "client.gender", kind = "CHOICE", options = new[] { "m", "f" } },
                    new { key = "f", text = "F", kind = "CHOICE", options = new[] { "yes", "yes" } }, new { key = "g", text = "G", fact = "coverage.medicaid.member" },
                },
            },
            new { key = "all", title = "More", askWhen = new[] { new { field = "f", anyOf = new[] { "maybe" } } }, fields = new object[] { new { key = "h", text = "H", fact = "own.fact" } } },
        };
        var answer = await desk.Ask(
            "mutation($input: PublishFormInput!) { publishForm(input: $input) { form { key } errors { ... on FormIncomplete { problems } } } }",
            new { input = new { key = "ours", title = "Ours", sections } }, by: "director");
        var problems = answer.GetProperty("publishForm").GetProperty("errors")[0].GetProperty("problems").EnumerateArray().Select(p => p.GetString()!).ToList();
        string[] told = ["need a title", "\"a b\" is no key", "\"all\" is there twice", "\"b\" asks nothing", "client.brith-date", "must be a date", "choice of female", "must all say", "coverage.medicaid.member", "never says"];
        Assert.Equal(told.Length, problems.Count);
        Assert.All(told, t => Assert.Single(problems, p => p.Contains(t, StringComparison.Ordinal)));
    }

    private static Task<JsonElement> Publish(IntakeDesk desk, string key, object[] fields) =>
        desk.Do("publishForm", new { key, title = key, sections = new[] { new { key = "all", title = "All", fields } } }, "form { key }", by: "director");

    private static Task<JsonElement> Fill(IntakeDesk desk, string form, string client, string inquiry, params (string Field, string Value)[] typed) =>
        desk.Do("fillForm", new { form, client, inquiry, typed = typed.Select(t => new { field = t.Field, value = t.Value }) }, "filledForm { id }");

    private static async Task<string> Refusal(IntakeDesk desk, string client, string inquiry, string field, string value) =>
        (await desk.Tenant.Refused("desk", "fillForm", new { form = "home-visit", client, inquiry, typed = new[] { new { field, value } } }, "filledForm { id }"))[0]
            .GetProperty("message").GetString()!;

    private static async Task<Dictionary<string, string>> Known(IntakeDesk desk, string key, string client, string inquiry) =>
        (await desk.Ask("query($key: String!, $client: ID!, $inquiry: ID) { formFor(key: $key, client: $client, inquiry: $inquiry) { known { path value } } }", new { key, client, inquiry }))
            .GetProperty("formFor").GetProperty("known").EnumerateArray().ToDictionary(k => k.GetProperty("path").GetString()!, k => k.GetProperty("value").GetString()!);
}
