using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class ChangeInvitationTextsTests
{
    private const string Texts = "invitationTexts { own { language subject } shipped { language } }";

    [Fact]
    public async Task People_are_invited_in_the_organisations_words_for_their_language_and_else_as_it_ships()
    {
        var people = await PeopleTenant.New();
        var changed = await people.Tenant.Do("admin", "changeInvitationTexts", new
        {
            texts = new[] { new { language = "pt", subject = "Convite de {organisation}", text = "Olá {name}, até {until}: {address}" } },
        }, Texts);
        Assert.Equal(["en", "es"], changed.GetProperty("shipped").EnumerateArray().Select(t => t.GetProperty("language").GetString()));
        foreach (var (mail, language) in new[] { ("a@example.org", "pt-BR"), ("b@example.org", "es"), ("c@example.org", "de") })
        {
            await people.Invite(mail, new { language });
        }

        var own = Assert.Single(TestHost.Sent.To(people.Tenant.Tenant, "a@example.org"));
        Assert.StartsWith("Convite de ", own.Subject, StringComparison.Ordinal);
        Assert.StartsWith("Olá Person of a@example.org, até 20", own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('{', own.Subject + own.Text);
        Assert.StartsWith("Hola ", Assert.Single(TestHost.Sent.To(people.Tenant.Tenant, "b@example.org")).Text, StringComparison.Ordinal);
        Assert.StartsWith("Hello ", Assert.Single(TestHost.Sent.To(people.Tenant.Tenant, "c@example.org")).Text, StringComparison.Ordinal);
        // What it says in other words opens the account as ever.
        Assert.Equal(System.Net.HttpStatusCode.OK, (await people.Accept(people.Code("a@example.org"), "a-sub")).Status);

        await people.Tenant.Do("admin", "changeInvitationTexts", new { texts = Array.Empty<object>() }, Texts);
        Assert.Equal(0, (await people.Tenant.Ask("admin", "{ invitationTexts { own { language } } }")).GetProperty("invitationTexts").GetProperty("own").GetArrayLength());
    }

    [Theory]
    [InlineData("en", "Welcome", "There is no way in.")]
    [InlineData("en", "Welcome {name}", "{address}")]
    [InlineData("en", "Welcome", "{address} {secret}")]
    [InlineData("English", "Welcome", "{address}")]
    public async Task A_letter_that_leads_nowhere_or_has_other_blanks_is_refused(string language, string subject, string text)
    {
        var people = await PeopleTenant.New();
        var refused = await people.Tenant.Refused("admin", "changeInvitationTexts", new { texts = new[] { new { language, subject, text } } }, Texts);
        Assert.Equal("InvalidInput", PeopleTenant.TypeOf(refused));
    }
}
