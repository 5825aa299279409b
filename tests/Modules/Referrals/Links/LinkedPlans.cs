using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>A coalition that convenes plans, and a tenant that it knows as its pantry: both have agreed, and each is asked as by its own people only.</summary>
internal static class LinkedPlans
{
    public static async Task<(PlanTenant Coalition, LoopTenant Member)> New()
    {
        var (coalition, member) = (await PlanTenant.New(), await LoopTenant.New());
        await coalition.Outside.Do("admin", "askTenantLink", new { partner = coalition.Partners[PlanTenant.Pantry], tenant = member.Outside.Tenant.Slug }, LinkedTenants.Link);
        await Quiet(coalition, member);
        var link = LoopTenant.IdOf(await LinkedTenants.Only(member.Outside));
        await member.Outside.Do("admin", "answerTenantLink", new { link, accept = true, partner = member.Hospital }, LinkedTenants.Link);
        await Quiet(coalition, member);
        return (coalition, member);
    }

    /// <summary>It is invited, and the convenor writes down that it takes part; gives its part.</summary>
    public static async Task<string> Join(PlanTenant coalition, string plan)
    {
        var part = PlanTenant.IdOf(await coalition.Invite(plan, PlanTenant.Pantry));
        await coalition.Outside.Do(PlanTenant.Owner, "answerPlanInvitation", new { member = part, accept = true }, PlanTenant.Received);
        return part;
    }

    /// <summary>The convenor refers the client to the other tenant, by which that one knows who they are; gives the referral.</summary>
    public static async Task<string> Refer(PlanTenant coalition, LoopTenant member, string client)
    {
        var service = LoopTenant.IdOf(await coalition.Outside.Do("supervisor", "writeServiceEntry", new
        {
            partner = coalition.Partners[PlanTenant.Pantry],
            entry = new { name = "Food boxes", needs = new[] { "food-insecurity" }, channel = "TENANT" },
        }, "serviceEntry { id }"));
        var referral = LoopTenant.IdOf(await coalition.Outside.Do(
            PlanTenant.Owner, "draftReferral", new { client, service, need = "food-insecurity", priority = "ROUTINE" }, "referral { id }"));
        await coalition.Outside.Do(PlanTenant.Owner, "sendReferral", new { referral }, "referral { id }");
        await Quiet(coalition, member);
        return referral;
    }

    public static async Task Quiet(PlanTenant coalition, LoopTenant member)
    {
        for (var crossings = 0; crossings < 3; crossings++)
        {
            await coalition.Outside.Quiet();
            await member.Outside.Quiet();
        }
    }

    public static async Task<IReadOnlyList<JsonElement>> Seen(LoopTenant member) => [.. (await member.Outside.Ask("supervisor", """
        { plansElsewhere { nodes {
            id convenor state role name birthDate members { id name need } entries { id kind words state takenByConvenor dueOn } notes { id text byName } } } }
        """)).GetProperty("plansElsewhere").GetProperty("nodes").EnumerateArray()];

    public static IEnumerable<string?> Words(JsonElement plan) => plan.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("words").GetString());

    public static Task<long> Count(LoopTenant member, string sql) => Value<long>(member, sql);

    public static async Task<T> Value<T>(LoopTenant member, string sql)
    {
        await using var command = member.Outside.Host.Database.Administrator.CreateCommand(sql);
        command.Parameters.AddWithValue(member.Outside.Tenant.Id.Value);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public static async Task<IReadOnlyList<string?>> Disclosures(PlanTenant coalition, string client) => [.. (await coalition.Outside.Ask(
        "clinical-director", "query($c: ID!) { accountingOfDisclosures(client: $c, kind: EVERYTHING) { description } }", new { c = client }))
        .GetProperty("accountingOfDisclosures").EnumerateArray().Select(d => d.GetProperty("description").GetString())];
}
