using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class LinkedHandoffTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_other_tenant_sees_that_it_was_who_took_part_from_there_and_what_came_of_it(bool inTwoDatabases)
    {
        var both = await LinkedTenants.New(inTwoDatabases ? await Testing.TestHost.WithCell : null);
        var client = await both.Clinic.Client(both.Clinic.Housing);
        var (referral, inbound) = await both.Send(client);
        await Record(both, referral, connected: false);
        await Record(both, referral, connected: true);
        await both.Quiet();
        var seen = await Seen(both, inbound);
        Assert.Equal(["LIVE TELEPHONE Rosalind Achebe False CLIENT_NOT_REACHED", "LIVE TELEPHONE Rosalind Achebe True "], seen.Select(h =>
            $"{h.GetProperty("kind")} {h.GetProperty("way")} {h.GetProperty("joined")[0]} {h.GetProperty("connected")} {h.GetProperty("reason")}"));
        Assert.All(seen, h => Assert.Equal(1, h.GetProperty("joined").GetArrayLength()));
        Assert.Equal(0L, await both.Count(both.Alliance, """
            select count(*) from referrals.inbound_handoffs h where tenant_id = $1 and (to_jsonb(h)::text like '%zq-%' or to_jsonb(h)::text like '%Marguerite%')
            """));
        Assert.Equal(2, (await both.Clinic.Disclosures(client)).Count(d => d.GetProperty("description").GetString() == "Warm handoff of a referral"));
        Assert.Equal((2, 1), await Counted(both.Clinic));
    }

    [Fact]
    public async Task What_was_written_down_by_mistake_counts_there_no_more_either()
    {
        var both = await LinkedTenants.New();
        var (referral, inbound) = await both.Send();
        await Record(both, referral, connected: true);
        var handoff = LoopTenant.IdOf((await both.Clinic.Outside.Ask("supervisor", "query($r: ID!) { referral(id: $r) { warmHandoffs { id } } }", new { r = referral }))
            .GetProperty("referral").GetProperty("warmHandoffs")[0]);
        await both.Clinic.Outside.Do(LoopTenant.Referrer, "retractWarmHandoff", new { handoff, reason = "DID_NOT_HAPPEN" }, LoopTenant.Received);
        await both.Quiet();
        Assert.Equal("DID_NOT_HAPPEN", Assert.Single(await Seen(both, inbound)).GetProperty("retraction").GetString());
        Assert.Equal((0, 0), await Counted(both.Clinic));
    }

    [Fact]
    public async Task Nothing_of_it_crosses_once_the_consent_has_ended()
    {
        var both = await LinkedTenants.New();
        var client = await both.Clinic.Client();
        var consent = await both.Clinic.Agree(client, both.Clinic.Housing);
        var (referral, inbound) = await both.Send(client);
        await both.Clinic.Outside.Do("supervisor", "revokeConsent", new { consent, method = "LETTER" }, "consent { id }");
        await Record(both, referral, connected: true);
        await both.Quiet();
        Assert.Empty(await Seen(both, inbound));
        Assert.DoesNotContain(await both.Clinic.Disclosures(client), d => d.GetProperty("description").GetString() == "Warm handoff of a referral");
    }

    private static async Task Record(LinkedTenants both, string referral, bool connected)
    {
        var handoff = connected ? Some.Connected() : Some.Failed("CLIENT_NOT_REACHED");
        handoff["way"] = "TELEPHONE";
        handoff["joined"] = new object[] { new { side = "HERE", user = await both.Clinic.Person(LoopTenant.Referrer) }, new { side = "PARTNER", name = "Rosalind Achebe" } };
        handoff["note"] = "zq-note";
        await both.Clinic.Answer(referral, "recordWarmHandoff", new { handoff }, LoopTenant.Referrer);
    }

    private static async Task<IReadOnlyList<JsonElement>> Seen(LinkedTenants both, string inbound) => [.. (await both.Alliance.Outside.Ask("supervisor", """
        query($r: ID!) { inboundReferral(id: $r) { warmHandoffs { id kind way joined clientPresent connected reason appointmentAt happenedAt retractedAt retraction } } }
        """, new { r = inbound })).GetProperty("inboundReferral").GetProperty("warmHandoffs").EnumerateArray()];

    internal static async Task<(int Handoffs, int Connected)> Counted(LoopTenant tenant)
    {
        var figures = (await tenant.Outside.Ask("supervisor", "{ warmHandoffReport(from: \"2024-01-01\", to: \"2033-12-31\", by: ALL) { handoffs connected } }"))
            .GetProperty("warmHandoffReport").EnumerateArray().Select(f => (f.GetProperty("handoffs").GetInt32(), f.GetProperty("connected").GetInt32())).ToList();
        return figures is [var all] ? all : (0, 0);
    }
}
