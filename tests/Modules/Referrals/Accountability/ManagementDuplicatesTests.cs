using Xunit;
using static CarePlatform.Referrals.Tests.AccountableTenant;

namespace CarePlatform.Referrals.Tests;

/// <summary>One person, one manager of care: where there are two, somebody hears of it.</summary>
public sealed class ManagementDuplicatesTests
{
    private static readonly object Management = new { name = "Care management", needs = new[] { "care-management" } };

    [Fact]
    public async Task Two_partners_who_manage_one_persons_care_are_flagged_and_ending_one_settles_it()
    {
        var loop = await LoopTenant.New();
        var client = await loop.Client(loop.Housing, loop.FoodShelf);
        var first = await Sent(loop, client, loop.Housing);
        await loop.Answer(first, "acceptReferral");
        Assert.Empty(await Doubled(loop));
        Assert.Empty(await Work(loop, "care-management-doubled"));
        var second = await Sent(loop, client, loop.FoodShelf);
        Assert.Empty(await Doubled(loop));
        await loop.Answer(second, "acceptReferral", who: "supervisor");
        Assert.Equal([2], await Doubled(loop));
        Assert.Single(await Work(loop, "care-management-doubled"));
        await loop.Outside.Do(LoopTenant.Referrer, "endReferral", new { referral = second, reason = "CLIENT_DECLINED" }, LoopTenant.Referral);
        Assert.Empty(await Doubled(loop));
        Assert.Empty(await Work(loop, "care-management-doubled"));
    }

    [Fact]
    public async Task A_care_manager_here_beside_a_partner_is_two_and_another_role_is_not()
    {
        var loop = await LoopTenant.New();
        var client = await loop.Client(loop.Housing);
        await loop.Answer(await Sent(loop, client, loop.Housing), "acceptReferral");
        var person = await loop.Person(LoopTenant.Referrer);
        await Name(loop, client, person, "peer");
        Assert.Empty(await Doubled(loop));
        await Name(loop, client, person, "care-manager");
        Assert.Equal([2], await Doubled(loop));
    }

    private static Task<System.Text.Json.JsonElement> Name(LoopTenant loop, string client, string person, string role) =>
        loop.Outside.Do("supervisor", "nameCareTeam", new { client, members = new[] { new { person, role } } }, "stepOwnersCareTeam { __typename }");

    private static async Task<string> Sent(LoopTenant loop, string client, string partner)
    {
        var draft = await loop.Draft(client, await loop.Service(partner, Management), need: "care-management");
        return LoopTenant.IdOf(await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral = LoopTenant.IdOf(draft) }, LoopTenant.Referral));
    }

    /// <summary>How many hold the care of each person who is flagged.</summary>
    private static async Task<IReadOnlyList<int>> Doubled(LoopTenant loop)
    {
        await loop.Outside.Quiet();
        return [.. (await loop.Outside.Ask("supervisor", "{ managementDuplicates { client { id } holders { partner { name } referral { id } since } } }"))
            .GetProperty("managementDuplicates").EnumerateArray().Select(d => d.GetProperty("holders").GetArrayLength())];
    }
}
