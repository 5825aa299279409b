using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.IdentityModel.Tokens;

namespace CarePlatform.Platform;

/// <summary>What programs read to know how to sign in: the metadata of RFC 8414 and the public keys of RFC 7517.</summary>
internal static class OAuthDocuments
{
    private const string KeysPath = "/.well-known/jwks.json";

    private static readonly string[] Methods = ["client_secret_basic", "client_secret_post", "private_key_jwt"];

    public static void MapOAuthDocuments(this IEndpointRouteBuilder app)
    {
        app.MapGet("/.well-known/oauth-authorization-server", static (MachineIssuer issuer, ScopeCatalog scopes) => Results.Json(new
        {
            issuer = issuer.Name,
            token_endpoint = issuer.TokenAddress,
            jwks_uri = issuer.Name + KeysPath,
            response_types_supported = Array.Empty<string>(),
            grant_types_supported = new[] { TokenEndpoint.ClientCredentials },
            token_endpoint_auth_methods_supported = Methods,
            token_endpoint_auth_signing_alg_values_supported = ClientAssertions.Algorithms,
            scopes_supported = scopes.All.Select(s => s.Id),
        }));
        app.MapGet(KeysPath, static async (SigningKeys keys, CancellationToken ct) =>
            Results.Json(new { keys = (await keys.All(ct)).Select(Jwk) }));
    }

    private static object Jwk(SigningKey key)
    {
        var parameters = key.Public.ECDsa.ExportParameters(includePrivateParameters: false);
        return new
        {
            kty = "EC",
            use = "sig",
            alg = SecurityAlgorithms.EcdsaSha256,
            kid = key.Kid,
            crv = "P-256",
            x = Base64UrlEncoder.Encode(parameters.Q.X),
            y = Base64UrlEncoder.Encode(parameters.Q.Y),
        };
    }
}
