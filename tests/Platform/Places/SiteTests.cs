using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class AddSiteTests
{
    [Fact]
    public async Task It_keeps_the_time_and_the_calendar_of_the_organisation_until_it_has_its_own()
    {
        var tenant = await ShelfTenant.New();
        var site = await tenant.Do("admin", "addSite", new { name = "Mill Pond (East)" }, "site { id key timeZone }");
        Assert.Equal(("mill-pond-east", "America/New_York"), (site.GetProperty("key").GetString(), site.GetProperty("timeZone").GetString()));
        Assert.Contains("Mill Pond (East)", (await tenant.Ask("admin", "{ sites { name } }")).GetRawText(), StringComparison.Ordinal);
        var calendar = (await tenant.Ask("admin", "query($s: ID!) { workCalendar(site: $s) { own calendar } }", new { s = site.GetProperty("id").GetString() })).GetProperty("workCalendar");
        Assert.False(calendar.GetProperty("own").GetBoolean());
        Assert.Equal("08:00-17:00", calendar.GetProperty("calendar").GetProperty("week").GetProperty("monday").GetString());
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        var tenant = await ShelfTenant.New();
        Assert.Equal("KeyTaken", await Places.Refused(tenant, "addSite", new { name = "Main" }, "site { id }"));
        Assert.Equal("InvalidInput", await Places.Refused(tenant, "addSite", new { name = "Мельница" }, "site { id }"));
        Assert.Equal("InvalidInput", await Places.Refused(tenant, "addSite", new { name = "Mill", key = "Mill Pond" }, "site { id }"));
        Assert.Equal("InvalidInput", await Places.Refused(tenant, "addSite", new { name = "Mill", timeZone = "Boston" }, "site { id }"));
        Assert.Equal("FORBIDDEN", (await tenant.Send("reader", "mutation { addSite(input: { name: \"Mill\" }) { site { id } } }"))
            .GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }
}

public sealed class ChangeSiteTests
{
    [Fact]
    public async Task What_is_left_out_stays()
    {
        var tenant = await ShelfTenant.New();
        var site = (await tenant.Do("admin", "addSite", new { name = "Mill Pond" }, "site { id }")).GetProperty("id").GetString();
        var moved = await tenant.Do("admin", "changeSite", new { site, timeZone = "America/Phoenix" }, "site { key name timeZone }");
        Assert.Equal("""{"key":"mill-pond","name":"Mill Pond","timeZone":"America/Phoenix"}""", moved.GetRawText());
        Assert.Equal("NotFound", await Places.Refused(tenant, "changeSite", new { site = Places.Nowhere("site"), name = "Mill" }, "site { id }"));
    }
}

public sealed class ChangeCalendarTests
{
    private static readonly object Own = new
    {
        week = new { tuesday = "10:00-12:00" },
        holidays = new { sets = new[] { "us-federal" } },
        closedDays = new[] { new { day = "2027-03-02", reason = "Inventory" } },
    };

    [Fact]
    public async Task A_site_works_by_its_own_calendar_and_the_others_by_the_organisations()
    {
        var tenant = await ShelfTenant.New();
        var site = (await tenant.Do("admin", "addSite", new { name = "Mill Pond" }, "site { id }")).GetProperty("id").GetString();
        await tenant.Do("admin", "changeCalendar", new { site, calendar = Own }, "workCalendar { own }");
        Assert.Equal((true, 1), await Calendar(tenant, site));
        Assert.Equal((true, 1), await Calendar(tenant, null));

        await tenant.Do("admin", "changeCalendar", new { calendar = new { week = new { monday = "08:00-12:00", friday = "08:00-12:00" }, holidays = new { } } }, "workCalendar { own }");
        Assert.Equal((true, 1), await Calendar(tenant, site));
        Assert.Equal((true, 2), await Calendar(tenant, null));
    }

    [Fact]
    public async Task What_cannot_be_kept_is_told_in_sentences()
    {
        var tenant = await ShelfTenant.New();
        Assert.Contains("has no open day", await Problem(tenant, new { week = new { }, holidays = new { } }), StringComparison.Ordinal);
        Assert.Contains("no holiday set \"moon\"", await Problem(tenant, new { week = new { monday = "08:00-12:00" }, holidays = new { sets = new[] { "moon" } } }), StringComparison.Ordinal);
        Assert.Contains("cannot be read", await Problem(tenant, new { week = new { monday = "12:00-08:00" }, holidays = new { } }), StringComparison.Ordinal);
        Assert.Contains("cannot be read", await Problem(tenant, new { days = new { } }), StringComparison.Ordinal);
        Assert.Equal("NotFound", await Places.Refused(tenant, "changeCalendar", new { site = Places.Nowhere("site"), calendar = Own }, "workCalendar { own }"));
    }

    private static async Task<string> Problem(Testing.TestTenant tenant, object calendar) =>
        (await tenant.Refused("admin", "changeCalendar", new { calendar }, "workCalendar { own }"))[0].GetProperty("message").GetString()!;

    private static async Task<(bool Own, int Days)> Calendar(Testing.TestTenant tenant, string? site)
    {
        var shown = (await tenant.Ask("admin", "query($s: ID) { workCalendar(site: $s) { own calendar } }", new { s = site })).GetProperty("workCalendar");
        return (shown.GetProperty("own").GetBoolean(), shown.GetProperty("calendar").GetProperty("week").EnumerateObject().Count());
    }
}

internal static class Places
{
    /// <summary>An id that nothing has.</summary>
    public static string Nowhere(string prefix) => $"{prefix}_01m81tby38fxvvfkw6spehwcwh";

    public static async Task<string?> Refused(Testing.TestTenant tenant, string mutation, object input, string thing) =>
        (await tenant.Refused("admin", mutation, input, thing))[0].GetProperty("__typename").GetString();
}
