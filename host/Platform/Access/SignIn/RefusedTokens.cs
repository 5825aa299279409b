using Microsoft.AspNetCore.Http;

namespace CarePlatform.Platform;

/// <summary>
/// Slows down whoever sends tokens that are refused: after some from one address each further one doubles the time in which the next gets no
/// reason, only when to come again. Every token is looked at all the same, so that a good one is never held up by bad ones from its address,
/// behind which many may sit. Apart from the brake of secrets and links: bad tokens lock nobody out there.
/// </summary>
internal sealed class RefusedTokens(TimeProvider world, SignInOptions options)
{
    /// <summary>The code of the answer to somebody who has to wait.</summary>
    public const string Code = "SLOW_DOWN";

    private readonly FailureBrake _brake = new(world, options.RefusedTokensOfAddress);

    /// <summary>Counts a refused token, and says how long its address has to wait before the next one is answered; zero when this one is.</summary>
    public TimeSpan Count(HttpContext http)
    {
        var address = SignInFailures.AddressOf(http);
        var wait = _brake.Wait(address, who: null);
        if (wait <= TimeSpan.Zero)
        {
            _brake.Fail(address, who: null);
        }

        return wait;
    }

    /// <summary>What is said to somebody who has to wait.</summary>
    public static string Words(TimeSpan wait) =>
        $"Too many tokens from this address were refused, and this one too. Come again in {Math.Ceiling(wait.TotalSeconds):0} seconds with a token that holds.";
}
