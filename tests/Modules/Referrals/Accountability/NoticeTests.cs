using Xunit;
using static CarePlatform.Referrals.Tests.AccountableTenant;

namespace CarePlatform.Referrals.Tests;

/// <summary>Days of agreements that come near, and licences that run out.</summary>
public sealed class NoticeTests
{
    [Fact]
    public async Task A_review_date_and_the_end_of_a_licence_become_work_ahead_of_the_day_and_renewing_completes_it()
    {
        var loop = await LoopTenant.New();
        var day = (await Today(loop)).AddDays(100);
        var agreement = await Contract(loop, licenceEnds: day, reviewOn: day);
        Assert.Empty(await Work(loop, "agreement-review", "licence-ending"));
        await loop.Outside.Forward(TimeSpan.FromDays(42));
        Assert.Equal([("agreement-review", "review", 0), ("licence-ending", "renewal", 0)], (await Work(loop, "agreement-review", "licence-ending")).Order());
        await loop.Outside.Forward(TimeSpan.FromDays(2));
        Assert.Equal(2, (await Work(loop, "agreement-review", "licence-ending")).Count);
        await Contract(loop, licenceEnds: day.AddYears(1), reviewOn: day, agreement: agreement);
        Assert.Equal(["agreement-review"], (await Work(loop, "agreement-review", "licence-ending")).Select(w => w.Template));
        await loop.Outside.Do(Director, "endAgreement", new { agreement, lastDay = Text((await Today(loop)).AddDays(-1)), reason = "Not renewed." }, "partnerAgreement { id }");
        Assert.Empty(await Work(loop, "agreement-review", "licence-ending"));
    }

    [Fact]
    public async Task A_licence_that_nobody_renewed_escalates_and_pauses_referrals_only_where_the_organisation_says_so()
    {
        var loop = await LoopTenant.New();
        var agreement = await Contract(loop, licenceEnds: (await Today(loop)).AddDays(5));
        var (first, second) = (LoopTenant.IdOf(await loop.Draft()), LoopTenant.IdOf(await loop.Draft()));
        await loop.Outside.Forward(TimeSpan.FromDays(8));
        Assert.Contains(await Work(loop, "licence-ending"), w => w.Rung >= 1);
        Assert.Equal("K-1", (await loop.Outside.Ask(Director, "query($p: ID!) { agreements(partner: $p, first: 1) { nodes { expiredLicences { number } } } }", new { p = loop.Housing }))
            .GetProperty("agreements").GetProperty("nodes")[0].GetProperty("expiredLicences")[0].GetProperty("number").GetString());
        // By default it warns.
        await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral = first }, LoopTenant.Referral);
        await loop.Outside.Do("admin", "changeAccountabilitySettings", new { expiredLicence = "PAUSE" }, "accountabilitySettings { version }");
        Assert.Equal("LicenceExpired", await loop.Refused(second, "sendReferral", who: LoopTenant.Referrer, thing: LoopTenant.Referral));
        Assert.Empty(await FindServicesTests.Find(loop, new { need = "homelessness" }));
        var shown = (await FindServicesTests.Find(loop, new { need = "homelessness", withIneligible = true }))[0];
        Assert.Equal(("FAILS", "LICENCE"), (shown.GetProperty("fit").GetString(), shown.GetProperty("rules")[0].GetProperty("rule").GetString()));
        await Contract(loop, licenceEnds: (await Today(loop)).AddDays(500), agreement: agreement);
        await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral = second }, LoopTenant.Referral);
        Assert.Equal(2, (await FindServicesTests.Find(loop, new { need = "homelessness" })).Count);
    }
}
