using System.Text.Json;
using CarePlatform.GraphQL;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>Signs open connections in: by the request's token, or for a socket by the one in its first message.</summary>
internal sealed class CallerSessions(IServiceScopeFactory scopes, SchemaViews views, Callers callers, RefusedTokens refused, TimeProvider world)
{
    /// <summary>The session of a caller whose token is good; refuses any other with the reason.</summary>
    public async ValueTask<LiveSession> Open(LiveRequest request, CancellationToken ct)
    {
        var signedIn = request.Transport is LiveTransport.Socket && TokenIn(request.Payload) is { } token
            ? await SignInBy(token)
            : await request.Http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (signedIn.Principal is not { Identity.IsAuthenticated: true } user)
        {
            if (signedIn.Failure is { } why)
            {
                if (refused.Count(request.Http) is { Ticks: > 0 } wait)
                {
                    throw new GraphQLException(RefusedTokens.Words(wait), RefusedTokens.Code);
                }

                await SignIn.Note(request.Http, TokenOf(request), why);
            }

            throw new GraphQLException(
                signedIn.Failure is { } failure
                    ? SignIn.WhyRefused(failure)
                    : "This needs a token. Send as payload of connection_init: {\"authorization\": \"Bearer <token>\"}.",
                "UNAUTHENTICATED");
        }

        try
        {
            var caller = await callers.Find(user, ct);
            return RequestPurpose.TryRead(request.Http.Request, out var stated)
                ? new CallerSession(scopes, views, callers, world, user, signedIn.Properties?.ExpiresUtc, caller, stated ?? caller.Purpose)
                : throw new GraphQLException(RequestPurpose.Unknown, "PURPOSE_UNKNOWN");
        }
        catch (GraphQLException unknown)
        {
            await SignIn.Note(request.Http, user, (string)unknown.Error.Extensions!["code"]!);
            throw;
        }
    }

    private static string TokenOf(LiveRequest request) =>
        (request.Transport is LiveTransport.Socket ? TokenIn(request.Payload) : null) ?? request.Http.Request.Headers.Authorization.ToString();

    private static string? TokenIn(JsonElement payload) => payload.ValueKind is JsonValueKind.Object
        ? payload.EnumerateObject()
            .Where(p => p.Name.Equals("authorization", StringComparison.OrdinalIgnoreCase) && p.Value.ValueKind is JsonValueKind.String)
            .Select(p => p.Value.GetString()).FirstOrDefault()
        : null;

    // The same handler as for requests, so that what it asks of a token is asked here.
    private async Task<AuthenticateResult> SignInBy(string authorization)
    {
        await using var scope = scopes.CreateAsyncScope();
        var asRequest = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        asRequest.Request.Headers.Authorization = authorization;
        return await asRequest.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
    }
}
