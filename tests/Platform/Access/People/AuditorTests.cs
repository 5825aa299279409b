using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class InviteAuditorTests
{
    private const string Trail = "{ auditEntries(first: 100) { nodes { action kind subjects actorName at } } }";

    [Fact]
    public async Task An_auditor_sees_what_the_scopes_allow_and_changes_nothing()
    {
        var people = await Invited("platform.read-audit", "platform.read", "platform.people");
        Assert.Null(await people.ErrorOf("audra", Trail));
        Assert.Null(await people.ErrorOf("audra", "{ users { name } }"));
        Assert.Equal("FORBIDDEN", await people.ErrorOf("audra"));
        Assert.Equal("FORBIDDEN", await people.ErrorOf("audra", "mutation { inviteUser(input: { name: \"x\", mail: \"x@example.org\" }) { errors { code } } }"));
        Assert.Equal(HttpStatusCode.Forbidden, (await Get(people, "audra", "/export.zip")).Status);
    }

    [Fact]
    public async Task What_leaves_whole_is_not_for_auditors_and_a_denial_speaks_of_the_account()
    {
        Assert.Equal("InvalidInput", await Refused(await PeopleTenant.New(), new { scopes = new[] { "platform.read", "platform.export" }, expiresAt = Tomorrow }));
        var answer = await (await Invited("platform.read-audit")).Tenant.Send("audra", "{ users { name } }");
        Assert.Contains("which your auditor's account does not have", answer.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_may_ask_who_they_are_and_what_they_may_whatever_that_is()
    {
        var people = await Invited("platform.read-audit");
        var known = await people.Tenant.Ask("audra", "{ me { name } myPermissions }");
        Assert.Equal("Audra", known.GetProperty("me").GetProperty("name").GetString());
        Assert.Equal("""["platform.read-audit"]""", known.GetProperty("myPermissions").GetRawText());
        Assert.Equal("FORBIDDEN", await people.ErrorOf("audra", "{ tenant { name } }"));
    }

    [Fact]
    public async Task Everything_that_they_look_at_is_in_the_trail()
    {
        var people = await Invited("platform.read-audit", "platform.read");
        var lib = await people.User("Lib");
        await people.Tenant.Ask("audra", $"{{ auditEntries(first: 1, where: {{ actor: \"{lib}\" }}) {{ nodes {{ id }} }} users {{ name }} }}");
        await people.Tenant.Ask("audra", $"{{ node(id: \"{lib}\") {{ id }} }}");
        await Get(people, "audra", "/audit.ndjson?subject=" + lib);
        var looks = (await people.Tenant.Ask("admin", Trail)).GetProperty("auditEntries").GetProperty("nodes").EnumerateArray()
            .Where(e => e.GetProperty("actorName").GetString() == "Audra")
            .Select(e => $"{e.GetProperty("action").GetString()} {string.Join(',', e.GetProperty("subjects").EnumerateArray())}").ToList();
        Assert.Contains($"auditEntries {lib}", looks);
        Assert.Contains("users ", looks);
        Assert.Contains($"node {lib}", looks);
        Assert.Contains($"exportAudit {lib}", looks);
    }

    [Fact]
    public async Task Of_the_trail_they_see_the_period_that_was_named_in_lists_and_exports()
    {
        var people = await PeopleTenant.New();
        await people.Tenant.Do("librarian", "addBook", new { title = "Before" }, "book { title }");
        var from = TimeProvider.System.GetUtcNow();
        await people.Tenant.Do("librarian", "addBook", new { title = "Within" }, "book { title }");
        await Invite(people, new { scopes = new[] { "platform.read-audit" }, expiresAt = from.AddDays(3), entriesFrom = from });
        var shown = (await people.Tenant.Ask("audra", Trail)).GetProperty("auditEntries").GetProperty("nodes").EnumerateArray().ToList();
        Assert.Single(shown, e => e.GetProperty("action").GetString() == "AddBook");
        Assert.All(shown, e => Assert.True(e.GetProperty("at").GetDateTimeOffset() >= from));
        var lines = (await Get(people, "audra", "/audit.ndjson?from=2000-01-01T00:00:00Z")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, l => Assert.True(JsonElement.Parse(l).GetProperty("at").GetDateTimeOffset() >= from));
        Assert.Single(lines, l => l.Contains("\"AddBook\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_the_end_they_are_refused_at_once()
    {
        var people = await Invited("platform.read-audit");
        Assert.Null(await people.ErrorOf("audra", Trail));
        await people.Tenant.Forward(TimeSpan.FromDays(3));
        Assert.Equal("ACCOUNT_EXPIRED", await people.ErrorOf("audra", Trail));
        Assert.Equal((HttpStatusCode.Forbidden, true), (await Get(people, "audra", "/audit.ndjson")) is var (status, text) ? (status, text.Contains("ACCOUNT_EXPIRED", StringComparison.Ordinal)) : default);
    }

    [Fact]
    public async Task Nobody_lets_an_auditor_see_what_they_may_not_see_themselves()
    {
        var people = await PeopleTenant.New();
        Assert.Equal("GrantsBeyondOwn", await Refused(people, new { scopes = new[] { "shelf.read" }, expiresAt = Tomorrow }));
        Assert.Equal("UnknownScopes", await Refused(people, new { scopes = new[] { "sky.fly" }, expiresAt = Tomorrow }));
        Assert.Equal("InvalidInput", await Refused(people, new { scopes = Array.Empty<string>(), expiresAt = Tomorrow }));
        Assert.Equal("InvalidInput", await Refused(people, new { scopes = new[] { "platform.read" }, expiresAt = Tomorrow.AddDays(-2) }));
        Assert.Equal("InvalidInput", await Refused(people, new { scopes = new[] { "platform.read" }, expiresAt = Tomorrow.AddDays(400) }));
    }

    [Fact]
    public async Task An_auditor_holds_no_role()
    {
        var people = await Invited("platform.read");
        var refused = await people.Refused("giveRole", new { user = await AuditorTenant.Id(people), role = "librarian" }, PeopleTenant.Change);
        Assert.Equal("AuditorHoldsNoRole", refused);
    }

    internal static DateTimeOffset Tomorrow => TimeProvider.System.GetUtcNow().AddDays(1);

    internal static async Task<PeopleTenant> Invited(params string[] scopes)
    {
        var people = await PeopleTenant.New();
        await Invite(people, new { scopes, expiresAt = TimeProvider.System.GetUtcNow().AddDays(2) });
        return people;
    }

    private static async Task Invite(PeopleTenant people, object terms)
    {
        await people.Tenant.Do("admin", "inviteAuditor", Input(terms), PeopleTenant.Invitation);
        Assert.Equal(HttpStatusCode.OK, (await people.Accept(people.Code("audra@state.example"), "audra")).Status);
    }

    private static Task<string?> Refused(PeopleTenant people, object terms) => people.Refused("inviteAuditor", Input(terms), PeopleTenant.Invitation);

    private static object Input(object terms) => new { name = "Audra", mail = "audra@state.example", purpose = "Licensing review", terms };

    private static async Task<(HttpStatusCode Status, string Text)> Get(PeopleTenant people, string subject, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", people.Tenant.Host.Token(people.Tenant.Tenant.Slug, subject));
        using var response = await people.Tenant.Host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}

public sealed class ChangeAuditorTests
{
    [Fact]
    public async Task The_end_can_be_moved_and_the_scopes_named_anew()
    {
        var people = await InviteAuditorTests.Invited("platform.read-audit");
        var user = await AuditorTenant.Id(people);
        await people.Tenant.Forward(TimeSpan.FromDays(3));
        var terms = new { scopes = new[] { "platform.read" }, expiresAt = TimeProvider.System.GetUtcNow().AddDays(5) };
        var changed = await people.Tenant.Do("admin", "changeAuditor", new { user, terms, expectedVersion = 1 }, "auditor { version scopes user { name } }");
        Assert.Equal(2, changed.GetProperty("version").GetInt32());
        Assert.Null(await people.ErrorOf("audra", "{ users { name } }"));
        Assert.Equal("FORBIDDEN", await people.ErrorOf("audra", "{ auditEntries(first: 1) { nodes { id } } }"));
        Assert.Equal("VersionConflict", await people.Refused("changeAuditor", new { user, terms, expectedVersion = 1 }, "auditor { version }"));
        Assert.Equal("NotFound", await people.Refused("changeAuditor", new { user = await people.User("Lib"), terms }, "auditor { version }"));
    }

    [Fact]
    public async Task Deactivating_ends_the_account_now()
    {
        var people = await InviteAuditorTests.Invited("platform.read-audit");
        await people.Tenant.Do("admin", "deactivateUser", new { user = await AuditorTenant.Id(people) }, "user { id }");
        Assert.Equal("USER_UNKNOWN", await people.ErrorOf("audra", "{ auditEntries(first: 1) { nodes { id } } }"));
    }
}

internal static class AuditorTenant
{
    public static async Task<string> Id(PeopleTenant people) => (await people.Tenant.Ask("admin", "{ auditors { nodes { user { id } } } }"))
        .GetProperty("auditors").GetProperty("nodes")[0].GetProperty("user").GetProperty("id").GetString()!;
}
