using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class DraftConsentTests
{
    [Fact]
    public async Task A_draft_may_lack_things_and_says_which()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var draft = await desk.Do(
            "draftConsent", new { client, kind = "SPECIFIC", terms = new { discloser = "A clinic" } }, "consent { id state missing history { what } }");
        Assert.Equal("DRAFT", draft.GetProperty("state").GetString());
        Assert.Equal(
            ["recipient", "recipientKind", "information", "purpose", "expiry", "language", "formVersion"],
            draft.GetProperty("missing").EnumerateArray().Select(m => m.GetString()));

        var again = await desk.Do(
            "draftConsent", new { client, kind = "TPO", consent = await desk.Draft(client), terms = ConsentDesk.General }, "consent { missing history { what } }");
        Assert.Equal(0, again.GetProperty("missing").GetArrayLength());
        Assert.Equal(["drafted", "redrafted"], again.GetProperty("history").EnumerateArray().Select(h => h.GetProperty("what").GetString()));
    }

    [Fact]
    public async Task What_is_signed_is_not_drafted_anew_and_unknown_recipients_are_not_found()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var consent = await desk.Consent(client);
        Assert.Equal("WrongConsentState", await desk.Refusal(
            "draftConsent", new { client, kind = "TPO", consent, terms = ConsentDesk.General }, "consent { id }"));
        Assert.Equal("NotFound", await desk.Refusal(
            "draftConsent", new { client, kind = "TPO", terms = new { recipients = new[] { "org_01m81tby38fxvvfkw6spehwcwh" } } }, "consent { id }"));
    }

    [Fact]
    public async Task A_kind_of_recipient_that_there_is_not_would_never_be_told_anything()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        var refused = (await desk.Tenant.Refused(
            "desk", "draftConsent", new { client, kind = "TPO", terms = new { recipientClasses = new[] { "hospital", "hospitals" } } }, "consent { id }"))[0];
        Assert.Equal("UnknownRecipientClasses", refused.GetProperty("__typename").GetString());
        Assert.StartsWith("The privacy policy knows no organisations of the kind hospitals. Choose of: ", refused.GetProperty("message").GetString());
    }
}
