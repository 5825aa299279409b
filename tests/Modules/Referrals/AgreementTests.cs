using Xunit;

namespace CarePlatform.Referrals.Tests;

public sealed class RecordAgreementTests
{
    [Fact]
    public async Task A_contract_names_services_with_fair_market_prices_to_the_cent()
    {
        var loop = await LoopTenant.New();
        var text = new
        {
            kind = "DCO_CONTRACT",
            form = "CONTRACT",
            startsOn = "2026-01-01",
            reviewOn = "2027-01-01",
            terms = new
            {
                services = new[] { new { name = "Psychiatric rehabilitation", fairMarketPrice = "104.55", unit = "hour" } },
                licences = new[] { new { holder = "Tideline", kind = "Outpatient", number = "X-1" } },
                dataDuties = new[] { "Attendance within two days" },
                qualityDuties = Array.Empty<string>(),
            },
        };
        var agreement = await loop.Outside.Do("clinical-director", "recordAgreement", new { partner = loop.Hospital, text },
            "partnerAgreement { kind inForce terms { services { name fairMarketPrice unit } licences { holder } dataDuties } }");
        Assert.Equal("104.55", agreement.GetProperty("terms").GetProperty("services")[0].GetProperty("fairMarketPrice").GetString());
        var priceless = text with { terms = text.terms with { services = [] } };
        Assert.Equal("InvalidInput", (await loop.Outside.Refused("clinical-director", "recordAgreement", new { partner = loop.Hospital, text = priceless }, "partnerAgreement { id }"))[0]
            .GetProperty("__typename").GetString());
    }

    [Fact]
    public async Task Only_some_may_agree_on_behalf_of_the_organisation()
    {
        var loop = await LoopTenant.New();
        var answer = await loop.Outside.Send(LoopTenant.Referrer, """
            mutation($p: ID!) { recordAgreement(input: { partner: $p, text: { kind: CARE_COORDINATION, form: CONTRACT, startsOn: "2026-01-01",
                terms: { services: [], licences: [], dataDuties: [], qualityDuties: [] } } }) { errors { code } } }
            """, new { p = loop.Hospital });
        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    internal static async Task<string> Agreement(LoopTenant loop, string partner) => (await loop.Outside.Do("clinical-director", "recordAgreement", new
    {
        partner,
        text = new
        {
            kind = "CARE_COORDINATION",
            form = "MEMORANDUM_OF_UNDERSTANDING",
            startsOn = "2020-01-01",
            terms = new { services = Array.Empty<object>(), licences = Array.Empty<object>(), dataDuties = Array.Empty<string>(), qualityDuties = Array.Empty<string>() },
        },
    }, "partnerAgreement { id }")).GetProperty("id").GetString()!;
}

public sealed class EndAgreementTests
{
    [Fact]
    public async Task An_agreement_that_has_ended_is_in_force_no_more()
    {
        var loop = await LoopTenant.New();
        var agreement = await RecordAgreementTests.Agreement(loop, loop.Hospital);
        Assert.Equal("InvalidInput", (await loop.Outside.Refused("clinical-director", "endAgreement", new { agreement, lastDay = "2019-01-01", reason = "x" }, "partnerAgreement { id }"))[0]
            .GetProperty("__typename").GetString());
        var ended = await loop.Outside.Do("clinical-director", "endAgreement", new { agreement, lastDay = "2021-01-01", reason = "Not renewed." }, "partnerAgreement { inForce endReason }");
        Assert.Equal((false, "Not renewed."), (ended.GetProperty("inForce").GetBoolean(), ended.GetProperty("endReason").GetString()));
    }
}

public sealed class RecordAgreementAttemptTests
{
    [Fact]
    public async Task An_attempt_can_be_proved()
    {
        var loop = await LoopTenant.New();
        await loop.Outside.Do("admin", "recordAgreementAttempt", new { partner = loop.Hospital, triedOn = "2026-02-03", note = "Wrote to the director." }, "agreementAttempt { id }");
        var attempts = await loop.Outside.Ask("admin", "query($p: ID!) { agreementAttempts(partner: $p) { triedOn note recordedBy { name } } }", new { p = loop.Hospital });
        Assert.Equal("Wrote to the director.", Assert.Single(attempts.GetProperty("agreementAttempts").EnumerateArray()).GetProperty("note").GetString());
    }
}

public sealed class ChangeReferralSettingsTests
{
    [Fact]
    public async Task An_organisation_says_itself_for_whom_it_wants_a_consent()
    {
        var loop = await LoopTenant.New();
        var draft = LoopTenant.IdOf(await loop.Draft(await loop.Client()));
        Assert.Equal("ConsentMissing", await loop.Refused(draft, "sendReferral", who: LoopTenant.Referrer, thing: LoopTenant.Referral));
        await loop.Outside.Do("admin", "changeReferralSettings", new { consentFor = Array.Empty<string>(), expectedVersion = 0 }, "referralSettings { version }");
        Assert.Equal("SENT", LoopTenant.Status(await loop.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral = draft }, LoopTenant.Referral)));
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        var loop = await LoopTenant.New();
        foreach (var input in new object[] { new { capacityDays = 0 }, new { linkDays = 99 }, new { needs = new[] { new { code = "A B", title = "x", @class = "G" } } } })
        {
            Assert.Equal("InvalidInput", (await loop.Outside.Refused("admin", "changeReferralSettings", input, "referralSettings { version }"))[0]
                .GetProperty("__typename").GetString());
        }
    }
}
