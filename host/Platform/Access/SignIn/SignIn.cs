using System.Text.Json;
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
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.MapInboundClaims = false;
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

        var options = context.RequestServices.GetRequiredService<SignInOptions>();
        var tenants = context.RequestServices.GetRequiredService<TenantCatalog>();
        var slug = context.User.FindFirst(options.TenantClaim)?.Value;
        var tenant = slug is null ? null : await tenants.Find(slug, context.RequestAborted);
        if (tenant is null)
        {
            await Refuse(context, StatusCodes.Status403Forbidden, "TENANT_UNKNOWN",
                $"The token names no organisation that is served here. It must carry the claim \"{options.TenantClaim}\".");
            return;
        }

        var subject = context.User.FindFirst(options.SubjectClaim)?.Value ?? "";
        var actor = await context.RequestServices.GetRequiredService<ActorCatalog>().Find(tenant, subject, context.RequestAborted);
        if (actor is null)
        {
            await Refuse(context, StatusCodes.Status403Forbidden, "USER_UNKNOWN",
                "The token is good, but its person is not an active user of this organisation. Ask an administrator.");
            return;
        }

        var session = context.RequestServices.GetRequiredService<Session>();
        // Mutations have sessions of their own; the request's shows.
        session.OnlyReads = true;
        session.Begin(tenant, actor, Guid.CreateVersion7(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()));
        await next(context);
    });

    private static async Task Challenge(JwtBearerChallengeContext challenge)
    {
        challenge.HandleResponse();
        challenge.Response.Headers.WWWAuthenticate = "Bearer";
        await Refuse(challenge.HttpContext, StatusCodes.Status401Unauthorized, "UNAUTHENTICATED", challenge.AuthenticateFailure switch
        {
            null => "This needs a token. Send it as: Authorization: Bearer <token>.",
            SecurityTokenExpiredException => "The token has expired. Sign in again to get a new one.",
            SecurityTokenInvalidAudienceException or SecurityTokenInvalidIssuerException => "The token was made for somebody else: issuer or audience do not fit.",
            _ => "The token cannot be trusted: it is damaged or signed with an unknown key.",
        });
    }

    /// <summary>Answers with one error in the form of a GraphQL response.</summary>
    public static Task Refuse(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/graphql-response+json; charset=utf-8";
        return JsonSerializer.SerializeAsync(
            context.Response.Body, new { errors = new[] { new { message, extensions = new { code } } } }, JsonSerializerOptions.Web, context.RequestAborted);
    }
}
