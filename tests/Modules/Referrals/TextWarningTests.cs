using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>What the text to a partner should not tell is shown before it is sent.</summary>
public sealed class TextWarningTests
{
    [Fact]
    public async Task A_text_that_names_a_diagnosis_or_a_medicine_to_a_housing_partner_is_warned_of_and_can_be_sent()
    {
        var loop = await LoopTenant.New();
        var draft = await Draft(loop, "Lives with schizophrenia (F20.9), takes Zyprexa. Drives an F150.");
        var warnings = await Warnings(loop, draft);
        Assert.Equal(["DIAGNOSIS: schizophrenia, F20.9", "MEDICINE: Zyprexa"], warnings);
        var sent = await loop.Outside.Do(
            LoopTenant.Referrer, "sendReferral", new { referral = draft }, "referral { status textWarnings { topic found } }");
        Assert.Equal("SENT", LoopTenant.Status(sent));
        Assert.Equal(warnings, Read(sent.GetProperty("textWarnings")));
        Assert.Empty(await Warnings(loop, await Draft(loop, "Has a dog and needs a ground floor.")));
    }

    [Fact]
    public async Task The_words_are_the_tenants_own()
    {
        var loop = await LoopTenant.New();
        object Words(params string[] words) => new { textWarnings = new[] { new { topic = "SUBSTANCE_USE", words, source = "Our choice." } } };
        await loop.Outside.Do("admin", "changeReferralSettings", Words("night shelter", "rehab*"), "referralSettings { version }");
        var draft = await Draft(loop, "Schizophrenia. Was in a NIGHT\nshelter, then rehabilitation.");
        Assert.Equal(["SUBSTANCE_USE: NIGHT\nshelter, rehabilitation"], await Warnings(loop, draft));
        foreach (var wrong in new[] { "*", " x", "" })
        {
            Assert.Equal("InvalidInput", (await loop.Outside.Refused("admin", "changeReferralSettings", Words(wrong), "referralSettings { version }"))[0]
                .GetProperty("__typename").GetString());
        }
    }

    [Theory]
    [InlineData("meth*", "Methods of a methodist", 2)]
    [InlineData("meth", "Methods of a methodist", 0)]
    [InlineData("meth", "Meth, or crystal-meth.", 1)]
    [InlineData("f##.*", "F20.9 and f31.", 2)]
    [InlineData("c++", "speaks c++ (and C)", 1)]
    public void A_word_is_found_whole_and_in_any_case(string word, string text, int places) =>
        Assert.Equal(places, TextWarnings.In(text, [new SensitiveWords(SensitiveTopic.Diagnosis, [word], "x")]).Sum(w => w.Found.Count));

    private static async Task<string> Draft(LoopTenant loop, string note) => LoopTenant.IdOf(await loop.Outside.Do(
        LoopTenant.Referrer, "draftReferral",
        new { client = await loop.Client(loop.Housing), service = await loop.Service(), need = "homelessness", priority = "ROUTINE", note }, LoopTenant.Referral));

    private static async Task<IReadOnlyList<string>> Warnings(LoopTenant loop, string draft) => Read(
        (await loop.Outside.Ask(LoopTenant.Referrer, "query($r: ID!) { referralSharing(referral: $r) { warnings { topic found } } }", new { r = draft }))
            .GetProperty("referralSharing").GetProperty("warnings"));

    private static IReadOnlyList<string> Read(JsonElement warnings) =>
    [
        .. warnings.EnumerateArray()
            .Select(w => $"{w.GetProperty("topic").GetString()}: {string.Join(", ", w.GetProperty("found").EnumerateArray().Select(f => f.GetString()))}"),
    ];
}
