using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class TokenEndpointTests
{
    private static readonly KeyValuePair<string, string> Grant = new("grant_type", "client_credentials");

    [Fact]
    public async Task A_secret_is_taken_from_the_header_or_from_the_form()
    {
        var tenant = await MachineTenant.New();
        var kiosk = await tenant.Create(["shelf.read"]);
        Assert.Equal(HttpStatusCode.OK, (await tenant.Post([Grant], $"{Uri.EscapeDataString(kiosk.ClientId)}:{Uri.EscapeDataString(kiosk.Secret)}")).Status);
        var (_, answer) = await tenant.Ask(kiosk);
        Assert.Equal(("Bearer", 900), (answer.GetProperty("token_type").GetString(), answer.GetProperty("expires_in").GetInt32()));
        var (status, both) = await tenant.Post([Grant, new("client_id", kiosk.ClientId), new("client_secret", kiosk.Secret)], $"{kiosk.ClientId}:{kiosk.Secret}");
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (status, both.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task What_is_asked_wrongly_is_told_as_the_standard_says()
    {
        var tenant = await MachineTenant.New();
        var kiosk = await tenant.Create(["shelf.read"]);
        Assert.Equal("unsupported_grant_type", await Error([new("grant_type", "password")]));
        Assert.Equal("unsupported_grant_type", await Error([]));
        Assert.Equal("invalid_request", await Error([Grant]));
        Assert.Equal("invalid_request", await Error([Grant], "no colon"));
        Assert.Equal("invalid_request", await Error([Grant, new("client_assertion", "x")]));
        Assert.Equal("invalid_client", await Error([Grant, new("client_id", "nobody"), new("client_secret", "x")]));
        Assert.Equal("invalid_client", await Error([Grant, new("client_id", $"nowhere.{kiosk.Id}"), new("client_secret", kiosk.Secret)]));

        async Task<string?> Error(KeyValuePair<string, string>[] form, string? basic = null) =>
            (await tenant.Post(form, basic)).Answer.GetProperty("error").GetString();
    }

    [Fact]
    public async Task A_form_that_is_far_too_long_is_not_read()
    {
        var tenant = await MachineTenant.New();
        using var form = new FormUrlEncodedContent([Grant, new("client_secret", new string('x', 100_000))]);
        using var response = await tenant.Tenant.Host.Client.PostAsync("/oauth/token", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_secret_opens_nothing_in_another_tenant()
    {
        var (tenant, other) = (await MachineTenant.New(), await MachineTenant.New());
        var kiosk = await tenant.Create(["shelf.read"]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.Ask(kiosk with { ClientId = $"{other.Tenant.Tenant.Slug}.{kiosk.Id}" })).Status);
    }

    [Fact]
    public async Task Whoever_tries_secrets_is_slowed_down_and_noted()
    {
        var tenant = await MachineTenant.New();
        var kiosk = await tenant.Create(["shelf.read"]);
        for (var i = 0; i < FailureBrake.OfClient; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await tenant.Ask(kiosk with { Secret = $"guess{i}" })).Status);
        }

        var (status, answer) = await tenant.Ask(kiosk);
        Assert.Equal((HttpStatusCode.TooManyRequests, "slow_down"), (status, answer.GetProperty("error").GetString()));
        var failures = await tenant.Failures();
        Assert.Contains((kiosk.ClientId, "invalid_client"), failures);
        Assert.Contains((kiosk.ClientId, "invalid_client_slowed_down"), failures);
        Assert.Equal(HttpStatusCode.OK, (await tenant.Ask(await tenant.Create(["shelf.read"]))).Status);
    }
}

public sealed class AddApiClientKeyTests
{
    private static readonly KeyValuePair<string, string> Grant = new("grant_type", "client_credentials");

    [Fact]
    public async Task A_program_signs_in_with_its_private_key_once_for_each_assertion()
    {
        var tenant = await MachineTenant.New();
        var kiosk = await tenant.Create(["shelf.read"]);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await Add(tenant, kiosk, Jwk(key, "one"));
        var assertion = Assertion(key, kiosk);
        Assert.Equal(HttpStatusCode.OK, (await Send(tenant, assertion)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Send(tenant, assertion)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Send(tenant, Assertion(key, kiosk, audience: "http://127.0.0.1:5080"))).Status);
    }

    [Fact]
    public async Task An_rsa_key_opens_as_well()
    {
        var tenant = await MachineTenant.New();
        var kiosk = await tenant.Create(["shelf.read"]);
        using var rsa = RSA.Create(2048);
        var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: false)) { KeyId = "rsa" });
        await Add(tenant, kiosk, JsonSerializer.Serialize(new { kty = jwk.Kty, n = jwk.N, e = jwk.E, kid = jwk.Kid }));
        Assert.Equal(HttpStatusCode.OK, (await Send(tenant, Token(kiosk, new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = "rsa" }, SecurityAlgorithms.RsaSha256)))).Status);
    }

    [Fact]
    public async Task An_assertion_of_another_key_for_somebody_else_too_long_or_of_the_past_opens_nothing()
    {
        var tenant = await MachineTenant.New();
        var kiosk = await tenant.Create(["shelf.read"]);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await Add(tenant, kiosk, Jwk(key, "one"));
        Assert.Equal("invalid_client", await Error(Assertion(stranger, kiosk)));
        Assert.Equal("invalid_client", await Error(Assertion(key, kiosk, audience: "https://somebody.example/token")));
        kiosk = await tenant.Create(["shelf.read"]);
        await Add(tenant, kiosk, Jwk(key, "one"));
        Assert.Equal("invalid_client", await Error(Assertion(key, kiosk, holds: TimeSpan.FromHours(2))));
        Assert.Equal("invalid_client", await Error(Assertion(key, kiosk, holds: TimeSpan.FromMinutes(-5))));
        Assert.Equal("invalid_client", await Error(Assertion(key, kiosk, jti: null)));
        var secret = new SymmetricSecurityKey(key.ExportSubjectPublicKeyInfo()) { KeyId = "one" };
        Assert.Equal("invalid_client", await Error(Token(kiosk, new SigningCredentials(secret, SecurityAlgorithms.HmacSha256))));

        async Task<string?> Error(string assertion) => (await Send(tenant, assertion)).Answer.GetProperty("error").GetString();
    }

    [Fact]
    public async Task A_private_key_a_weak_one_and_no_key_at_all_are_refused()
    {
        var tenant = await MachineTenant.New();
        var kiosk = await tenant.Create(["shelf.read"]);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var secret = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(key));
        using var weak = RSA.Create(1024);
        var small = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(weak.ExportParameters(includePrivateParameters: false)));
        Assert.Contains("throw it away", await Problem(JsonSerializer.Serialize(new { kty = "EC", crv = secret.Crv, x = secret.X, y = secret.Y, d = secret.D })));
        Assert.StartsWith("Send an EC key", await Problem(JsonSerializer.Serialize(new { kty = "RSA", n = small.N, e = small.E })));
        Assert.StartsWith("Send an EC key", await Problem("""{"kty":"oct","k":"c2VjcmV0"}"""));
        Assert.StartsWith("This is no JSON Web Key", await Problem("nonsense"));
        await Add(tenant, kiosk, Jwk(key, "one"));
        Assert.Contains("already", await Problem(Jwk(key, "one")));

        async Task<string?> Problem(string jwk) =>
            (await tenant.Tenant.Refused("admin", "addApiClientKey", new { client = kiosk.Id, jwk }, MachineTenant.Client))[0].GetProperty("message").GetString();
    }

    internal static Task<JsonElement> Add(MachineTenant tenant, Machine machine, string jwk) =>
        tenant.Tenant.Do("admin", "addApiClientKey", new { client = machine.Id, jwk }, MachineTenant.Client);

    internal static string Jwk(ECDsa key, string kid)
    {
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(key));
        return JsonSerializer.Serialize(new { kty = "EC", crv = jwk.Crv, x = jwk.X, y = jwk.Y, kid });
    }

    internal static string Assertion(ECDsa key, Machine machine, string? audience = null, TimeSpan? holds = null, string? jti = "new") => Token(
        machine, new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = "one" }, SecurityAlgorithms.EcdsaSha256), audience, holds, jti);

    internal static Task<(HttpStatusCode Status, JsonElement Answer)> Send(MachineTenant tenant, string assertion) =>
        tenant.Post([Grant, new("client_assertion_type", ClientAssertions.Type), new("client_assertion", assertion)]);

    private static string Token(Machine machine, SigningCredentials credentials, string? audience = null, TimeSpan? holds = null, string? jti = "new")
    {
        var now = TimeProvider.System.GetUtcNow();
        var ends = now + (holds ?? TimeSpan.FromMinutes(5));
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = machine.ClientId,
            Audience = audience ?? "http://127.0.0.1:5080/oauth/token",
            Expires = ends.UtcDateTime,
            Claims = new Dictionary<string, object>(jti is null ? [] : [new("jti", Guid.CreateVersion7(now).ToString())]) { ["sub"] = machine.ClientId },
            SigningCredentials = credentials,
        });
    }
}

public sealed class RemoveApiClientKeyTests
{
    [Fact]
    public async Task A_key_that_was_removed_opens_nothing()
    {
        var tenant = await MachineTenant.New();
        var kiosk = await tenant.Create(["shelf.read"]);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var added = await AddApiClientKeyTests.Add(tenant, kiosk, AddApiClientKeyTests.Jwk(key, "one"));
        var id = added.GetProperty("keys")[0].GetProperty("id").GetString();
        var left = await tenant.Tenant.Do("admin", "removeApiClientKey", new { key = id }, MachineTenant.Client);
        Assert.Equal(0, left.GetProperty("keys").GetArrayLength());
        Assert.Equal(HttpStatusCode.Unauthorized, (await AddApiClientKeyTests.Send(tenant, AddApiClientKeyTests.Assertion(key, kiosk))).Status);
        var refused = await tenant.Tenant.Refused("admin", "removeApiClientKey", new { key = id }, MachineTenant.Client);
        Assert.Equal("NotFound", refused[0].GetProperty("__typename").GetString());
    }
}
