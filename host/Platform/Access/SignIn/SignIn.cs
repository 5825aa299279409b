using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using CarePlatform.GraphQL;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CarePlatform.Platform;

/// <summary>
/// Signs requests in by bearer token: of an authority, of this deployment's issuer for machines or, in Development, of the built-in
/// issuer (<see cref="TrustedIssuers"/>). A request without a good token never reaches an endpoint that needs one; the answer says what
/// is wrong with it in the form of the API.
/// </summary>
internal static class SignIn
{
    // What a new sign-in mends; everything else is no matter of the token.
    private static readonly string[] SignInAgain = ["CLIENT_REVOKED", "TOKEN_TOO_OLD", "SIGN_IN_TOO_OLD", "MFA_REQUIRED"];

    /// <summary>Adds authentication by bearer token.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services, PlatformSetup setup)
    {
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<TimeProvider, TrustedIssuers>(static (bearer, world, issuers) =>
            {
                bearer.TokenHandlers.Clear();
                bearer.TokenHandlers.Add(new KnownTokens(world, issuers) { MapInboundClaims = false });
            });
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(static bearer =>
            {
                // Nobody asks for the token again once it was good.
                bearer.SaveToken = false;
                bearer.Events = new JwtBearerEvents { OnMessageReceived = Recognise, OnChallenge = Challenge };
            });
        services.AddSingleton<Authorities>().AddSingleton<TenantIssuers>().AddSingleton<SignInFailures>().AddSingleton<RefusedTokens>()
            .AddSingleton(provider => new FailureBrake(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new TrustedIssuers(
            setup.SignIn, provider.GetRequiredService<MachineIssuer>(), provider.GetRequiredService<Authorities>(),
            provider.GetRequiredService<TenantIssuers>(), setup.Issuer));
        return services.AddAuthorization();
    }

    // A token that was good a moment ago needs none of what its validation needs. Whatever else arrives takes the usual way.
    private static Task Recognise(MessageReceivedContext message)
    {
        const string scheme = "Bearer ";
        if (message.Options.TokenHandlers is [KnownTokens known] && message.Request.Headers.Authorization is [{ } sent]
            && sent.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && known.Find(sent[scheme.Length..].Trim()) is var (bearer, validTo))
        {
            message.Principal = bearer;
            message.Properties.ExpiresUtc = validTo;
            message.Success();
        }

        return Task.CompletedTask;
    }

    /// <summary>Adds what programs, and people without an account, need to enter.</summary>
    public static IServiceCollection AddMachines(this IServiceCollection services, PlatformSetup setup) => services
        .AddSingleton(provider => new SigningKeys(
            setup.Databases, setup.Sealing ?? setup.Issuer?.Sealing, provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SigningKeys>>()))
        .AddSingleton<MachineIssuer>().AddSingleton<ScopeCatalog>().AddSingleton<ApiClientCatalog>()
        .AddSingleton<ClientAssertions>().AddSingleton<ClientSignIn>().AddSingleton<TokenEndpoint>()
        .AddSingleton<LinkDesk>().AddSingleton<LinkEndpoint>().AddSingleton<InvitationDesk>().AddSingleton<InvitationEndpoint>()
        .AddScoped<InvitationLetters>().AddScoped<StaffBook>().AddScoped<RoleBook>().AddScoped<PlaceBook>()
        .AddScoped(static provider => new PartnerCalls(
            provider.GetRequiredService<Session>(), provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<Catalog>(),
            provider.GetRequiredService<UseCasePipeline>()))
        .AddScoped(static provider => new OneTimeLinks(
            provider.GetRequiredService<AccessDb>(), provider.GetRequiredService<Session>(), provider.GetRequiredService<Catalog>(),
            provider.GetRequiredService<SignInOptions>()));

    /// <summary>
    /// Finds tenant and person for a signed-in request and begins its session. Answers by itself when there is none.
    /// </summary>
    public static IApplicationBuilder UseSessions(this IApplicationBuilder app) => app.Use(static async (context, next) =>
    {
        if (context.User.Identity?.IsAuthenticated != true || context.GetEndpoint()?.Metadata.GetMetadata<WithoutSession>() is not null)
        {
            await next(context);
            return;
        }

        Caller caller;
        try
        {
            caller = await context.RequestServices.GetRequiredService<Callers>().Find(context.User, context.RequestAborted);
        }
        catch (GraphQLException unknown)
        {
            await Refuse(context, unknown);
            return;
        }

        if (caller.Tenant.Sandbox)
        {
            // Whoever reads an answer, or keeps it, sees that nothing in it is real.
            context.Response.Headers["CarePlatform-Sandbox"] = "true";
        }

        var session = context.RequestServices.GetRequiredService<Session>();
        // Mutations have sessions of their own; the request's shows.
        session.OnlyReads = true;
        session.Begin(caller.Tenant, caller.Actor, Guid.CreateVersion7(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()));
        if (!RequestPurpose.TryRead(context.Request, out var stated))
        {
            await Refuse(context, StatusCodes.Status400BadRequest, "PURPOSE_UNKNOWN", RequestPurpose.Unknown);
            return;
        }

        session.Purpose = stated ?? caller.Purpose;
        await next(context);
    });

    private static async Task Refuse(HttpContext context, GraphQLException unknown)
    {
        var code = (string)unknown.Error.Extensions!["code"]!;
        if (code == SandboxGate.NotReady)
        {
            await SandboxServices.RefuseEntry(context, unknown.Message);
            return;
        }

        await Note(context, context.User, code);
        if (SignInAgain.Contains(code))
        {
            // RFC 6750 §3.1, and RFC 9470 for what a stronger or later sign-in mends.
            context.Response.Headers.WWWAuthenticate =
                $"Bearer error=\"{(code is "MFA_REQUIRED" or "SIGN_IN_TOO_OLD" ? "insufficient_user_authentication" : "invalid_token")}\"";
        }

        await Refuse(context, SignInAgain.Contains(code) ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden, code, unknown.Message);
    }

    // Nobody vouches for a token that was refused: what it says is noted as a name that was given.
    private static async Task Challenge(JwtBearerChallengeContext challenge)
    {
        challenge.HandleResponse();
        challenge.Response.Headers.WWWAuthenticate = "Bearer";
        if (challenge.AuthenticateFailure is { } why)
        {
            if (challenge.HttpContext.RequestServices.GetRequiredService<RefusedTokens>().Count(challenge.HttpContext) is { Ticks: > 0 } wait)
            {
                await SlowDown(challenge.HttpContext, wait);
                return;
            }

            await Note(challenge.HttpContext, challenge.Request.Headers.Authorization.ToString(), why);
        }

        await Refuse(challenge.HttpContext, StatusCodes.Status401Unauthorized, "UNAUTHENTICATED", challenge.AuthenticateFailure is { } failure
            ? WhyRefused(failure)
            : "This needs a token. Send it as: Authorization: Bearer <token>.");
    }

    private static Task SlowDown(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Refuse(context, StatusCodes.Status429TooManyRequests, RefusedTokens.Code, RefusedTokens.Words(wait));
    }

    /// <summary>Notes in the trail of the tenant that a refused token names that it was refused.</summary>
    /// <param name="authorization">What was sent: <c>Bearer</c> and the token.</param>
    public static Task Note(HttpContext context, string authorization, Exception why) => ClaimsOf(authorization) is { } claimed
        ? Note(context, claimed, why is SecurityTokenExpiredException ? "TOKEN_EXPIRED" : "TOKEN_REFUSED")
        : Task.CompletedTask;

    /// <summary>Notes in the trail of the tenant that a token names that its bearer was refused.</summary>
    public static async Task Note(HttpContext context, ClaimsPrincipal claimed, string code)
    {
        if (await context.RequestServices.GetRequiredService<Callers>().TenantOf(claimed, context.RequestAborted) is { } tenant)
        {
            var options = context.RequestServices.GetRequiredService<SignInOptions>();
            var who = claimed.FindFirst(tenant.SignIn?.SubjectClaim ?? options.SubjectClaim)?.Value ?? "nobody";
            var client = OAuthClientId.TryParse(who, out _, out var id) ? id.ToString() : null;
            await context.RequestServices.GetRequiredService<SignInFailures>().Note(tenant, who, client is null ? [] : [client], code, context);
        }
    }

    private static ClaimsPrincipal? ClaimsOf(string authorization)
    {
        try
        {
            return authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
                ? new ClaimsPrincipal(new ClaimsIdentity(new JsonWebToken(authorization["Bearer ".Length..].Trim()).Claims))
                : null;
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenMalformedException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with a token, said to whoever sent it.</summary>
    public static string WhyRefused(Exception failure) => failure switch
    {
        SecurityTokenExpiredException => "The token has expired. Sign in again to get a new one.",
        SecurityTokenNotYetValidException => "The token does not hold yet: wait, or set the clock of whoever issued it right.",
        SecurityTokenInvalidAudienceException or SecurityTokenInvalidIssuerException => "The token was made for somebody else: issuer or audience do not fit.",
        _ => "The token cannot be trusted: it is damaged or signed with an unknown key.",
    };

    /// <summary>Answers with one error in the form of a GraphQL response.</summary>
    public static Task Refuse(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/graphql-response+json; charset=utf-8";
        return JsonSerializer.SerializeAsync(
            context.Response.Body, new { errors = new[] { new { message, extensions = new { code } } } }, JsonSerializerOptions.Web, context.RequestAborted);
    }
}
