using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>An OpenID Connect authority at an address of its own, as a tenant would bring one.</summary>
internal sealed class LocalAuthority : IAsyncDisposable
{
    private readonly WebApplication _app;
    private RSA _rsa = RSA.Create(2048);
    private int _number = 1;

    private LocalAuthority(WebApplication app) => _app = app;

    public string Issuer { get; private set; } = "";

    public static async Task<LocalAuthority> Start(string? says = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var authority = new LocalAuthority(builder.Build());
        authority._app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = says ?? authority.Issuer, jwks_uri = authority.Issuer + "/keys" }));
        authority._app.MapGet("/keys", () => Results.Json(new { keys = new[] { authority.Jwk() } }));
        await authority._app.StartAsync(TestContext.Current.CancellationToken);
        authority.Issuer = authority._app.Urls.First();
        return authority;
    }

    /// <summary>A token for this person, with these claims beside.</summary>
    public string Token(string subject, string audience = "careplatform", params IEnumerable<(string Type, object Value)> claims)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            IssuedAt = now,
            Expires = now.AddHours(1),
            Claims = claims.Append(("sub", subject)).ToDictionary(c => c.Item1, c => c.Item2),
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(_rsa) { KeyId = Kid }, SecurityAlgorithms.RsaSha256),
        });
    }

    /// <summary>From now on it signs with another key.</summary>
    public void ChangeKey() => (_rsa, _number) = (RSA.Create(2048), _number + 1);

    /// <summary>Its public key in the form in which it is published.</summary>
    public byte[] PublicKey => _rsa.ExportSubjectPublicKeyInfo();

    public string Kid => $"key-{_number}";

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }

    private object Jwk()
    {
        var key = _rsa.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", kid = Kid, n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) };
    }
}
