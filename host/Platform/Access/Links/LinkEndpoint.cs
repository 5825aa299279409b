using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CarePlatform.Platform;

/// <summary>
/// Where one-time links lead. Reading the address shows a page and does nothing, so that a scanner of mail uses up no link;
/// sending it opens the link, once. Browsers get pages, programs that ask for JSON get JSON.
/// </summary>
internal sealed class LinkEndpoint(LinkDesk desk, FailureBrake brake, SignInFailures failures)
{
    public const string Path = "/link";

    private const string AnswerPath = Path + "/answer";
    private const string SessionField = "session";
    private const string Json = "application/json";
    private const int LongestAnswer = 64 * 1024;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path + "/{token}", static (HttpContext http) => Show(
            http, StatusCodes.Status200OK, new { status = "unopened", open = "POST this address" }, LinkPage.Unopened()));
        app.MapPost(Path + "/{token}", static (HttpContext http, string token, LinkEndpoint endpoint) => endpoint.Open(http, token))
            .DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(LongestAnswer));
        app.MapPost(AnswerPath, static (HttpContext http, LinkEndpoint endpoint) => endpoint.Answer(http))
            .DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(LongestAnswer));
    }

    private async Task Open(HttpContext http, string text)
    {
        var token = LinkToken.Read(text);
        if (await Slow(http, token))
        {
            return;
        }

        var opened = token is { } link ? await desk.Open(link, http.RequestAborted) : new LinkDesk.Opened(LinkProblem.Unknown);
        if (opened.Problem is { } problem)
        {
            await Refuse(http, token, opened.Tenant, problem);
            return;
        }

        var fields = LinkForm.FieldsOf(opened.UseCase!);
        await Show(
            http, StatusCodes.Status200OK,
            new
            {
                status = "open",
                session = opened.Session,
                answer = AnswerPath,
                expiresAt = opened.Ends,
                useCase = opened.UseCase!.Name,
                reference = opened.Subject,
                facts = opened.Facts,
                fields,
            },
            LinkPage.Form(opened.Tenant!, opened.UseCase, opened.Subject!, fields, AnswerPath, opened.Session!, problems: [], opened.Facts));
    }

    private async Task Answer(HttpContext http)
    {
        if (await Body(http) is not { } body)
        {
            await Show(
                http, StatusCodes.Status400BadRequest, new { status = "unreadable" },
                LinkPage.Message("This cannot be read", "Send the form, or JSON, of up to 64 KB."));
            return;
        }

        var text = body[SessionField]?.GetValue<string>();
        body.Remove(SessionField);
        var token = LinkToken.Read(text);
        if (await Slow(http, token))
        {
            return;
        }

        var answered = token is { } session ? await desk.Answer(session, body, http.RequestAborted) : new LinkDesk.Answered(LinkProblem.Unknown);
        if (answered.Problem is { } problem)
        {
            await Refuse(http, token, answered.Tenant, problem);
        }
        else if (answered.Refusals.Count > 0)
        {
            await Show(
                http, StatusCodes.Status422UnprocessableEntity,
                new { status = "refused", errors = answered.Refusals.Select(r => new { code = r.Code, message = r.Message, path = r.Path }) },
                LinkPage.Form(
                    answered.Tenant!, answered.UseCase!, answered.Subject!, LinkForm.FieldsOf(answered.UseCase!), AnswerPath, text!, [.. answered.Refusals.Select(r => r.Message)]));
        }
        else
        {
            await Show(
                http, StatusCodes.Status200OK,
                new
                {
                    status = "answered",
                    next = answered.Next.Select(n => new { useCase = n.UseCase.Name, title = LinkForm.LinkOf(n.UseCase).Title, n.Link.Address, n.Link.ExpiresAt }),
                },
                LinkPage.Answered(answered.Tenant!, answered.Next));
        }
    }

    private async Task<bool> Slow(HttpContext http, LinkToken? token)
    {
        var wait = brake.Wait(SignInFailures.AddressOf(http), token?.Link.ToString());
        if (wait <= TimeSpan.Zero)
        {
            return false;
        }

        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await Show(
            http, StatusCodes.Status429TooManyRequests, new { status = "slow-down" },
            LinkPage.Message("Please wait", "Too many attempts failed. Try again in a while."));
        return true;
    }

    private async Task Refuse(HttpContext http, LinkToken? token, Tenant? tenant, LinkProblem problem)
    {
        brake.Fail(SignInFailures.AddressOf(http), token?.Link.ToString());
        var status = JsonNamingPolicy.KebabCaseLower.ConvertName(problem.ToString());
        if (tenant is not null && token is { } link)
        {
            await failures.Note(tenant, "one-time link", [link.Link.ToString()], $"link_{status}", http);
        }

        await Show(
            http, problem is LinkProblem.Unknown ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone, new { status }, LinkPage.Message(
                "This link does not work",
                problem switch
                {
                    LinkProblem.Expired => "Its time is over. Ask whoever sent it for another one.",
                    LinkProblem.Used => "It has been used: each link opens once. Ask whoever sent it for another one if you still want to answer.",
                    LinkProblem.Revoked => "It was taken back, or a newer one was sent to you. Look for the newest message.",
                    _ => "It is not whole: copy all of it from the message.",
                },
                tenant));
    }

    private static async Task<JsonObject?> Body(HttpContext http)
    {
        try
        {
            if (!http.Request.HasFormContentType)
            {
                return await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted) is JsonObject sent
                    && (sent[SessionField] is null || sent[SessionField] is JsonValue session && session.TryGetValue<string>(out _)) ? sent : null;
            }

            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            return new JsonObject(form.Where(f => f.Value.ToString().Length > 0).Select(f =>
                KeyValuePair.Create<string, JsonNode?>(f.Key, f.Value == LinkForm.Ticked ? true : f.Value.ToString())));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException or BadHttpRequestException or ArgumentException)
        {
            return null;
        }
    }

    private static async Task Show(HttpContext http, int status, object json, string page)
    {
        if (http.Request.Headers.Accept.ToString().Contains(Json, StringComparison.OrdinalIgnoreCase))
        {
            PublicAnswer.Guard(http, status, PublicAnswer.InlineStyles);
            await http.Response.WriteAsJsonAsync(json, JsonSerializerOptions.Web, http.RequestAborted);
            return;
        }

        await PublicAnswer.Send(http, status, page, PublicAnswer.InlineStyles);
    }
}
