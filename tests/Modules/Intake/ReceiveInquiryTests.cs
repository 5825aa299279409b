using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class ReceiveInquiryTests
{
    [Fact]
    public async Task A_person_who_calls_is_registered_and_the_receiver_owns_the_inquiry()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Do(
            "receiveInquiry",
            new { door = "CALL", person = new { given = "Maria", family = "Reyes", birthDate = "1980-02-03" }, reason = "cannot sleep" },
            "inquiry { id status door client { id name } team { key } owner { name } matchScore contacts { door } }");
        Assert.Equal("RECEIVED", inquiry.GetProperty("status").GetString());
        Assert.Equal("Maria Reyes", inquiry.GetProperty("client").GetProperty("name").GetString());
        Assert.Equal("front-door", inquiry.GetProperty("team").GetProperty("key").GetString());
        Assert.Equal("Dee", inquiry.GetProperty("owner").GetProperty("name").GetString());
        Assert.Equal(["intake.client-registered@1", "intake.inquiry-received@1"], (await desk.Events()).Select(e => e.Type));
        Assert.DoesNotContain("sleep", string.Concat((await desk.Events()).Select(e => e.Payload.GetRawText())), StringComparison.Ordinal);
    }
}
