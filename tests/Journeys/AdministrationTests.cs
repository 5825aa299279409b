using System.Text.Json;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Journeys.Tests;

/// <summary>What administrators and operators of an organisation do through the API.</summary>
public sealed class AdministrationTests
{
    public static TheoryData<string> CareModels => [.. TenantPlan.ReadDemo().Select(p => p.CareModel)];

    [Theory]
    [MemberData(nameof(CareModels))]
    public async Task Everybody_of_a_demonstration_tenant_signs_in_and_sees_who_they_are(string careModel)
    {
        var plan = TenantPlan.ReadDemo().Single(p => p.CareModel == careModel);
        var tenant = await TestTenant.From(careModel);

        foreach (var person in plan.Staff)
        {
            var data = await tenant.Ask(person.Subject, """
                { me { name roles teams { key } supervisor { name } } myPermissions
                  tenant { slug careModel { key } timeZone sandbox now } }
                """);
            var me = data.GetProperty("me");
            Assert.Equal(person.Name, me.GetProperty("name").GetString());
            Assert.Equal(person.Roles.Order(), Texts(me.GetProperty("roles")));
            Assert.Equal(
                person.Supervisor is null ? null : plan.Staff.Single(s => s.Subject == person.Supervisor).Name,
                me.GetProperty("supervisor") is { ValueKind: JsonValueKind.Object } supervisor ? supervisor.GetProperty("name").GetString() : null);
            Assert.Contains("platform.read", Texts(data.GetProperty("myPermissions")));
            Assert.Equal(careModel, data.GetProperty("tenant").GetProperty("careModel").GetProperty("key").GetString());
        }
    }

    [Fact]
    public async Task The_directory_shows_people_teams_sites_and_partners()
    {
        var plan = TenantPlan.ReadDemo().Single(p => p.Slug == "harbor");
        var tenant = await TestTenant.From(plan.CareModel);

        var data = await tenant.Ask("intake-worker", """
            { users { id name away active } teams { key site { name } members { name } } sites { id key timeZone } organisations { id name kind } }
            """);

        Assert.Equal(plan.Staff.Select(s => s.Name).Order(StringComparer.Ordinal), Names(data, "users"));
        Assert.Equal(plan.Sites.Select(s => s.Key).Order(), data.GetProperty("sites").EnumerateArray().Select(s => s.GetProperty("key").GetString()).Order());
        Assert.Equal(plan.Partners.Select(p => p.Name).Order(StringComparer.Ordinal), Names(data, "organisations"));
        var user = data.GetProperty("users")[0];
        var node = await tenant.Ask("intake-worker", "query($id: ID!) { node(id: $id) { ... on User { name } } }", new { id = user.GetProperty("id").GetString() });
        Assert.Equal(user.GetProperty("name").GetString(), node.GetProperty("node").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Everything_of_an_organisation_leaves_whole_but_for_notes_of_classes_E_and_F()
    {
        var tenant = await TestTenant.From("ambulatory-intensive");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/export.zip");
        request.Headers.Authorization = new("Bearer", tenant.Host.Token(tenant.Tenant.Slug, "admin"));
        using var response = await tenant.Host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        var file = Path.Combine(Path.GetTempPath(), $"{tenant.Tenant.Slug}.zip");
        try
        {
            await File.WriteAllBytesAsync(file, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
            await using var archive = await System.IO.Compression.ZipFile.OpenReadAsync(file, TestContext.Current.CancellationToken);
            Assert.NotNull(archive.GetEntry("intake/clients.ndjson"));
            Assert.Null(archive.GetEntry("intake/protected_notes.ndjson"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_feature_is_previewed_switched_off_gone_from_the_schema_and_switched_back()
    {
        var tenant = await TestTenant.From("ambulatory-intensive");
        var preview = await tenant.Ask("admin", """{ previewFeatures(off: ["intake.scheduling"]) { turnsOn turnsOff } }""");
        var change = await tenant.Do("admin", "switchFeature", new { feature = "intake.scheduling", on = false }, "featureChange { turnsOn turnsOff }");

        Assert.Equal(Texts(preview.GetProperty("previewFeatures").GetProperty("turnsOff")), Texts(change.GetProperty("turnsOff")));
        Assert.Contains("intake.scheduling", Texts(change.GetProperty("turnsOff")));
        Assert.DoesNotContain("bookAppointment", await Mutations(tenant));

        await tenant.Do("admin", "switchFeature", new { feature = "intake.scheduling", on = true }, "featureChange { turnsOn }");
        Assert.Contains("bookAppointment", await Mutations(tenant));
    }

    [Fact]
    public async Task An_organisation_changes_its_care_model()
    {
        var tenant = await TestTenant.From("ambulatory-intensive");
        await tenant.Do("admin", "chooseCareModel", new { careModel = "community-coalition" }, "featureChange { turnsOff }");

        var data = await tenant.Ask("admin", "{ tenant { careModel { title } } features { key on } careModels { key title features } }");
        Assert.Equal("Community coalition", data.GetProperty("tenant").GetProperty("careModel").GetProperty("title").GetString());
        Assert.Equal(3, data.GetProperty("careModels").GetArrayLength());
        Assert.Contains(data.GetProperty("features").EnumerateArray(), f => !f.GetProperty("on").GetBoolean());

        var refusal = (await tenant.Refused("admin", "chooseCareModel", new { careModel = "desert" }, "featureChange { turnsOff }"))[0];
        Assert.Equal("platform.unknown_care_model", refusal.GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_clock_of_a_sandbox_moves_forward_and_never_back()
    {
        var tenant = await TestTenant.From("wraparound");
        var before = await Now(tenant);
        await tenant.Do("supervisor", "moveClock", new { by = "P2DT3H" }, "tenant { now }");

        Assert.True(await Now(tenant) - before >= TimeSpan.FromHours(51));
        var refusal = (await tenant.Refused("supervisor", "moveClock", new { to = before }, "tenant { now }"))[0];
        Assert.Equal(("platform.clock_moves_forward_only", "input.to"), (refusal.GetProperty("code").GetString(), refusal.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task Who_may_not_administer_is_denied()
    {
        var tenant = await TestTenant.From("wraparound");
        var answer = await tenant.Send("intake-worker", """mutation { switchFeature(input: { feature: "intake", on: false }) { errors { code } } }""");

        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_was_done_is_found_in_the_audit_trail_and_the_trail_is_intact()
    {
        var tenant = await TestTenant.From("ambulatory-intensive");
        await tenant.Do("admin", "switchFeature", new { feature = "intake.scheduling", on = false }, "featureChange { turnsOff }");

        var data = await tenant.Ask("admin", """
            { auditEntries(first: 5, where: { action: "SwitchFeature" }) { nodes { action kind outcome actorName actor { name } at subjects correlation } }
              verifyAudit { intact links waiting head problem } }
            """);

        var entry = Assert.Single(data.GetProperty("auditEntries").GetProperty("nodes").EnumerateArray());
        Assert.Equal(("WRITE", "done"), (entry.GetProperty("kind").GetString(), entry.GetProperty("outcome").GetString()));
        Assert.Equal(entry.GetProperty("actorName").GetString(), entry.GetProperty("actor").GetProperty("name").GetString());
        Assert.True(data.GetProperty("verifyAudit").GetProperty("intact").GetBoolean());
    }

    private static async Task<DateTimeOffset> Now(TestTenant tenant) =>
        (await tenant.Ask("supervisor", "{ tenant { now } }")).GetProperty("tenant").GetProperty("now").GetDateTimeOffset();

    private static async Task<IEnumerable<string?>> Mutations(TestTenant tenant) => Names(
        (await tenant.Ask("admin", "{ __schema { mutationType { fields { name } } } }")).GetProperty("__schema").GetProperty("mutationType"), "fields");

    private static IEnumerable<string?> Names(JsonElement parent, string list) =>
        [.. parent.GetProperty(list).EnumerateArray().Select(e => e.GetProperty("name").GetString())];

    private static IEnumerable<string?> Texts(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetString())];
}
