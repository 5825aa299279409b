using System.Net;
using System.Text.Json;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class CreateApiClientTests
{
    [Fact]
    public async Task A_program_signs_in_by_the_secret_that_is_shown_once_and_does_what_was_approved()
    {
        var tenant = await MachineTenant.New();
        var kiosk = await tenant.Create(["shelf.read", "shelf.write"]);
        Assert.StartsWith($"{tenant.Tenant.Tenant.Slug}.apc_", kiosk.ClientId);

        var token = await tenant.Token(kiosk);
        var (_, added) = await tenant.Query(token, "mutation { addBook(input: { title: \"Emma\" }) { book { title } errors { code } } }");
        Assert.Equal("Emma", added.GetProperty("data").GetProperty("addBook").GetProperty("book").GetProperty("title").GetString());
        var entry = (await tenant.Tenant.Ask("admin", "{ auditEntries(first: 1, where: { action: \"AddBook\" }) { nodes { actor { id } actorName app } } }"))
            .GetProperty("auditEntries").GetProperty("nodes")[0];
        Assert.Equal((JsonValueKind.Null, "Kiosk", kiosk.Id), (entry.GetProperty("actor").ValueKind, entry.GetProperty("actorName").GetString(), entry.GetProperty("app").GetString()));
        Assert.Equal(JsonValueKind.String, (await tenant.Shown(kiosk)).GetProperty("lastUsedAt").ValueKind);
    }

    [Fact]
    public async Task Its_secret_is_nowhere_in_the_database()
    {
        var tenant = await MachineTenant.New();
        var answer = await tenant.Tenant.Send(
            "admin", "mutation { createApiClient(input: { name: \"Kiosk\", scopes: [\"shelf.read\"] }) { issuedSecret { secret } } }", idempotencyKey: "one");
        var secret = answer.GetProperty("data").GetProperty("createApiClient").GetProperty("issuedSecret").GetProperty("secret").GetString()!;
        var again = await tenant.Tenant.Send(
            "admin", "mutation { createApiClient(input: { name: \"Kiosk\", scopes: [\"shelf.read\"] }) { issuedSecret { secret clientId } } }", idempotencyKey: "one");
        var repeated = again.GetProperty("data").GetProperty("createApiClient").GetProperty("issuedSecret");
        Assert.Equal(JsonValueKind.Null, repeated.GetProperty("secret").ValueKind);
        Assert.Equal(JsonValueKind.String, repeated.GetProperty("clientId").ValueKind);

        await using var command = tenant.Tenant.Host.Database.Administrator.CreateCommand("""
            select (select count(*) from platform.idempotency_keys k where k::text like '%' || $1 || '%')
                 + (select count(*) from platform.api_client_secrets s where s::text like '%' || $1 || '%' or encode(hash, 'escape') like '%' || $1 || '%')
                 + (select count(*) from platform.audit_entries a where a::text like '%' || $1 || '%')
            """);
        command.Parameters.AddWithValue(secret);
        Assert.Equal(0L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_scope_that_is_no_permission_an_end_in_the_past_and_an_organisation_of_others_are_refused()
    {
        var (tenant, other) = (await MachineTenant.New(), await MachineTenant.New());
        Assert.Equal("UnknownScopes", await Refusal(tenant, new { name = "x", scopes = new[] { "shelf.burn" } }));
        Assert.Equal("InvalidInput", await Refusal(tenant, new { name = "x", scopes = new[] { "shelf.read" }, expiresAt = "2020-01-01T00:00:00Z" }));
        Assert.Equal("InvalidInput", await Refusal(tenant, new { name = "x", scopes = Array.Empty<string>() }));
        Assert.Equal("InvalidInput", await Refusal(tenant, new { name = "x", scopes = new[] { "shelf.read" }, budget = 10.0 }));
        Assert.Equal("NotFound", await Refusal(tenant, new { name = "x", scopes = new[] { "shelf.read" }, organisation = await Partners.Id(other.Tenant, "bindery") }));
    }

    [Fact]
    public async Task Only_those_who_may_enter_clients()
    {
        var tenant = await MachineTenant.New();
        var answer = await tenant.Tenant.Send("librarian", "mutation { createApiClient(input: { name: \"x\", scopes: [\"shelf.read\"] }) { issuedSecret { secret } } }");
        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_client_has_the_budget_that_it_was_given()
    {
        var tenant = await MachineTenant.New();
        var token = await tenant.Token(await tenant.Create(["shelf.read"], more: new { budget = 10.0, budgetPerSecond = 0.001 }));
        var (_, first) = await tenant.Query(token, "{ books(first: 7) { nodes { title } } }");
        Assert.Equal(10, first.GetProperty("extensions").GetProperty("cost").GetProperty("capacity").GetDouble());
        Assert.Equal("COST_TOO_HIGH", await tenant.Code(token, "{ books(first: 11) { nodes { title } } }"));
    }

    private static async Task<string?> Refusal(MachineTenant tenant, object input) =>
        (await tenant.Tenant.Refused("admin", "createApiClient", input, "issuedSecret { secret }"))[0].GetProperty("__typename").GetString();
}

public sealed class ChangeApiClientBudgetTests
{
    private const string Books = "{ books(first: 7) { nodes { title } } }";

    [Fact]
    public async Task It_holds_at_once_also_for_tokens_that_were_issued_and_stands_in_the_trail()
    {
        var tenant = await MachineTenant.New();
        var kiosk = await tenant.Create(["shelf.read"], more: new { budget = 10.0, budgetPerSecond = 0.001 });
        var token = await tenant.Token(kiosk);
        Assert.Equal(10, await Capacity());
        var changed = await tenant.Tenant.Do(
            "admin", "changeApiClientBudget", new { client = kiosk.Id, budget = 500.0, budgetPerSecond = 5.0 }, "apiClient { budget budgetPerSecond version }");
        Assert.Equal((500, 5), (changed.GetProperty("budget").GetDouble(), changed.GetProperty("budgetPerSecond").GetDouble()));
        Assert.Equal(500, await Capacity());
        Assert.Equal("VersionConflict", await Refusal(tenant, new { client = kiosk.Id, expectedVersion = changed.GetProperty("version").GetInt32() - 1 }));
        await tenant.Tenant.Do("admin", "changeApiClientBudget", new { client = kiosk.Id }, "apiClient { id }");
        Assert.Equal(new ApiOptions().Budget, await Capacity());
        var trail = (await tenant.Tenant.Ask("admin", $"{{ auditEntries(first: 20, where: {{ action: \"ChangeApiClientBudget\" }}) {{ nodes {{ outcome subjects }} }} }}")).GetRawText();
        Assert.Contains(kiosk.Id, trail, StringComparison.Ordinal);

        async Task<double> Capacity() => (await tenant.Query(token, Books)).Answer.GetProperty("extensions").GetProperty("cost").GetProperty("capacity").GetDouble();
    }

    [Fact]
    public async Task A_budget_comes_back_and_is_of_a_client_that_works_here()
    {
        var (tenant, other) = (await MachineTenant.New(), await MachineTenant.New());
        var kiosk = await tenant.Create(["shelf.read"]);
        Assert.Equal("InvalidInput", await Refusal(tenant, new { client = kiosk.Id, budget = 10.0 }));
        Assert.Equal("InvalidInput", await Refusal(tenant, new { client = kiosk.Id, budget = -1.0, budgetPerSecond = 1.0 }));
        Assert.Equal("NotFound", await Refusal(other, new { client = kiosk.Id }));
        await tenant.Tenant.Do("admin", "revokeApiClient", new { client = kiosk.Id }, "apiClient { id }");
        Assert.Equal("ClientIsRevoked", await Refusal(tenant, new { client = kiosk.Id }));
        var answer = await tenant.Tenant.Send("librarian", $"mutation {{ changeApiClientBudget(input: {{ client: \"{kiosk.Id}\" }}) {{ apiClient {{ id }} }} }}");
        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private static async Task<string?> Refusal(MachineTenant tenant, object input) =>
        (await tenant.Tenant.Refused("admin", "changeApiClientBudget", input, "apiClient { id }"))[0].GetProperty("__typename").GetString();
}

public sealed class ApproveApiClientScopesTests
{
    [Fact]
    public async Task Nothing_works_before_it_is_approved()
    {
        var tenant = await MachineTenant.New();
        var kiosk = await tenant.Create(["shelf.read", "shelf.write"], approved: false);
        var (status, answer) = await tenant.Ask(kiosk);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_scope"), (status, answer.GetProperty("error").GetString()));

        await tenant.Approve(kiosk, "shelf.read");
        (_, answer) = await tenant.Ask(kiosk);
        Assert.Equal("shelf.read", answer.GetProperty("scope").GetString());
        (status, answer) = await tenant.Ask(kiosk, "shelf.write");
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_scope"), (status, answer.GetProperty("error").GetString()));
        var denied = (await tenant.Query(await tenant.Token(kiosk), "mutation { addBook(input: { title: \"x\" }) { book { id } } }")).Answer.GetProperty("errors")[0];
        Assert.Equal("FORBIDDEN", denied.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Contains("is not among the scopes of this token", denied.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_taken_back_is_gone_from_tokens_that_were_issued()
    {
        var tenant = await MachineTenant.New();
        var kiosk = await tenant.Create(["shelf.read", "shelf.write"]);
        var token = await tenant.Token(kiosk);
        Assert.Equal(HttpStatusCode.OK, (await tenant.Query(token, "{ books { nodes { title } } }")).Status);
        await tenant.Approve(kiosk, "shelf.write");
        Assert.Equal("FORBIDDEN", await tenant.Code(token));
    }

    [Fact]
    public async Task More_than_was_asked_for_a_stale_version_and_a_machine_that_approves_are_refused()
    {
        var tenant = await MachineTenant.New();
        var kiosk = await tenant.Create(["shelf.read", "platform.secure"]);
        Assert.Equal("NotRequested", await Refusal(tenant, new { client = kiosk.Id, scopes = new[] { "shelf.write" } }));
        Assert.Equal("VersionConflict", await Refusal(tenant, new { client = kiosk.Id, scopes = new[] { "shelf.read" }, expectedVersion = 9 }));
        var (_, answer) = await tenant.Query(
            await tenant.Token(kiosk), "mutation($c: ID!) { approveApiClientScopes(input: { client: $c, scopes: [\"shelf.read\"] }) { errors { __typename } } }", new { c = kiosk.Id });
        Assert.Equal("NeedsPerson", answer.GetProperty("data").GetProperty("approveApiClientScopes").GetProperty("errors")[0].GetProperty("__typename").GetString());
    }

    private static async Task<string?> Refusal(MachineTenant tenant, object input) =>
        (await tenant.Tenant.Refused("admin", "approveApiClientScopes", input, MachineTenant.Client))[0].GetProperty("__typename").GetString();
}

public sealed class RequestApiClientScopesTests
{
    [Fact]
    public async Task What_is_new_waits_and_what_is_no_longer_asked_for_stops()
    {
        var tenant = await MachineTenant.New();
        var kiosk = await tenant.Create(["shelf.read"]);
        await tenant.Tenant.Do("admin", "requestApiClientScopes", new { client = kiosk.Id, scopes = new[] { "shelf.read", "shelf.write" } }, MachineTenant.Client);
        Assert.Equal("shelf.read", (await tenant.Ask(kiosk)).Answer.GetProperty("scope").GetString());
        await tenant.Tenant.Do("admin", "requestApiClientScopes", new { client = kiosk.Id, scopes = new[] { "shelf.write" } }, MachineTenant.Client);
        Assert.Equal("invalid_scope", (await tenant.Ask(kiosk)).Answer.GetProperty("error").GetString());
        var refused = await tenant.Tenant.Refused("admin", "requestApiClientScopes", new { client = kiosk.Id, scopes = new[] { "no.such" } }, MachineTenant.Client);
        Assert.Equal("UnknownScopes", refused[0].GetProperty("__typename").GetString());
    }
}

public sealed class RotateApiClientSecretTests
{
    [Fact]
    public async Task Two_secrets_open_while_the_program_is_changed_over_and_never_three()
    {
        var tenant = await MachineTenant.New();
        var first = await tenant.Create(["shelf.read"]);
        var second = await tenant.Rotate(first, overlapHours: 24);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), ((await tenant.Ask(first)).Status, (await tenant.Ask(second)).Status));
        var third = await tenant.Rotate(second, overlapHours: 24);
        Assert.Equal(2, (await tenant.Shown(first)).GetProperty("secrets").GetArrayLength());
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.OK), ((await tenant.Ask(first)).Status, (await tenant.Ask(second)).Status, (await tenant.Ask(third)).Status));

        await tenant.Tenant.Do("admin", "moveClock", new { by = "PT25H" }, "tenant { id }");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), ((await tenant.Ask(second)).Status, (await tenant.Ask(third)).Status));
    }

    [Fact]
    public async Task Without_an_overlap_the_secret_before_ends_at_once()
    {
        var tenant = await MachineTenant.New();
        var first = await tenant.Create(["shelf.read"]);
        var second = await tenant.Rotate(first, overlapHours: 0);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), ((await tenant.Ask(first)).Status, (await tenant.Ask(second)).Status));
    }

    [Fact]
    public async Task A_secret_opens_for_a_year()
    {
        var tenant = await MachineTenant.New();
        var kiosk = await tenant.Create(["shelf.read"]);
        await tenant.Tenant.Do("admin", "moveClock", new { by = "P366D" }, "tenant { id }");
        Assert.Equal(HttpStatusCode.Unauthorized, (await tenant.Ask(kiosk)).Status);
        Assert.Equal(HttpStatusCode.OK, (await tenant.Ask(await tenant.Rotate(kiosk, overlapHours: 0))).Status);
    }
}

public sealed class RevokeApiClientTests
{
    [Fact]
    public async Task Tokens_that_it_holds_stop_although_they_were_good_a_moment_ago()
    {
        var tenant = await MachineTenant.New();
        var kiosk = await tenant.Create(["shelf.read"]);
        var token = await tenant.Token(kiosk);
        Assert.Equal(HttpStatusCode.OK, (await tenant.Query(token, "{ books { nodes { title } } }")).Status);
        await tenant.Tenant.Do("admin", "revokeApiClient", new { client = kiosk.Id }, MachineTenant.Client);

        var (status, answer) = await tenant.Query(token, "{ books { nodes { title } } }");
        Assert.Equal((HttpStatusCode.Unauthorized, "CLIENT_REVOKED"), (status, answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString()));
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), ((await tenant.Ask(kiosk)).Status, (await tenant.Ask(kiosk)).Answer.GetProperty("error").GetString()));
        Assert.Contains(await tenant.Failures(), f => f == (kiosk.ClientId, "CLIENT_REVOKED"));
        var refused = await tenant.Tenant.Refused("admin", "rotateApiClientSecret", new { client = kiosk.Id }, "issuedSecret { secret }");
        Assert.Equal("ClientIsRevoked", refused[0].GetProperty("__typename").GetString());
    }

    [Fact]
    public async Task Other_hosts_hear_of_it_and_being_used_tells_nobody()
    {
        var tenant = await MachineTenant.New();
        var kiosk = await tenant.Create(["shelf.read"]);
        await using var connection = await tenant.Tenant.Host.Database.Application.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var heard = new List<string>();
        connection.Notification += (_, told) => heard.Add(told.Payload);
        await using (var listen = new Npgsql.NpgsqlCommand("listen platform_tenants", connection))
        {
            await listen.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var mine = tenant.Tenant.Tenant.Id.Value.ToString();
        await tenant.Query(await tenant.Token(kiosk), "{ books { nodes { title } } }");
        await tenant.Tenant.Do("admin", "revokeApiClient", new { client = kiosk.Id }, MachineTenant.Client);
        while (!heard.Contains(mine))
        {
            await connection.WaitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Single(heard, h => h == mine);
        await using var unlisten = new Npgsql.NpgsqlCommand("unlisten *", connection);
        await unlisten.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_client_with_an_end_stops_by_itself_with_its_tokens()
    {
        var tenant = await MachineTenant.New();
        var end = TimeProvider.System.GetUtcNow().AddDays(1);
        var kiosk = await tenant.Create(["shelf.read"], more: new { expiresAt = end });
        var token = await tenant.Token(kiosk);
        Assert.Equal(HttpStatusCode.OK, (await tenant.Query(token, "{ books { nodes { title } } }")).Status);
        await tenant.Tenant.Do("admin", "moveClock", new { by = "PT25H" }, "tenant { id }");
        Assert.Equal("CLIENT_REVOKED", await tenant.Code(token));
        Assert.Equal(HttpStatusCode.Unauthorized, (await tenant.Ask(kiosk)).Status);
    }
}
