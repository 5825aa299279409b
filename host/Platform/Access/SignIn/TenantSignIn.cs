using System.Security.Claims;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>How a tenant's people sign in, where it has decided that itself. Kept as JSON in the tenant's row.</summary>
/// <param name="Issuer">The OpenID Connect authority that vouches for its people, and no other does; null for the deployment's.</param>
/// <param name="Audience">What its tokens are made for; null for the deployment's audience.</param>
/// <param name="SubjectClaim">The claim that names the person; null for the deployment's.</param>
/// <param name="MaxTokenMinutes">How old a token may be since its issue (<c>iat</c>); null for as long as it says.</param>
/// <param name="MaxSessionMinutes">How long ago the person may have signed in (<c>auth_time</c>); null for any time.</param>
/// <param name="MfaRequired">Whether everybody signs in with more than one factor.</param>
/// <param name="MfaRoles">The roles whose holders do, if not everybody does.</param>
/// <param name="AcrValues">The <c>acr</c> values each of which shows it.</param>
/// <param name="AmrValues">The <c>amr</c> values each of which shows it; <c>mfa</c> (RFC 8176) when none are named.</param>
public sealed record TenantSignIn(
    string? Issuer = null,
    string? Audience = null,
    string? SubjectClaim = null,
    int? MaxTokenMinutes = null,
    int? MaxSessionMinutes = null,
    bool MfaRequired = false,
    IReadOnlyList<string>? MfaRoles = null,
    IReadOnlyList<string>? AcrValues = null,
    IReadOnlyList<string>? AmrValues = null)
{
    // What RFC 8176 calls authentication with several factors.
    private const string Several = "mfa";

    // Clocks of authorities differ a little.
    private static readonly TimeSpan Skew = TrustedIssuers.Skew;

    /// <summary>What a sign-in lacks that the tenant asks for; null when nothing does.</summary>
    internal GraphQLException? Problem(ClaimsPrincipal user, IReadOnlySet<string> roles, DateTimeOffset now)
    {
        if (MaxTokenMinutes is { } token && !IsWithin(user, "iat", token, now))
        {
            return new GraphQLException(
                $"The token is older than the {token} minutes that this organisation allows. Get a new one.", "TOKEN_TOO_OLD");
        }

        if (MaxSessionMinutes is { } session && !IsWithin(user, "auth_time", session, now))
        {
            return new GraphQLException(
                $"Sign in again: this organisation asks for a sign-in (auth_time) of the last {session} minutes, and the token shows none.", "SIGN_IN_TOO_OLD");
        }

        return !MfaRequired && !(MfaRoles?.Any(roles.Contains) == true) || ShowsSeveralFactors(user)
            ? null
            : new GraphQLException($"Sign in with more than one factor: this organisation asks for {Wanted()} in the token, which has "
                + $"{Shown(user)}.", "MFA_REQUIRED");
    }

    private bool ShowsSeveralFactors(ClaimsPrincipal user) =>
        user.FindAll("acr").Any(c => AcrValues?.Contains(c.Value) == true) || user.FindAll("amr").Any(c => Amr.Contains(c.Value));

    private IReadOnlyList<string> Amr => AmrValues is { Count: > 0 } ? AmrValues : [Several];

    private string Wanted() => string.Join(" or ", (AcrValues ?? []).Select(v => $"acr={v}").Concat(Amr.Select(v => $"amr={v}")));

    private static string Shown(ClaimsPrincipal user) =>
        string.Join(", ", user.Claims.Where(c => c.Type is "acr" or "amr").Select(c => $"{c.Type}={c.Value}"))
            is { Length: > 0 } shown ? shown : "neither acr nor amr";

    private static bool IsWithin(ClaimsPrincipal user, string claim, int minutes, DateTimeOffset now) =>
        long.TryParse(user.FindFirst(claim)?.Value, out var seconds)
        && DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, 0, 253_402_300_799)) + TimeSpan.FromMinutes(minutes) + Skew > now;
}
