using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>What a token must be, tried with tokens that are almost right.</summary>
public sealed class MachineTokenTests : IAsyncLifetime
{
    private MachineTenant _tenant = null!;
    private Machine _kiosk = null!;
    private JsonWebToken _good = null!;
    private SigningKey _key = null!;

    public async ValueTask InitializeAsync()
    {
        _tenant = await MachineTenant.New();
        _kiosk = await _tenant.Create(["shelf.read"]);
        _good = new JsonWebToken(await _tenant.Token(_kiosk));
        _key = await _tenant.Tenant.Host.Services.GetRequiredService<SigningKeys>().ForSigning(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task One_that_is_right_holds_a_quarter_of_an_hour_and_can_be_verified_by_anybody()
    {
        Assert.Equal(TimeSpan.FromMinutes(15), _good.ValidTo - _good.ValidFrom);
        Assert.Equal(("at+jwt", "ES256"), (_good.Typ, _good.Alg));
        var client = _tenant.Tenant.Host.Client;
        var metadata = JsonElement.Parse(await client.GetStringAsync("/.well-known/oauth-authorization-server", TestContext.Current.CancellationToken));
        Assert.Equal(_good.Issuer, metadata.GetProperty("issuer").GetString());
        Assert.Equal(_good.Issuer + "/oauth/token", metadata.GetProperty("token_endpoint").GetString());
        var keys = new JsonWebKeySet(await client.GetStringAsync(new Uri(metadata.GetProperty("jwks_uri").GetString()!).AbsolutePath, TestContext.Current.CancellationToken));
        Assert.All(keys.Keys, k => Assert.False(k.HasPrivateKey));
        var verified = await new JsonWebTokenHandler().ValidateTokenAsync(_good.EncodedToken, new TokenValidationParameters
        {
            ValidIssuer = metadata.GetProperty("issuer").GetString(),
            ValidAudience = "careplatform",
            IssuerSigningKeys = keys.Keys,
        });
        Assert.True(verified.IsValid);
        Assert.Equal(HttpStatusCode.OK, await Status(_good.EncodedToken));
    }

    [Theory]
    [InlineData("iss", "https://somebody.example")]
    [InlineData("iss", "careplatform-built-in")]
    [InlineData("aud", "somebody-else")]
    public async Task One_of_another_issuer_or_for_another_audience_is_refused(string claim, string value) =>
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(Signed(claims: c => c[claim] = value)));

    [Fact]
    public async Task One_that_has_expired_or_does_not_hold_yet_is_refused()
    {
        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(Signed(claims: c =>
            (c["nbf"], c["exp"]) = (now.AddMinutes(-20).ToUnixTimeSeconds(), now.AddMinutes(-5).ToUnixTimeSeconds()))));
        var (status, answer) = await _tenant.Query(Signed(claims: c =>
            (c["nbf"], c["exp"]) = (now.AddMinutes(5).ToUnixTimeSeconds(), now.AddMinutes(20).ToUnixTimeSeconds())), "{ books { nodes { title } } }");
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.StartsWith("The token does not hold yet", answer.GetProperty("errors")[0].GetProperty("message").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(Signed(claims: c => c.Remove("exp"))));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    public async Task One_without_a_signature_is_refused(string algorithm)
    {
        var header = Encoded(new JsonObject { ["alg"] = algorithm, ["typ"] = "at+jwt", ["kid"] = _key.Kid });
        Assert.Equal(HttpStatusCode.Unauthorized, await Status($"{header}.{_good.EncodedPayload}."));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status($"{header}.{_good.EncodedPayload}.{_good.EncodedSignature}"));
    }

    [Fact]
    public async Task One_whose_secret_is_our_public_key_is_refused()
    {
        // Whoever takes the algorithm from the token would verify this one: the public key is no secret.
        foreach (var secret in new[] { _key.Public.ECDsa.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(_key.Public.ECDsa.ExportSubjectPublicKeyInfoPem()) })
        {
            var credentials = new SigningCredentials(new SymmetricSecurityKey(secret) { KeyId = _key.Kid }, SecurityAlgorithms.HmacSha256);
            Assert.Equal(HttpStatusCode.Unauthorized, await Status(Signed(credentials)));
        }
    }

    [Fact]
    public async Task One_signed_by_another_key_or_changed_after_signing_is_refused()
    {
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(Signed(new SigningCredentials(
            new ECDsaSecurityKey(other) { KeyId = _key.Kid }, SecurityAlgorithms.EcdsaSha256))));
        var payload = JsonNode.Parse(Base64UrlEncoder.Decode(_good.EncodedPayload))!.AsObject();
        payload["scope"] = "shelf.read shelf.write";
        Assert.Equal(HttpStatusCode.Unauthorized, await Status($"{_good.EncodedHeader}.{Encoded(payload)}.{_good.EncodedSignature}"));
    }

    [Fact]
    public async Task One_that_is_no_access_token_is_refused() =>
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(Signed(type: "JWT")));

    [Fact]
    public async Task One_that_names_another_tenant_or_an_earlier_epoch_is_refused()
    {
        var other = await MachineTenant.New();
        Assert.Equal("CLIENT_REVOKED", await _tenant.Code(Signed(claims: c => c["tenant"] = other.Tenant.Tenant.Id.ToString())));
        Assert.Equal("CLIENT_REVOKED", await _tenant.Code(Signed(claims: c =>
            (c["tenant"], c["client_id"]) = (other.Tenant.Tenant.Id.ToString(), _kiosk.ClientId.Replace(_tenant.Tenant.Tenant.Slug, other.Tenant.Tenant.Slug, StringComparison.Ordinal)))));
        Assert.Equal("CLIENT_REVOKED", await _tenant.Code(Signed(claims: c => c["epoch"] = 0)));
        Assert.Equal("CLIENT_REVOKED", await _tenant.Code(Signed(claims: c => c.Remove("epoch"))));
        Assert.Equal("TENANT_UNKNOWN", await _tenant.Code(Signed(claims: c => c["tenant"] = "nowhere")));
    }

    [Fact]
    public async Task Scopes_in_a_token_give_nothing_that_is_not_approved() =>
        Assert.Equal("FORBIDDEN", await _tenant.Code(
            Signed(claims: c => c["scope"] = "shelf.read shelf.write"), "mutation { addBook(input: { title: \"x\" }) { book { id } } }"));

    [Fact]
    public async Task A_person_cannot_be_a_machine_by_claims()
    {
        // The built-in issuer vouches for people: what such a token says of clients and scopes is not looked at.
        var token = _tenant.Tenant.Host.Token(_tenant.Tenant.Tenant.Slug, _kiosk.ClientId);
        Assert.Equal("USER_UNKNOWN", await _tenant.Code(token));
    }

    [Fact]
    public async Task A_refused_token_is_in_the_audit_trail_of_the_tenant_that_it_names_once_a_minute()
    {
        var expired = Signed(claims: c => (c["nbf"], c["exp"]) = (1_700_000_000, 1_700_000_100));
        await Status(expired);
        await Status(expired);
        Assert.Equal((_kiosk.ClientId, "TOKEN_EXPIRED"), Assert.Single(await _tenant.Failures()));
    }

    [Fact]
    public async Task Nobody_fills_a_trail_with_made_up_names()
    {
        for (var i = 0; i < SignInFailures.OfAddress + 5; i++)
        {
            await Status(Signed(claims: c => (c["sub"], c["exp"]) = ($"made up {i}", 1_700_000_100)));
        }

        Assert.Equal(SignInFailures.OfAddress, (await _tenant.Failures()).Count);
    }

    private async Task<HttpStatusCode> Status(string token) => (await _tenant.Query(token, "{ books { nodes { title } } }")).Status;

    // The good token with something changed, signed by the right key unless said otherwise.
    private string Signed(SigningCredentials? credentials = null, Action<Dictionary<string, object>>? claims = null, string type = "at+jwt")
    {
        var all = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Base64UrlEncoder.Decode(_good.EncodedPayload))!
            .ToDictionary(c => c.Key, c => c.Value.ValueKind is JsonValueKind.Number ? c.Value.GetInt64() : (object)c.Value.GetString()!);
        claims?.Invoke(all);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = type,
            Claims = all,
            SigningCredentials = credentials ?? new SigningCredentials(_key.Signing, SecurityAlgorithms.EcdsaSha256),
        });
    }

    private static string Encoded(JsonObject json) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
