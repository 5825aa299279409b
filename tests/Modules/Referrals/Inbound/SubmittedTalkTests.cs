using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>What is written and sent about a referral between its sender, which signs in here, and the people here.</summary>
internal static class SubmittedTalk
{
    public const string Message = "submittedMessage { id fromSender text readAt }";

    public const string Document = "submittedDocument { id title fromSender readAt retractedAt }";

    public const string Opened = "openedSubmittedDocument { id title content notice }";

    private const string Seen = "{ referralWeSubmitted(reference: \"KH-1\") { unread messages { id fromSender byName text readAt } documents { id title fromSender readAt } } }";

    /// <summary>What the sender sees on its referral.</summary>
    public static async Task<JsonElement> Of(LoopTenant loop) => (await loop.Outside.Ask(LoopTenant.Partner, Seen)).GetProperty("referralWeSubmitted");

    public static object Paper(string referral, string text = "hello", string dataClass = "G") => new
    {
        referral,
        title = "Letter",
        mediaType = "text/plain",
        content = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)),
        @class = dataClass,
    };

    /// <summary>Somebody is refused this; gives the type of the refusal.</summary>
    public static async Task<string> Refused(LoopTenant loop, string who, string mutation, object input, string thing) =>
        (await loop.Outside.Refused(who, mutation, input, thing))[0].GetProperty("__typename").GetString()!;
}

public sealed class WriteSubmittedMessageTests
{
    [Fact]
    public async Task The_sender_writes_people_here_have_it_as_work_and_answer_it()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Submit();
        await loop.Handle("acknowledgeInboundReferral", new { referral });
        await loop.Outside.Do(LoopTenant.Partner, "writeSubmittedMessage", new { referral, text = "She moved to the Elm Street shelter." }, SubmittedTalk.Message);
        Assert.Equal(["inbound-message"], await loop.Work(referral));
        await loop.Handle("readInboundMessages", new { referral });
        Assert.Empty(await loop.Work(referral));

        await loop.Outside.Do("intake-worker", "writeInboundMessage", new { referral, text = "Thank you. We call her today." }, "inboundMessage { id }");
        var seen = await SubmittedTalk.Of(loop);
        Assert.Equal(1, seen.GetProperty("unread").GetInt32());
        Assert.Equal(
            ["She moved to the Elm Street shelter.", "Thank you. We call her today."],
            seen.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("text").GetString()));
        var (client, _) = await loop.TakenIn(referral);
        Assert.NotEmpty(await loop.Disclosures(client));
    }

    [Fact]
    public async Task Nobody_writes_on_a_referral_of_another_organisation_or_of_nobody_who_signs_in()
    {
        var loop = await LoopTenant.New();
        var faxed = await loop.Fax();
        Assert.Equal("NotSubmittedByYou", await SubmittedTalk.Refused(loop, LoopTenant.Partner, "writeSubmittedMessage", new { referral = faxed, text = "Hello?" }, SubmittedTalk.Message));
        Assert.Equal("SenderNotReached", await SubmittedTalk.Refused(loop, "intake-worker", "writeInboundMessage", new { referral = faxed, text = "Hello?" }, "inboundMessage { id }"));
    }

    [Fact]
    public async Task What_would_tell_of_a_need_that_the_sender_may_not_hear_of_is_not_written()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Submit(need: "outpatient-mental-health");
        Assert.Equal("MessageNotShareable", await SubmittedTalk.Refused(loop, "intake-worker", "writeInboundMessage", new { referral, text = "Hello?" }, "inboundMessage { id }"));
    }

    [Fact]
    public async Task A_practice_that_treats_is_written_to_about_a_need_for_mental_health_care()
    {
        var loop = await LoopTenant.New();
        await loop.Outside.Do("admin", "changeOrganisation", new { organisation = loop.Housing, kind = "primary-care" }, "organisation { kind }");
        var referral = await loop.Submit(need: "outpatient-mental-health");
        await loop.Outside.Do("intake-worker", "writeInboundMessage", new { referral, text = "Please send the discharge letter." }, "inboundMessage { id }");
        Assert.Equal("Please send the discharge letter.", (await SubmittedTalk.Of(loop)).GetProperty("messages")[0].GetProperty("text").GetString());
    }
}

public sealed class ReadSubmittedMessagesTests
{
    [Fact]
    public async Task People_here_see_that_the_sender_has_read_what_they_wrote()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Submit();
        await loop.Outside.Do("intake-worker", "writeInboundMessage", new { referral, text = "Which shelter?" }, "inboundMessage { id }");
        var read = await loop.Outside.Do(LoopTenant.Partner, "readSubmittedMessages", new { referral }, "submittedReferral { unread messages { readByName } }");
        Assert.Equal((0, "Rosalind Achebe"), (read.GetProperty("unread").GetInt32(), read.GetProperty("messages")[0].GetProperty("readByName").GetString()));
        var here = (await loop.Outside.Ask("intake-worker", "query($r: ID!) { inboundReferral(id: $r) { unreadThere messages { readByName } } }", new { r = referral }))
            .GetProperty("inboundReferral");
        Assert.Equal((0, "Rosalind Achebe"), (here.GetProperty("unreadThere").GetInt32(), here.GetProperty("messages")[0].GetProperty("readByName").GetString()));
    }
}

public sealed class SendSubmittedDocumentTests
{
    [Fact]
    public async Task The_sender_sends_a_document_and_sees_that_somebody_here_opened_it()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Submit();
        await loop.Handle("acknowledgeInboundReferral", new { referral });
        var sent = await loop.Outside.Do(LoopTenant.Partner, "sendSubmittedDocument", SubmittedTalk.Paper(referral), SubmittedTalk.Document);
        var document = LoopTenant.IdOf(sent);
        Assert.Equal(["inbound-document"], await loop.Work(document));
        var opened = await loop.Outside.Do("intake-worker", "openInboundDocument", new { document }, "openedInboundDocument { content }");
        Assert.Equal("aGVsbG8=", opened.GetProperty("content").GetString());
        Assert.Empty(await loop.Work(document));
        Assert.NotNull((await SubmittedTalk.Of(loop)).GetProperty("documents")[0].GetProperty("readAt").GetString());
    }

    [Fact]
    public async Task What_comes_from_a_program_has_its_notice_and_notes_are_not_sent()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Submit();
        object Paper(bool part2, string dataClass) => new
        {
            referral,
            title = "Letter",
            mediaType = "text/plain",
            content = "aGVsbG8=",
            @class = dataClass,
            part2,
        };
        Assert.Equal("InvalidInput", await SubmittedTalk.Refused(loop, LoopTenant.Partner, "sendSubmittedDocument", Paper(true, "B"), SubmittedTalk.Document));
        Assert.Equal("InvalidInput", await SubmittedTalk.Refused(loop, LoopTenant.Partner, "sendSubmittedDocument", Paper(false, "E"), SubmittedTalk.Document));
        await loop.Outside.Do(
            LoopTenant.Partner, "sendSubmittedDocument",
            new { referral, title = "Letter", mediaType = "text/plain", content = "aGVsbG8=", @class = "B", part2 = true, notice = "42 CFR part 2." }, SubmittedTalk.Document);
        Assert.Equal("Letter", (await SubmittedTalk.Of(loop)).GetProperty("documents")[0].GetProperty("title").GetString());
    }
}

public sealed class OpenSubmittedDocumentTests
{
    [Fact]
    public async Task The_sender_opens_what_was_sent_to_it_and_nothing_that_was_taken_back()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Submit();
        var sent = LoopTenant.IdOf(await loop.Outside.Do("intake-worker", "sendInboundDocument", SubmittedTalk.Paper(referral), "inboundDocument { id }"));
        var opened = await loop.Outside.Do(LoopTenant.Partner, "openSubmittedDocument", new { document = sent }, SubmittedTalk.Opened);
        Assert.Equal("aGVsbG8=", opened.GetProperty("content").GetString());
        var here = (await loop.Outside.Ask("intake-worker", "query($r: ID!) { inboundReferral(id: $r) { documents { readByName } } }", new { r = referral }))
            .GetProperty("inboundReferral").GetProperty("documents")[0];
        Assert.Equal("Rosalind Achebe", here.GetProperty("readByName").GetString());

        await loop.Outside.Do("intake-worker", "retractInboundDocument", new { document = sent, reason = "INCORRECT" }, "inboundDocument { id }");
        Assert.Equal(0, (await SubmittedTalk.Of(loop)).GetProperty("documents").GetArrayLength());
        Assert.Equal("DocumentTakenBack", await SubmittedTalk.Refused(loop, LoopTenant.Partner, "openSubmittedDocument", new { document = sent }, SubmittedTalk.Opened));
    }

    [Fact]
    public async Task What_is_too_sensitive_for_the_sender_is_not_sent()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Submit();
        Assert.Equal("DocumentNotShareable", await SubmittedTalk.Refused(
            loop, "intake-worker", "sendInboundDocument", SubmittedTalk.Paper(referral, dataClass: "C"), "inboundDocument { id }"));
    }
}

public sealed class RetractSubmittedDocumentTests
{
    [Fact]
    public async Task The_sender_takes_back_its_own_and_not_ours()
    {
        var loop = await LoopTenant.New();
        var referral = await loop.Submit();
        var theirs = LoopTenant.IdOf(await loop.Outside.Do(LoopTenant.Partner, "sendSubmittedDocument", SubmittedTalk.Paper(referral), SubmittedTalk.Document));
        var ours = LoopTenant.IdOf(await loop.Outside.Do("intake-worker", "sendInboundDocument", SubmittedTalk.Paper(referral), "inboundDocument { id }"));
        var back = await loop.Outside.Do(LoopTenant.Partner, "retractSubmittedDocument", new { document = theirs, reason = "INCORRECT" }, SubmittedTalk.Document);
        Assert.NotNull(back.GetProperty("retractedAt").GetString());
        Assert.Equal("DocumentTakenBack", await SubmittedTalk.Refused(loop, "intake-worker", "openInboundDocument", new { document = theirs }, "openedInboundDocument { id }"));
        Assert.Equal("NotYourDocument", await SubmittedTalk.Refused(
            loop, LoopTenant.Partner, "retractSubmittedDocument", new { document = ours, reason = "INCORRECT" }, SubmittedTalk.Document));
    }
}
