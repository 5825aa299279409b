using System.Text.Json;
using CarePlatform.GraphQL;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace CarePlatform.Platform;

/// <summary>
/// Signs requests in by bearer token: from the configured authority or, in Development, the built-in issuer. A request without
/// a good token never reaches an endpoint that needs one; the answer says what is wrong with it in the form of the API.
/// </summary>
internal static class SignIn
{
    /// <summary>Adds authentication by bearer token.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services, SignInOptions options, BuiltInIssuer? issuer)
    {
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<TimeProvider>(static (bearer, world) =>
        {
            bearer.TokenHandlers.Clear();
            bearer.TokenHandlers.Add(new KnownTokens(world) { MapInboundClaims = false });
        });
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.Authority = options.Authority;
            bearer.Audience = options.Audience;
            bearer.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
            if (issuer is not null)
            {
                bearer.TokenValidationParameters.ValidIssuer = BuiltInIssuer.Name;
                bearer.TokenValidationParameters.IssuerSigningKey = issuer.Key;
            }

            bearer.Events = new JwtBearerEvents { OnChallenge = Challenge };
        });
        return services.AddAuthorization();
    }

    /// <summary>
    /// Finds tenant and person for a signed-in request and begins its session. Answers by itself when there is none.
    /// </summary>
    public static IApplicationBuilder UseSessions(this IApplicationBuilder app) => app.Use(static async (context, next) =>
    {
        if (context.User.Identity?.IsAuthenticated != true)
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
            await Refuse(context, StatusCodes.Status403Forbidden, (string)unknown.Error.Extensions!["code"]!, unknown.Message);
            return;
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

    private static async Task Challenge(JwtBearerChallengeContext challenge)
    {
        challenge.HandleResponse();
        challenge.Response.Headers.WWWAuthenticate = "Bearer";
        await Refuse(challenge.HttpContext, StatusCodes.Status401Unauthorized, "UNAUTHENTICATED", challenge.AuthenticateFailure is { } failure
            ? WhyRefused(failure)
            : "This needs a token. Send it as: Authorization: Bearer <token>.");
    }

    /// <summary>What is wrong with a token, said to whoever sent it.</summary>
    public static string WhyRefused(Exception failure) => failure switch
    {
        SecurityTokenExpiredException => "The token has expired. Sign in again to get a new one.",
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
