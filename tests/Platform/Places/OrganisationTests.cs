using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class AddOrganisationTests
{
    [Fact]
    public async Task It_is_there_for_everybody_who_sees_partners_and_its_people_can_be_invited()
    {
        var people = await PeopleTenant.New();
        var added = await people.Tenant.Do("admin", "addOrganisation", new { name = "Paper & Ink", kind = "paper-mill" }, "organisation { id key name kind privacyWarning }");
        Assert.Contains("no view that names the kind \"paper-mill\"", added.GetProperty("privacyWarning").GetString(), StringComparison.Ordinal);
        var known = await people.Tenant.Do("admin", "addOrganisation", new { name = "Harbor Beds", kind = "housing" }, "organisation { privacyWarning }");
        Assert.Null(known.GetProperty("privacyWarning").GetString());
        Assert.Equal(("paper-ink", "paper-mill"), (added.GetProperty("key").GetString(), added.GetProperty("kind").GetString()));
        Assert.Contains("Paper \\u0026 Ink", (await people.Tenant.Ask("admin", "{ organisations { key name } }")).GetRawText().Replace("&", "\\u0026", StringComparison.Ordinal), StringComparison.Ordinal);
        var invited = await people.Invite("ink@example.org", new { roles = new[] { "partner" }, organisation = added.GetProperty("id").GetString() });
        Assert.Equal("Paper & Ink", invited.GetProperty("user").GetProperty("organisation").GetProperty("name").GetString());
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        var tenant = await ShelfTenant.New();
        Assert.Equal("KeyTaken", await Places.Refused(tenant, "addOrganisation", new { name = "Another", kind = "workshop", key = "bindery" }, "organisation { id }"));
        Assert.Equal("InvalidInput", await Places.Refused(tenant, "addOrganisation", new { name = "Another", kind = "A Workshop" }, "organisation { id }"));
        Assert.Equal("InvalidInput", await Places.Refused(tenant, "addOrganisation", new { name = " ", kind = "workshop" }, "organisation { id }"));
    }
}

public sealed class ChangeOrganisationTests
{
    [Fact]
    public async Task What_is_left_out_stays_and_the_key_always_does()
    {
        var tenant = await ShelfTenant.New();
        var bindery = (await tenant.Ask("admin", "{ organisations { id key } }")).GetProperty("organisations").EnumerateArray()
            .First(o => o.GetProperty("key").GetString() == "bindery").GetProperty("id").GetString();
        var renamed = await tenant.Do("admin", "changeOrganisation", new { organisation = bindery, name = "Bindery and Sons" }, "organisation { key name kind }");
        Assert.Equal("""{"key":"bindery","name":"Bindery and Sons","kind":"workshop"}""", renamed.GetRawText());
        Assert.Equal("NotFound", await Places.Refused(tenant, "changeOrganisation", new { organisation = Places.Nowhere("org"), name = "Nobody" }, "organisation { id }"));
    }
}
