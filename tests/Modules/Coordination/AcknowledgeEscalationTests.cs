using System.Text.Json;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class AcknowledgeEscalationTests
{
    [Fact]
    public async Task The_supervisor_answers_an_escalation_and_the_next_one_asks_again()
    {
        var work = await WorkTenant.New();
        var inquiry = await work.Inquiry("ada");
        await work.Outside.Forward(TimeSpan.FromMinutes(16));
        var triage = await work.Find(inquiry, "triage");
        Assert.Equal((1, "Sue", "OVERDUE", "HIGH"), (triage.GetProperty("rung").GetInt32(), Name(triage), Text(triage, "urgency"), Text(triage, "priority")));

        var answered = await work.Outside.Do("sue", "acknowledgeEscalation", Input(triage), WorkTenant.Item);
        Assert.Equal(JsonValueKind.String, answered.GetProperty("acknowledgedAt").ValueKind);
        Assert.Equal("NothingToAcknowledge", await Refusal(work, "sue", Input(triage)));

        await work.Outside.Forward(TimeSpan.FromHours(2));
        triage = await work.Find(inquiry, "triage");
        Assert.Equal(2, triage.GetProperty("rung").GetInt32());
        Assert.Equal(JsonValueKind.Null, triage.GetProperty("acknowledgedAt").ValueKind);
    }

    [Fact]
    public async Task What_was_not_escalated_and_what_belongs_to_others_needs_no_answer()
    {
        var work = await WorkTenant.New();
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        Assert.Equal("NothingToAcknowledge", await Refusal(work, "ada", Input(triage)));
        Assert.Equal("NotFound", await Refusal(work, "ben", Input(triage)));
    }

    [Fact]
    public async Task Whoever_was_told_finds_it_among_the_escalations_to_them_until_somebody_answers()
    {
        var work = await WorkTenant.New();
        var inquiry = await work.Inquiry("ada");
        await work.Outside.Forward(TimeSpan.FromHours(3));
        var triage = await work.Find(inquiry, "triage");
        Assert.Equal((2, "Sue"), (triage.GetProperty("rung").GetInt32(), Name(triage)));
        Assert.Equal([Text(triage, "id")], await ToldTo(work, "dan"));
        Assert.Empty(await ToldTo(work, "ada"));
        await work.Outside.Do("dan", "acknowledgeEscalation", Input(triage), WorkTenant.Item);
        Assert.Empty(await ToldTo(work, "dan"));
    }

    private static async Task<IReadOnlyList<string>> ToldTo(WorkTenant work, string who) =>
        [.. (await work.Outside.Ask(who, "{ workItems(first: 50, where: { escalatedToMe: true }) { nodes { id } } }"))
            .GetProperty("workItems").GetProperty("nodes").EnumerateArray().Select(i => Text(i, "id"))];

    private static object Input(JsonElement item) => new { item = Text(item, "id") };

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string Name(JsonElement item) => Text(item.GetProperty("owner"), "name");

    private static async Task<string?> Refusal(WorkTenant work, string who, object input) =>
        (await work.Outside.Refused(who, "acknowledgeEscalation", input, WorkTenant.Item))[0].GetProperty("__typename").GetString();
}
