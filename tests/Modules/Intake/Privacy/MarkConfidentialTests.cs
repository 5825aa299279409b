using System.Globalization;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class MarkConfidentialTests
{
    [Fact]
    public async Task Care_that_a_minor_receives_in_confidence_is_marked_and_that_can_be_taken_back()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes", "2012-02-03"));
        async Task<bool> Marked() => (await desk.Ask("query($id: ID!) { inquiry(id: $id) { confidentialMinor } }", new { id = inquiry }))
            .GetProperty("inquiry").GetProperty("confidentialMinor").GetBoolean();

        await desk.Do("markConfidential", new { inquiry }, "inquiry { id }");
        Assert.True(await Marked());
        await desk.Do("markConfidential", new { inquiry, confidential = false }, "inquiry { id }");
        Assert.False(await Marked());
    }

    [Fact]
    public async Task Nobody_who_is_of_age_receives_care_as_a_minor()
    {
        var desk = await IntakeDesk.Open();
        var inquiry = await desk.Receive(await desk.Register("Maria", "Reyes", "1980-02-03"));
        Assert.Equal("NoMinor", await desk.Refusal("markConfidential", new { inquiry }, "inquiry { id }"));

        // In most states somebody of nineteen is of age; where nothing is laid down the latest age of any holds.
        var nineteen = await desk.Receive(await desk.Register("Mary", "Reyes", TimeProvider.System.GetUtcNow().AddYears(-19).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        await desk.Do("markConfidential", new { inquiry = nineteen }, "inquiry { id }");
        await desk.Rows("insert into platform.role_permissions (tenant_id, role, permission, reach) values ($1, 'director', 'platform.privacy', 'tenant')");
        await desk.Do("changePrivacyPolicy", new { expectedVersion = 0, ageOfMajority = 18 }, "privacyPolicy { ageOfMajority }", "director");
        Assert.Equal("NoMinor", await desk.Refusal("markConfidential", new { inquiry = nineteen }, "inquiry { id }"));
    }
}
