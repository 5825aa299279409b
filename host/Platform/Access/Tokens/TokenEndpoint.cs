using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CarePlatform.Platform;

/// <summary>
/// Where programs get tokens: OAuth 2.0 client credentials (RFC 6749 §4.4). Whatever is wrong with a client or its secret, the answer
/// is the same; the audit trail of its tenant tells more.
/// </summary>
internal sealed class TokenEndpoint(
    TenantCatalog tenants, MachineIssuer issuer, FailureBrake brake, SignInFailures failures, ClientSignIn clients)
{
    public const string Path = "/oauth/token";

    public const string ClientCredentials = "client_credentials";

    private const int LongestForm = 16 * 1024;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost(Path, static (HttpContext http, TokenEndpoint endpoint) => endpoint.Answer(http))
            .DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(LongestForm));

    private async Task Answer(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!issuer.IsReady)
        {
            await Refuse(
                http, StatusCodes.Status503ServiceUnavailable, "server_error", "This deployment signs no tokens yet: its operator must set SignIn__KeyFile.");
            return;
        }

        if (!http.Request.HasFormContentType)
        {
            await Refuse(http, StatusCodes.Status400BadRequest, "invalid_request", "Send a form: application/x-www-form-urlencoded, up to 16 KB.");
            return;
        }

        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception unreadable) when (unreadable is BadHttpRequestException or InvalidDataException)
        {
            await Refuse(http, StatusCodes.Status413PayloadTooLarge, "invalid_request", "The form cannot be read: send up to 16 KB.");
            return;
        }

        if (form["grant_type"] is not [ClientCredentials])
        {
            await Refuse(http, StatusCodes.Status400BadRequest, "unsupported_grant_type", "Only grant_type=client_credentials is served here.");
            return;
        }

        var (credentials, problem) = Platform.ClientCredentials.Read(http.Request, form);
        if (credentials is null)
        {
            await Refuse(http, StatusCodes.Status400BadRequest, "invalid_request", problem!);
            return;
        }

        await Answer(http, credentials, form["scope"].ToString(), form["requested_subject"].ToString());
    }

    private async Task Answer(HttpContext http, ClientCredentials credentials, string scope, string person)
    {
        var address = SignInFailures.AddressOf(http);
        if (brake.Wait(address, credentials.ClientId) is { Ticks: > 0 } wait)
        {
            await Slow(http, wait);
            return;
        }

        var tenant = OAuthClientId.TryParse(credentials.ClientId, out var slug, out var id) ? await tenants.Find(slug, http.RequestAborted) : null;
        ClientSignIn.Answer answer;
        try
        {
            // While a sandbox is emptied and founded again its people come and go.
            answer = tenant?.ClosedAt is not null ? throw new SandboxBusyException() : tenant is null
                ? new ClientSignIn.Answer(ClientSignIn.Result.Unknown)
                : await clients.Try(tenant, id, credentials, Scopes(scope), person.Length > 0 ? person : null, http.RequestAborted);
        }
        catch (SandboxBusyException busy)
        {
            http.Response.Headers.RetryAfter = "2";
            await Refuse(http, StatusCodes.Status503ServiceUnavailable, "temporarily_unavailable", busy.Message);
            return;
        }

        switch (answer.Result)
        {
            case ClientSignIn.Result.Issued:
                brake.Succeed(address, credentials.ClientId);
                await http.Response.WriteAsJsonAsync(
                    new { access_token = answer.Token, token_type = "Bearer", expires_in = (int)answer.Lifetime.TotalSeconds, scope = answer.Scope },
                    http.RequestAborted);
                break;
            case ClientSignIn.Result.PersonRefused:
                await failures.Note(tenant!, credentials.ClientId, [id.ToString()], "unauthorized_client", http);
                await Refuse(http, StatusCodes.Status400BadRequest, "unauthorized_client", answer.Problem!);
                break;
            case ClientSignIn.Result.ScopeRefused:
                await failures.Note(tenant!, credentials.ClientId, [id.ToString()], "invalid_scope", http);
                await Refuse(http, StatusCodes.Status400BadRequest, "invalid_scope", answer.Problem!);
                break;
            default:
                var mustWait = brake.Fail(address, credentials.ClientId);
                if (tenant is not null)
                {
                    await failures.Note(tenant, credentials.ClientId, [id.ToString()], mustWait ? "invalid_client_slowed_down" : "invalid_client", http);
                }

                http.Response.Headers.WWWAuthenticate = credentials.InHeader ? "Basic realm=\"careplatform\"" : default;
                await Refuse(
                    http, StatusCodes.Status401Unauthorized, "invalid_client", "The client is not known here, no longer works, or its secret or assertion is wrong.");
                break;
        }
    }

    private static string[] Scopes(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Task Slow(HttpContext http, TimeSpan wait)
    {
        var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.RetryAfter = seconds;
        return Refuse(http, StatusCodes.Status429TooManyRequests, "slow_down", $"Too many attempts failed. Nothing is looked at for {seconds} seconds.");
    }

    private static Task Refuse(HttpContext http, int status, string error, string description)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { error, error_description = description }, JsonSerializerOptions.Web, http.RequestAborted);
    }
}
