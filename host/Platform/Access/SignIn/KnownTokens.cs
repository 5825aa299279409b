using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CarePlatform.Platform;

/// <summary>
/// Validates tokens, and for a short while knows those that were good again: an app sends the same one with every request. A key that
/// its authority has taken back is trusted so much longer at most; what the person may do, and whether an API client still works, is
/// asked anew each time.
/// </summary>
/// <param name="issuers">Decides what a token is held against; without it the handler's own parameters hold.</param>
internal sealed class KnownTokens(TimeProvider world, TrustedIssuers? issuers = null) : JsonWebTokenHandler
{
    /// <summary>How long a token is known.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(30);

    // Beyond it all are forgotten: nobody has that many callers within half a minute.
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, (TokenValidationResult Result, KnownPrincipal Bearer, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>Whose token this is and until when it holds, if it was good a moment ago; null when it is to be validated.</summary>
    public (KnownPrincipal Bearer, DateTimeOffset ValidTo)? Find(string token) =>
        _known.TryGetValue(token, out var known) && world.GetUtcNow() < known.Until ? (known.Bearer, ValidTo(known.Result)) : null;

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var now = world.GetUtcNow();
        if (_known.TryGetValue(token, out var known))
        {
            if (now < known.Until)
            {
                return known.Result;
            }

            _known.TryRemove(token, out _);
        }

        var result = await Validate(token, validationParameters);
        if (result.IsValid)
        {
            Remember(token, result, now);
        }

        return result;
    }

    private async Task<TokenValidationResult> Validate(string token, TokenValidationParameters usual)
    {
        try
        {
            return (issuers is null ? usual : await issuers.ParametersFor(token, CancellationToken.None)) is { } parameters
                ? await base.ValidateTokenAsync(token, parameters)
                : Refused(new SecurityTokenInvalidIssuerException("Nobody here trusts the issuer of the token."));
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenMalformedException)
        {
            return Refused(malformed);
        }
    }

    private static TokenValidationResult Refused(Exception why) => new() { IsValid = false, Exception = why };

    private void Remember(string token, TokenValidationResult result, DateTimeOffset now)
    {
        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        // Never beyond its own end: whoever comes later is told that it has expired.
        var ends = ValidTo(result);
        _known[token] = (result, new KnownPrincipal(result.ClaimsIdentity), ends < now + KnownFor ? ends : now + KnownFor);
    }

    private static DateTimeOffset ValidTo(TokenValidationResult good) => new(good.SecurityToken.ValidTo, TimeSpan.Zero);
}
