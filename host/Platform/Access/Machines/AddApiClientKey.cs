using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace CarePlatform.Platform;

/// <summary>Enters a public key of an API client, which then signs in by assertions of its private key (RFC 7523) and needs no secret.</summary>
[Mutation, Requires("platform.clients")]
internal static class AddApiClientKey
{
    private const int SmallestRsa = 2048;

    private const int Most = 5;

    /// <param name="Client">The API client.</param>
    /// <param name="Jwk">The public key as JSON Web Key: EC on P-256, or RSA of 2048 bits or more.</param>
    public sealed record Input(ApiClientId Client, string Jwk);

    /// <summary>This is no public key that can be used.</summary>
    /// <param name="Problem">What is wrong with it.</param>
    public sealed record UnusableKey(string Problem) : Refusal("platform.unusable_key", Problem, "input.jwk");

    public static async Task<Outcome<ApiClient>> Handle(Input input, AccessDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.ApiClients.FirstOrDefaultAsync(c => c.Id == input.Client, ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        if (client.RevokedAt is not null)
        {
            return new ClientIsRevoked();
        }

        if (Read(input.Jwk, out var problem) is not { } jwk)
        {
            return new UnusableKey(problem);
        }

        var known = await db.ApiClientKeys.Where(k => k.ApiClient == input.Client).ToListAsync(ct);
        var kid = jwk.Kid ?? Base64UrlEncoder.Encode(jwk.ComputeJwkThumbprint());
        if (known.Count >= Most || known.Any(k => k.Kid == kid))
        {
            return new UnusableKey(known.Count >= Most
                ? $"A client has up to {Most} keys. Remove one that is no longer used."
                : $"The client has a key \"{kid}\" already. Give the new one another kid.");
        }

        db.Add(new ApiClientKey
        {
            Id = Id.New<ApiClientKeyId>(clock),
            ApiClient = client.Id,
            Kid = kid,
            Jwk = input.Jwk,
            AddedAt = clock.GetUtcNow(),
        });
        return client;
    }

    private static JsonWebKey? Read(string text, out string problem)
    {
        try
        {
            var jwk = new JsonWebKey(text);
            problem = jwk switch
            {
                { HasPrivateKey: true } => "This is a private key, which nobody else should ever have seen: "
                    + "throw it away, make another and send its public half.",
                { Kty: "EC", Crv: "P-256", X: not null, Y: not null } => "",
                { Kty: "RSA", N: not null, E: not null } when jwk.KeySize >= SmallestRsa => "",
                _ => $"Send an EC key on P-256, or an RSA key of {SmallestRsa} bits or more.",
            };
            return problem.Length == 0 && JsonWebKeyConverter.TryConvertToSecurityKey(jwk, out _) ? jwk : null;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or JsonException or FormatException)
        {
            problem = "This is no JSON Web Key (RFC 7517).";
            return null;
        }
    }
}
