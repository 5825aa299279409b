using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class RecordContactAttemptTests
{
    [Fact]
    public async Task A_try_verifies_the_number_or_marks_it_wrong_and_is_told()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var point = (await desk.Do("addContactPoint", new { client, kind = "PHONE", value = "617-555-0101" }, "contactPoint { id }")).GetProperty("id").GetString();
        var inquiry = await desk.Receive(client);
        const string Shown = "inquiry { contactAttempts { channel result note attemptedBy { name } } client { contactPoints { wrong verifiedOn } } }";
        var wrong = await desk.Do("recordContactAttempt", new { inquiry, channel = "PHONE", result = "WRONG", contactPoint = point, note = "a bakery" }, Shown);
        Assert.True(wrong.GetProperty("client").GetProperty("contactPoints")[0].GetProperty("wrong").GetBoolean());
        var right = await desk.Do("recordContactAttempt", new { inquiry, channel = "PHONE", result = "REACHED", contactPoint = point }, Shown);
        Assert.False(right.GetProperty("client").GetProperty("contactPoints")[0].GetProperty("wrong").GetBoolean());
        Assert.Equal(["REACHED", "WRONG"], right.GetProperty("contactAttempts").EnumerateArray().Select(a => a.GetProperty("result").GetString()));
        var (type, payload) = (await desk.Events())[^1];
        Assert.Equal(("intake.contact-attempted@1", "reached"), (type, payload.GetProperty("result").GetString()));
    }

    [Fact]
    public async Task What_cannot_have_been_tried_is_refused()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var point = (await desk.Do("addContactPoint", new { client, kind = "PHONE", value = "617-555-0101" }, "contactPoint { id }")).GetProperty("id").GetString();
        var inquiry = await desk.Receive(client);
        Task<string> Refusal(object input, string by = "desk") => desk.Refusal("recordContactAttempt", input, "inquiry { id }", by);
        Assert.Equal("ChannelDoesNotFit", await Refusal(new { inquiry, channel = "EMAIL", result = "NO_ANSWER", contactPoint = point }));
        Assert.Equal("WhatIsWrong", await Refusal(new { inquiry, channel = "PHONE", result = "WRONG" }));
        Assert.Equal("InvalidInput", await Refusal(new { inquiry, channel = "PHONE", result = "NO_ANSWER", attemptedAt = "2999-01-01T00:00:00Z" }));
        Assert.Equal("InvalidInput", await Refusal(new { inquiry, channel = "PHONE", result = "NO_ANSWER", attemptedAt = "2001-01-01T00:00:00Z" }));
        Assert.Equal("NotFound", await Refusal(new { inquiry, channel = "PHONE", result = "NO_ANSWER" }, by: "own"));
        var stranger = await desk.Receive(await desk.Register("Wei", "Chen"));
        Assert.Equal("NotFound", await Refusal(new { inquiry = stranger, channel = "PHONE", result = "NO_ANSWER", contactPoint = point }));
    }
}

public sealed class HandToOutreachTests
{
    [Fact]
    public async Task Outreach_owns_the_inquiry_and_knows_what_was_tried()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        var handed = await desk.Do(
            "handToOutreach", new { inquiry, team = await desk.Team("outreach"), note = "sleeps near the station", spokenTo = await desk.User("own") },
            "inquiry { team { key } owner { name } outreachHandoffs { note spokenTo { name } handedBy { name } } owners { reason } }");
        Assert.Equal("outreach", handed.GetProperty("team").GetProperty("key").GetString());
        Assert.Equal("Ona", handed.GetProperty("owner").GetProperty("name").GetString());
        Assert.Equal("sleeps near the station", handed.GetProperty("outreachHandoffs")[0].GetProperty("note").GetString());
        Assert.Equal(["intake.inquiry-assigned@1", "intake.outreach-handed@1"], (await desk.Events()).TakeLast(2).Select(e => e.Type));
    }

    [Fact]
    public async Task It_is_warm_only_with_somebody_of_the_team_and_something_to_know()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        var team = await desk.Team("outreach");
        Assert.Equal("NobodyThere", await desk.Refusal("handToOutreach", new { inquiry, team, note = "note", spokenTo = await desk.User("reader") }, "inquiry { id }"));
        Assert.Equal("InvalidInput", await desk.Refusal("handToOutreach", new { inquiry, team, note = "" }, "inquiry { id }"));
        Assert.Equal("VersionConflict", await desk.Refusal("handToOutreach", new { inquiry, team, note = "note", expectedVersion = 9 }, "inquiry { id }"));
    }
}

public sealed class ChangeDoorSettingsTests
{
    [Fact]
    public async Task What_is_left_out_stays_and_what_cannot_be_is_refused()
    {
        var desk = await IntakeDesk.Open();
        var changed = await desk.Do(
            "changeDoorSettings", new { page = new { callBackDays = 2, phone = "617-555-0199" }, expectedVersion = 0 },
            "doorSettings { version secondsPerField followUpHours page { callBackDays phone } noContact { attempts channels days withinDays } }", by: "director");
        Assert.Equal(
            """{"version":1,"secondsPerField":20,"followUpHours":24,"page":{"callBackDays":2,"phone":"617-555-0199"},"noContact":{"attempts":3,"channels":2,"days":2,"withinDays":14}}""",
            changed.GetRawText());
        Assert.Equal("VersionConflict", await desk.Refusal("changeDoorSettings", new { secondsPerField = 5, expectedVersion = 0 }, "doorSettings { version }", by: "director"));
        var impossible = new { noContact = new { attempts = 1, channels = 1, days = 3, withinDays = 7, everyContactPoint = false, handoff = false } };
        Assert.Equal("InvalidInput", await desk.Refusal("changeDoorSettings", impossible, "doorSettings { version }", by: "director"));
        using var visitor = new PublicVisitor(desk.Tenant);
        var page = await (await visitor.Get(visitor.Path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("617-555-0199", page, StringComparison.Ordinal);
    }
}
