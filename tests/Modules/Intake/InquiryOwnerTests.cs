using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class AssignInquiryTests
{
    [Fact]
    public async Task A_handover_is_kept_with_its_reason()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        var handed = await desk.Do(
            "assignInquiry", new { inquiry, owner = await desk.User("own"), team = await desk.Team("outreach"), reason = "speaks Spanish", expectedVersion = 1 },
            "inquiry { owner { name } team { key } version owners { reason owner { name } assignedBy { name } } }");
        Assert.Equal("Ona", handed.GetProperty("owner").GetProperty("name").GetString());
        Assert.Equal("outreach", handed.GetProperty("team").GetProperty("key").GetString());
        Assert.Equal(2, handed.GetProperty("owners").GetArrayLength());
        Assert.Equal("speaks Spanish", handed.GetProperty("owners")[1].GetProperty("reason").GetString());
        Assert.Equal("intake.inquiry-assigned@1", (await desk.Events())[^1].Type);
    }

    [Fact]
    public async Task It_can_go_back_to_a_queue_and_never_to_nobody()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        Assert.Equal("OwnerMissing", await desk.Refusal("assignInquiry", new { inquiry }, "inquiry { id }"));
        var queued = await desk.Do("assignInquiry", new { inquiry, team = await desk.Team("outreach") }, "inquiry { owner { name } team { key } }");
        Assert.Equal(JsonValueKind.Null, queued.GetProperty("owner").ValueKind);
        Assert.Equal("outreach", queued.GetProperty("team").GetProperty("key").GetString());
    }

    [Fact]
    public async Task Nobody_who_is_gone_or_unknown_becomes_owner()
    {
        var (desk, other) = (await IntakeDesk.Open(), await IntakeDesk.Open());
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        await desk.Rows("update platform.users set active = false where tenant_id = $1 and subject = 'own'");
        Assert.Equal("OwnerNotThere", await desk.Refusal("assignInquiry", new { inquiry, owner = await desk.User("own") }, "inquiry { id }"));
        Assert.Equal("NotFound", await desk.Refusal("assignInquiry", new { inquiry, owner = await other.User("own") }, "inquiry { id }"));
        Assert.Equal("NotFound", await desk.Refusal("assignInquiry", new { inquiry, team = await other.Team("outreach") }, "inquiry { id }"));
    }

    [Fact]
    public async Task A_stale_version_is_refused()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        await desk.Do("assignInquiry", new { inquiry, owner = await desk.User("own") }, "inquiry { id }");
        Assert.Equal(
            "VersionConflict", await desk.Refusal("assignInquiry", new { inquiry, owner = await desk.User("team"), expectedVersion = 1 }, "inquiry { id }"));
    }
}

public sealed class TakeInquiryTests
{
    [Fact]
    public async Task A_member_of_the_team_takes_it_out_of_the_queue()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var inquiry = (await desk.Do("receiveInquiry", new { door = "WEB", client, team = await desk.Team("outreach") }, "inquiry { id }"))
            .GetProperty("id").GetString();
        var taken = await desk.Do("takeInquiry", new { inquiry }, "inquiry { owner { name } }", by: "team");
        Assert.Equal("Tea", taken.GetProperty("owner").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Of_two_who_take_it_at_once_one_gets_it()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var inquiry = (await desk.Do("receiveInquiry", new { door = "WEB", client }, "inquiry { id }")).GetProperty("id").GetString();
        await desk.Do("takeInquiry", new { inquiry, expectedVersion = 1 }, "inquiry { id }");
        Assert.Equal("VersionConflict", await desk.Refusal("takeInquiry", new { inquiry, expectedVersion = 1 }, "inquiry { id }", by: "director"));
    }

    [Fact]
    public async Task What_lies_beyond_reach_cannot_be_taken()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        Assert.Equal("NotFound", await desk.Refusal("takeInquiry", new { inquiry }, "inquiry { id }", by: "team"));
    }
}

public sealed class ResolveInquiryTests
{
    [Fact]
    public async Task An_inquiry_ends_with_a_coded_reason()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        var resolved = await desk.Do(
            "resolveInquiry", new { inquiry, resolution = "REFERRED_ELSEWHERE", note = "to the county" },
            "inquiry { status resolution resolutionNote resolvedBy { name } }");
        Assert.Equal("RESOLVED", resolved.GetProperty("status").GetString());
        Assert.Equal("Dee", resolved.GetProperty("resolvedBy").GetProperty("name").GetString());
        var (type, payload) = (await desk.Events())[^1];
        Assert.Equal("intake.inquiry-resolved@1", type);
        Assert.Equal("referred-elsewhere", payload.GetProperty("resolution").GetString());
        Assert.DoesNotContain("county", payload.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_resolved_stays_as_it_is()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes"));
        await desk.Do("resolveInquiry", new { inquiry, resolution = "DECLINED" }, "inquiry { id }");
        Assert.Equal("InquiryAlreadyResolved", await desk.Refusal("resolveInquiry", new { inquiry, resolution = "IN_CARE" }, "inquiry { id }"));
        Assert.Equal("InquiryAlreadyResolved", await desk.Refusal("takeInquiry", new { inquiry }, "inquiry { id }", by: "director"));
        Assert.Equal(
            "InquiryAlreadyResolved", await desk.Refusal("assignInquiry", new { inquiry, team = await desk.Team("outreach") }, "inquiry { id }"));
    }
}
