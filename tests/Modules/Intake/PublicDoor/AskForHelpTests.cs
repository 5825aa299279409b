using System.Text.Json;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class AskForHelpTests
{
    private const string Form = "a-form-of-the-clinics-own-site";

    [Fact]
    public async Task A_page_of_the_organisations_own_gets_reference_and_secret_once_for_a_form()
    {
        var desk = await IntakeDesk.Open();
        var first = await Ask(desk, Form);
        var second = await Ask(desk, Form);
        Assert.Equal(first.GetRawText(), second.GetRawText());
        var shown = (await desk.Ask("query { inquiries { nodes { door publicRequests { reference secret answerBy callBackBy } } } }"))
            .GetProperty("inquiries").GetProperty("nodes")[0];
        Assert.Equal("SELF", shown.GetProperty("door").GetString());
        Assert.Equal(JsonValueKind.Null, shown.GetProperty("publicRequests")[0].GetProperty("secret").ValueKind);
    }

    [Fact]
    public async Task Whether_somebody_is_known_here_is_told_to_nobody_and_staff_can_see_who_may_be_the_same()
    {
        var desk = await IntakeDesk.Open();
        await desk.Register("Maria", "Reyes", phone: "617-555-0101");
        await Ask(desk, Form);
        var nodes = (await desk.Ask("query { clients { nodes { name } } }")).GetProperty("clients").GetProperty("nodes");
        Assert.Equal(2, nodes.GetArrayLength());
        var matches = await desk.Ask("""query { matchClients(input: { person: { given: "Maria", family: "Reyes", phones: ["617-555-0101"] } }) { client { id } } }""");
        Assert.Equal(2, matches.GetProperty("matchClients").GetArrayLength());
    }

    [Fact]
    public async Task Somebody_else_who_asks_is_written_down_as_the_asker()
    {
        var desk = await IntakeDesk.Open();
        await desk.Do(
            "askForHelp",
            new { form = Form, person = new { given = "Wei", family = "Chen" }, answerBy = "CALL", answerTo = "617-555-0102", relation = "FAMILY", askerName = "Li Chen" },
            "publicRequest { id }");
        var inquiry = (await desk.Ask("query { inquiries { nodes { door askerName askerPhone askerRelation } } }")).GetProperty("inquiries").GetProperty("nodes")[0];
        Assert.Equal(
            """{"door":"WEB","askerName":"Li Chen","askerPhone":"617-555-0102","askerRelation":"FAMILY"}""", inquiry.GetRawText());
    }

    [Fact]
    public async Task Where_nobody_can_be_answered_the_request_is_refused()
    {
        var desk = await IntakeDesk.Open();
        Assert.Equal("InvalidInput", await desk.Refusal(
            "askForHelp", new { form = Form, person = new { given = "Maria" }, answerBy = "EMAIL", answerTo = "none" }, "publicRequest { id }"));
        Assert.Equal("InvalidInput", await desk.Refusal(
            "askForHelp", new { form = "short", person = new { given = "Maria" }, answerBy = "CALL", answerTo = "617-555-0101" }, "publicRequest { id }"));
    }

    [Fact]
    public async Task The_message_goes_by_the_chosen_channel_and_says_nothing_of_the_matter()
    {
        var desk = await IntakeDesk.Open();
        var made = await desk.Do(
            "askForHelp",
            new { form = Form, person = new { given = "Maria", family = "Reyes" }, answerBy = "TEXT", answerTo = "617-555-0101", reason = "sleep", language = "es" },
            "publicRequest { id reference }");
        var asked = (await desk.Events()).Single(e => e.Type == "intake.asked-in-public@1").Payload.Deserialize<AskedInPublic>(IdJson.Options)!;
        var sink = new Outbox();
        await using (var scope = desk.Tenant.Host.Services.CreateAsyncScope())
        {
            var session = scope.ServiceProvider.GetRequiredService<Session>();
            session.Begin(desk.Tenant.Tenant, Actor.System, Guid.CreateVersion7());
            await session.OpenAsync(TestContext.Current.CancellationToken);
            await WhenAskedInPublic.Handle(asked, scope.ServiceProvider.GetRequiredService<IntakeDb>(), sink, desk.Tenant.Tenant, TestContext.Current.CancellationToken);
        }

        var message = Assert.Single(sink.Sent);
        Assert.Equal((MessageChannel.Text, "617-555-0101", "es"), (message.Channel, message.To, message.Language));
        Assert.Equal(OutgoingMessage.IdOf($"{made.GetProperty("id").GetString()} received"), message.Id);
        Assert.Contains(made.GetProperty("reference").GetString()!, message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sleep", message.Text, StringComparison.Ordinal);
    }

    private static Task<JsonElement> Ask(IntakeDesk desk, string form) => desk.Do(
        "askForHelp", new { form, person = new { given = "Maria", family = "Reyes", phones = new[] { "617-555-0101" } }, answerBy = "CALL", answerTo = "617-555-0101" },
        "publicRequest { reference secret callBackBy }");

    private sealed class Outbox : IMessageSink
    {
        public List<OutgoingMessage> Sent { get; } = [];

        public Task Send(OutgoingMessage message, CancellationToken ct)
        {
            Sent.Add(message);
            return Task.CompletedTask;
        }
    }
}

public sealed class ShareOutcomeTests
{
    [Fact]
    public async Task Where_nobody_asked_on_the_page_there_is_nobody_to_share_it_with()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        Assert.Equal("NotAskedInPublic", await desk.Refusal("shareOutcome", new { inquiry }, "inquiry { id }"));
        Assert.Equal("NotFound", await desk.Refusal("shareOutcome", new { inquiry }, "inquiry { id }", by: "own"));
    }
}
