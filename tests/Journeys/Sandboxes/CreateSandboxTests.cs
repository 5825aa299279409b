using System.Text.Json;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Journeys.Tests.Sandboxes;

public sealed class CreateSandboxTests
{
    public static TheoryData<string> CareModels => [.. TenantPlan.ReadDemo().Select(p => p.CareModel)];

    [Theory]
    [MemberData(nameof(CareModels))]
    public async Task An_administrator_founds_a_sandbox_with_people_staff_partners_and_a_program(string careModel)
    {
        var sandbox = await SomeSandbox.Found(careModel: careModel);

        Assert.Equal("OPEN", sandbox.Shown.GetProperty("status").GetString());
        var data = await sandbox.Ask(null, "{ tenant { slug sandbox expiresAt careModel { key } } organisations { name } users { name } clients(first: 5) { nodes { name } } }");
        var tenant = data.GetProperty("tenant");
        Assert.Equal((sandbox.Shown.GetProperty("slug").GetString(), true, careModel),
            (tenant.GetProperty("slug").GetString(), tenant.GetProperty("sandbox").GetBoolean(), tenant.GetProperty("careModel").GetProperty("key").GetString()));
        Assert.Equal(sandbox.Shown.GetProperty("expiresAt").GetDateTimeOffset(), tenant.GetProperty("expiresAt").GetDateTimeOffset());
        Assert.Equal(5, data.GetProperty("clients").GetProperty("nodes").GetArrayLength());
        Assert.NotEqual(0, data.GetProperty("organisations").GetArrayLength());
        Assert.NotEqual(0, data.GetProperty("users").GetArrayLength());
    }

    [Fact]
    public async Task Its_program_acts_as_each_of_its_people_with_their_permissions()
    {
        var sandbox = await SomeSandbox.Found();

        foreach (var person in sandbox.Shown.GetProperty("people").EnumerateArray())
        {
            var subject = person.GetProperty("subject").GetString()!;
            var data = await sandbox.Ask(subject, person.GetProperty("organisation").ValueKind is JsonValueKind.Null
                ? "{ me { roles } }"
                : "{ ourOrganisation { name } }");
            if (data.TryGetProperty("me", out var me))
            {
                Assert.Equal(person.GetProperty("roles").ToString(), me.GetProperty("roles").ToString());
            }
            else
            {
                Assert.Equal(person.GetProperty("organisation").GetString(), data.GetProperty("ourOrganisation").GetProperty("name").GetString());
            }
        }

        Assert.Equal("unauthorized_client", (await sandbox.Token("nobody")).GetProperty("error").GetString());
        var denied = await sandbox.Send("intake-worker", """mutation { moveClock(input: { by: "P1D" }) { tenant { now } } }""");
        Assert.Equal("FORBIDDEN", denied.Answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        await sandbox.Ask("intake-worker", "{ clients(first: 1) { nodes { name } } }");
        var trail = await sandbox.Ask("admin", "{ auditEntries(first: 50) { nodes { action actorName app } } }");
        var read = trail.GetProperty("auditEntries").GetProperty("nodes").EnumerateArray()
            .First(e => e.GetProperty("actorName").GetString() == "Paloma Reyes-Whitlock");
        Assert.StartsWith("apc_", read.GetProperty("app").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_of_any_other_organisation_acts_as_nobody_but_itself()
    {
        var owner = await TestTenant.From();
        var issued = await owner.Do("admin", "createApiClient", new { name = "Bridge", scopes = new[] { "platform.read" } }, "issuedSecret { client clientId secret }"
            .Replace("client clientId", "clientId client { id }", StringComparison.Ordinal));
        await owner.Do("admin", "approveApiClientScopes", new { client = issued.GetProperty("client").GetProperty("id").GetString(), scopes = new[] { "platform.read" } }, "apiClient { id }");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["requested_subject"] = "admin",
            ["client_id"] = issued.GetProperty("clientId").GetString()!,
            ["client_secret"] = issued.GetProperty("secret").GetString()!,
        });
        using var answer = await owner.Host.Client.PostAsync(new Uri("/oauth/token", UriKind.Relative), form, TestContext.Current.CancellationToken);

        Assert.Contains("unauthorized_client", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        // Not even the database lets a tenant that is no sandbox have such a program.
        await using var real = owner.Host.Database.Administrator.CreateCommand(
            "update platform.api_clients set of_sandbox = true, tenant_id = gen_random_uuid() where name = 'Bridge'");
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => real.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_cannot_be_founded_is_refused()
    {
        var owner = await TestTenant.From();
        var sandbox = await SomeSandbox.Found(owner);

        Assert.Equal("SlugTaken", await Refusal(owner, new { slug = sandbox.Shown.GetProperty("slug").GetString(), careModel = "wraparound" }));
        Assert.Equal("SlugTaken", await Refusal(owner, new { slug = owner.Tenant.Slug, careModel = "wraparound" }));
        Assert.Equal("UnknownCareModel", await Refusal(owner, new { slug = SomeSandbox.Slug(), careModel = "no-such" }));
        Assert.Equal("InvalidInput", await Refusal(owner, new { slug = "Not A Slug", careModel = "wraparound" }));
        Assert.Equal("InvalidInput", await Refusal(owner, new { slug = SomeSandbox.Slug(), careModel = "wraparound", days = 0 }));
        Assert.Equal("InvalidInput", await Refusal(owner, new { slug = SomeSandbox.Slug(), careModel = "wraparound", days = 91 }));
        Assert.Equal("InvalidInput", await Refusal(owner, new { slug = SomeSandbox.Slug(), careModel = "wraparound", timeZone = "Nowhere/Here" }));
        var nested = await sandbox.Ask(
            "admin", """mutation { createSandbox(input: { slug: "never", careModel: "wraparound" }) { errors { __typename } } }""");
        Assert.Equal("SandboxOfSandbox", nested.GetProperty("createSandbox").GetProperty("errors")[0].GetProperty("__typename").GetString());
    }

    [Fact]
    public async Task There_are_only_so_many_sandboxes_for_an_organisation_and_for_an_integrator()
    {
        var host = await TestHost.Of("sandbox-limits", () => LoadedModules.All, recipes: null, migrations: null);
        var options = host.Services.GetRequiredService<SandboxOptions>();
        (options.PerTenant, options.PerClient) = (2, 1);
        var owner = await TestTenant.From(host: host);
        var integrator = await Integrator(owner);

        Assert.Empty(await Errors(integrator));
        Assert.Equal(["TooManySandboxes"], await Errors(integrator));
        await SomeSandbox.Found(owner);
        Assert.Equal("TooManySandboxes", await Refusal(owner, new { slug = SomeSandbox.Slug(), careModel = "wraparound" }));

        // The integrator sees and removes what it has founded; the administrator sees both.
        var own = (await integrator("{ sandboxes { id } }")).GetProperty("sandboxes");
        Assert.Equal(1, own.GetArrayLength());
        var all = (await owner.Ask("admin", "{ sandboxes { id } }")).GetProperty("sandboxes").EnumerateArray().Select(s => s.GetProperty("id").GetString()!).ToList();
        Assert.Equal(2, all.Count);
        var other = all.Single(id => id != own[0].GetProperty("id").GetString());
        Assert.Contains("NotFound", (await integrator($"mutation {{ removeSandbox(input: {{ sandbox: \"{other}\" }}) {{ errors {{ __typename }} }} }}")).ToString(), StringComparison.Ordinal);
    }

    private static async Task<string[]> Errors(Func<string, Task<JsonElement>> integrator) =>
    [
        .. (await integrator($"mutation {{ createSandbox(input: {{ slug: \"{SomeSandbox.Slug()}\", careModel: \"wraparound\" }}) {{ errors {{ __typename }} }} }}"))
            .GetProperty("createSandbox").GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("__typename").GetString()!),
    ];

    // A program of the organisation's own that may found sandboxes.
    private static async Task<Func<string, Task<JsonElement>>> Integrator(TestTenant owner)
    {
        string[] scopes = ["platform.sandboxes"];
        var issued = await owner.Do("admin", "createApiClient", new { name = "Integrator", scopes }, "issuedSecret { clientId secret client { id } }");
        await owner.Do("admin", "approveApiClientScopes", new { client = issued.GetProperty("client").GetProperty("id").GetString(), scopes }, "apiClient { id }");
        return query => OAuth.Ask(owner.Host, issued.GetProperty("clientId").GetString()!, issued.GetProperty("secret").GetString()!, query);
    }

    private static async Task<string> Refusal(TestTenant owner, object input) =>
        (await owner.Refused("admin", "createSandbox", input, "foundedSandbox { sandbox { id } }"))[0].GetProperty("__typename").GetString()!;
}
