using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class ChangeAccountabilitySettingsTests
{
    [Fact]
    public async Task What_is_left_out_stays_and_what_cannot_be_is_refused()
    {
        var loop = await LoopTenant.New();
        var settings = await loop.Outside.Do("admin", "changeAccountabilitySettings", new { daysToAnswer = 3, acceptance = "0.9", expectedVersion = 0 },
            "accountabilitySettings { daysToAnswer acceptance completion ageBands expiredLicence version }");
        Assert.Equal((3, "0.9", "0.6", "WARN"), (
            settings.GetProperty("daysToAnswer").GetInt32(), settings.GetProperty("acceptance").GetString(), settings.GetProperty("completion").GetString(),
            settings.GetProperty("expiredLicence").GetString()));
        foreach (var input in new object[]
        {
            new { ageBands = new[] { 12, 18 } }, new { ageBands = new[] { 0, 18, 18 } }, new { daysToOutcome = 0 }, new { completion = "1.1" }, new { reviewDay = 31 },
        })
        {
            Assert.Equal("InvalidInput", (await loop.Outside.Refused("admin", "changeAccountabilitySettings", input, "accountabilitySettings { version }"))[0]
                .GetProperty("__typename").GetString());
        }

        Assert.Equal("VersionConflict", (await loop.Outside.Refused("admin", "changeAccountabilitySettings", new { smallest = 3, expectedVersion = 0 }, "accountabilitySettings { version }"))[0]
            .GetProperty("__typename").GetString());
    }
}
