using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>A token that was good is known for a short while, and never beyond its end.</summary>
public sealed class KnownTokensTests
{
    private readonly Clock _clock = new();
    private readonly KnownTokens _tokens;

    public KnownTokensTests() => _tokens = new KnownTokens(_clock);

    [Fact]
    public async Task A_token_that_was_good_a_moment_ago_is_good_without_looking_again()
    {
        var (token, good, _) = Token(TimeSpan.FromHours(1));
        var first = await _tokens.ValidateTokenAsync(token, good);

        Assert.True(first.IsValid);
        Assert.Same(first, await _tokens.ValidateTokenAsync(token, good));
    }

    [Fact]
    public async Task Its_bearer_is_known_with_all_that_the_token_says()
    {
        var (token, good, _) = Token(TimeSpan.FromHours(1));
        Assert.Null(_tokens.Find(token));
        var first = await _tokens.ValidateTokenAsync(token, good);

        var (bearer, validTo) = _tokens.Find(token)!.Value;
        Assert.Equal(first.SecurityToken.ValidTo, validTo.UtcDateTime);
        var searched = new System.Security.Claims.ClaimsPrincipal(first.ClaimsIdentity);
        Assert.All(first.ClaimsIdentity.Claims, c => Assert.Same(searched.FindFirst(c.Type), bearer.FindFirst(c.Type)));
        Assert.Null(bearer.FindFirst("nothing-of-the-kind"));
        _clock.Now += KnownTokens.KnownFor;
        Assert.Null(_tokens.Find(token));
    }

    [Fact]
    public async Task A_key_that_was_taken_back_is_noticed_within_half_a_minute()
    {
        var (token, good, otherKey) = Token(TimeSpan.FromHours(1));
        await _tokens.ValidateTokenAsync(token, good);
        _clock.Now += KnownTokens.KnownFor;

        Assert.False((await _tokens.ValidateTokenAsync(token, otherKey)).IsValid);
    }

    [Fact]
    public async Task A_token_is_not_known_beyond_its_end()
    {
        var (token, good, otherKey) = Token(TimeSpan.FromSeconds(20));
        Assert.True((await _tokens.ValidateTokenAsync(token, good)).IsValid);
        _clock.Now += TimeSpan.FromSeconds(21);

        Assert.False((await _tokens.ValidateTokenAsync(token, otherKey)).IsValid);
    }

    [Fact]
    public async Task A_token_that_was_refused_is_looked_at_again()
    {
        var (token, good, otherKey) = Token(TimeSpan.FromHours(1));

        Assert.False((await _tokens.ValidateTokenAsync(token, otherKey)).IsValid);
        Assert.True((await _tokens.ValidateTokenAsync(token, good)).IsValid);
    }

    // A token, what it is good for, and the same after its key was taken back.
    private (string Token, TokenValidationParameters Good, TokenValidationParameters OtherKey) Token(TimeSpan lifetime)
    {
        var key = new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(64));
        var now = _clock.Now.UtcDateTime;
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "tests",
            Audience = "tests",
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha512),
        });
        return (token, By(key), By(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(64))));

        static TokenValidationParameters By(SecurityKey key) => new() { ValidIssuer = "tests", ValidAudience = "tests", IssuerSigningKey = key };
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
