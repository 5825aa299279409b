using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CarePlatform.GraphQL;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CarePlatform.Platform;

/// <summary>
/// Where invitations lead. Reading the address shows a page and does nothing; an app that has signed the person in sends the code with
/// the token, once, and from then on the token opens the account.
/// </summary>
internal sealed class InvitationEndpoint(InvitationDesk desk, FailureBrake brake, SignInFailures failures)
{
    public const string Path = "/invitation";

    private const int LongestBody = 4096;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, static () => Results.Content(
            LinkPage.Message(
                "You are invited",
                "Sign in to your organisation's app; it asks for the code that stands in your message, behind the # of this address. Nothing has happened yet."),
            "text/html; charset=utf-8"));
        app.MapPost(Path, static (HttpContext http, InvitationEndpoint endpoint) => endpoint.Accept(http))
            .RequireAuthorization().DisableAntiforgery().WithMetadata(new WithoutSession(), new RequestSizeLimitAttribute(LongestBody));
    }

    private async Task Accept(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        var code = InvitationCode.Read(await Code(http));
        var (address, who) = (SignInFailures.AddressOf(http), code?.Invitation.ToString());
        if (brake.Wait(address, who) is var wait && wait > TimeSpan.Zero)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await SignIn.Refuse(http, StatusCodes.Status429TooManyRequests, "SLOW_DOWN", "Too many attempts failed. Try again in a while.");
            return;
        }

        try
        {
            var accepted = code is { } given ? await desk.Accept(given, http.User, http.RequestAborted) : new InvitationDesk.Accepted(LinkProblem.Unknown);
            if (accepted.IsTaken)
            {
                await SignIn.Refuse(
                    http, StatusCodes.Status409Conflict, "SIGN_IN_TAKEN",
                    "This sign-in belongs to somebody else of the organisation already. Sign in as yourself, or ask an administrator.");
            }
            else if (accepted.Problem is { } problem)
            {
                await Refuse(http, code, accepted.Tenant, problem, address);
            }
            else
            {
                await http.Response.WriteAsJsonAsync(
                    new { status = "accepted", tenant = accepted.Tenant!.Slug, user = accepted.Person!.ToString() }, JsonSerializerOptions.Web, http.RequestAborted);
            }
        }
        catch (GraphQLException refused)
        {
            await SignIn.Note(http, http.User, (string)refused.Error.Extensions!["code"]!);
            await SignIn.Refuse(http, StatusCodes.Status403Forbidden, (string)refused.Error.Extensions!["code"]!, refused.Message);
        }
    }

    private async Task Refuse(HttpContext http, InvitationCode? code, Tenant? tenant, LinkProblem problem, string address)
    {
        brake.Fail(address, code?.Invitation.ToString());
        var status = problem is LinkProblem.Revoked ? "withdrawn" : JsonNamingPolicy.KebabCaseLower.ConvertName(problem.ToString());
        if (tenant is not null && code is { } given)
        {
            await failures.Note(tenant, "invitation", [given.Invitation.ToString()], $"invitation_{status}", http);
        }

        await SignIn.Refuse(
            http, problem is LinkProblem.Unknown ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone, $"INVITATION_{status.ToUpperInvariant()}",
            problem switch
            {
                LinkProblem.Expired => "The invitation has expired. Ask for another one.",
                LinkProblem.Used => "The invitation was accepted before: each opens once. Sign in as you did then, or ask for another one.",
                LinkProblem.Revoked => "The invitation was taken back. Ask whoever sent it.",
                _ => "This is no invitation, or not the newest one. Copy all of the code from the newest message.",
            });
    }

    private static async Task<string?> Code(HttpContext http)
    {
        try
        {
            return http.Request.HasFormContentType
                ? (await http.Request.ReadFormAsync(http.RequestAborted))["invitation"].ToString()
                : (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted))?["invitation"]?.GetValue<string>();
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }
}

/// <summary>On an endpoint for people with a good token whom the tenant may not know yet: no session begins by itself.</summary>
internal sealed class WithoutSession;
