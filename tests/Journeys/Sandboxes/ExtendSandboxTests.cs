using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Journeys.Tests.Sandboxes;

public sealed class ExtendSandboxTests
{
    [Fact]
    public async Task A_sandbox_is_there_for_longer_and_says_so_itself()
    {
        var sandbox = await SomeSandbox.Found();
        var before = sandbox.Shown.GetProperty("expiresAt").GetDateTimeOffset();

        var after = (await sandbox.Owner.Do("admin", "extendSandbox", new { sandbox = sandbox.Id, days = 60 }, "sandbox { expiresAt }"))
            .GetProperty("expiresAt").GetDateTimeOffset();

        Assert.InRange(after - before, TimeSpan.FromDays(46), TimeSpan.FromDays(46.1));
        var told = await sandbox.Ask(null, "{ tenant { expiresAt } }");
        Assert.Equal(after, told.GetProperty("tenant").GetProperty("expiresAt").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Neither_for_too_long_nor_by_anybody_else()
    {
        var sandbox = await SomeSandbox.Found();
        var stranger = await TestTenant.From();

        Assert.Equal("InvalidInput", await Refusal(sandbox.Owner, sandbox.Id, 91));
        Assert.Equal("NotFound", await Refusal(stranger, sandbox.Id, 10));
    }

    private static async Task<string> Refusal(TestTenant who, string sandbox, int days) =>
        (await who.Refused("admin", "extendSandbox", new { sandbox, days }, "sandbox { id }"))[0].GetProperty("__typename").GetString()!;
}
