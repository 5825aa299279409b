using System.Globalization;
using CarePlatform.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Intake;

/// <summary>
/// The public page of each tenant, <c>/front-door/{tenant}</c>: the form by which anybody asks for help, and the page on which they see
/// what became of it. Nothing is kept by browsers or proxies, and no other page may show it in a frame.
/// </summary>
internal sealed class FrontDoorPages(PublicCalls calls, PublicLimits limits)
{
    private const string Feature = "intake.public-door";
    private const string Css = "CarePlatform.Intake.PublicDoor.door.css";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup("/front-door");
        pages.MapGet("/door.css", Style);
        pages.MapGet("/{tenant}", http => Of(http).ShowForm(http));
        pages.MapPost("/{tenant}", http => Of(http).TakeForm(http));
        pages.MapGet("/{tenant}/outcome", http => Of(http).ShowLookup(http));
        pages.MapPost("/{tenant}/outcome", http => Of(http).ShowOutcome(http));
    }

    private static FrontDoorPages Of(HttpContext http) => http.RequestServices.GetRequiredService<FrontDoorPages>();

    private async Task ShowForm(HttpContext http)
    {
        if (await Begin(http) is { } page)
        {
            await Send(http, page.Html.Form(FormSeal.New(http), Nothing, []), StatusCodes.Status200OK);
        }
    }

    private async Task TakeForm(HttpContext http)
    {
        if (await Begin(http) is not var (html, tenant) || await ReadForm(http) is not { } typed)
        {
            return;
        }

        Task Again(int status, params string[] problems) => Send(http, html.Form(FormSeal.New(http), typed, problems), status);

        if (!limits.Allow(tenant, http))
        {
            await Again(StatusCodes.Status429TooManyRequests, "busy");
            return;
        }

        if (FormSeal.Open(http, typed.GetValueOrDefault("token", "")) is not { } form)
        {
            await Again(StatusCodes.Status400BadRequest, "form");
            return;
        }

        // A trap tells the program from the person, and yet nobody who needs help is turned away without a word.
        var (input, problems) = DoorForm.Read(typed, form, html.Text.Language);
        if (problems.Count > 0)
        {
            await Again(StatusCodes.Status400BadRequest, [.. problems]);
            return;
        }

        var outcome = await calls.Run(tenant, typeof(AskForHelp), input!, http.RequestAborted);
        if (outcome.Refusals is [VersionConflict, ..])
        {
            // The same form was sent twice in one moment: the other one has made the request.
            outcome = await calls.Run(tenant, typeof(AskForHelp), input!, http.RequestAborted);
        }

        await (outcome is { Refusals: [], Value: PublicRequest made }
            ? Send(http, html.Received(made.Reference, made.Secret!, html.Text.Time(made.CallBackBy, tenant.TimeZone)), StatusCodes.Status200OK)
            : Again(StatusCodes.Status400BadRequest, [.. outcome.Refusals.Select(DoorForm.FieldOf).Distinct()]));
    }

    private async Task ShowLookup(HttpContext http)
    {
        if (await Begin(http) is { } page)
        {
            await Send(http, page.Html.Lookup([]), StatusCodes.Status200OK);
        }
    }

    private async Task ShowOutcome(HttpContext http)
    {
        if (await Begin(http) is not var (html, tenant) || await ReadForm(http) is not { } typed)
        {
            return;
        }

        if (!limits.Allow(tenant, http))
        {
            await Send(http, html.Lookup(["busy"]), StatusCodes.Status429TooManyRequests);
            return;
        }

        var outcome = await calls.Read(
            tenant,
            services => PublicOutcome.Find(
                typed.GetValueOrDefault("reference", ""), typed.GetValueOrDefault("secret", ""), services.GetRequiredService<IntakeDb>(),
                services.GetRequiredService<AuditTrail>(), services.GetRequiredService<TenantClock>(), http.RequestAborted),
            http.RequestAborted);
        await (outcome is null
            ? Send(http, html.Lookup(["codes"]), StatusCodes.Status404NotFound)
            : Send(http, html.Outcome(outcome, outcome.At is { } at ? html.Text.Time(at, tenant.TimeZone) : ""), StatusCodes.Status200OK));
    }

    private static readonly Dictionary<string, string> Nothing = [];

    private async Task<(DoorHtml Html, Tenant Tenant)?> Begin(HttpContext http)
    {
        var text = PageText.For([http.Request.Query["lang"].ToString(), .. http.Request.Headers.AcceptLanguage.ToString().Split(',')]);
        if (await calls.Find((string)http.Request.RouteValues["tenant"]!, Feature, http.RequestAborted) is not { } tenant)
        {
            await Send(http, new DoorHtml(text, "", "", Phone: null).NotFound(), StatusCodes.Status404NotFound);
            return null;
        }

        var page = await calls.Read(
            tenant, async services => (await services.GetRequiredService<IntakeDb>().CurrentDoorSettings(http.RequestAborted)).Page, http.RequestAborted);
        return (new DoorHtml(text, tenant.Name, $"/front-door/{tenant.Slug}", page.Phone, tenant.Sandbox), tenant);
    }

    // What is no form, or too long for one, is not read further.
    private async Task<Dictionary<string, string>?> ReadForm(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limits.Options.MostBytes;
        }

        if (http.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return null;
        }

        try
        {
            var form = await http.Request.ReadFormAsync(new FormOptions { ValueCountLimit = 40, ValueLengthLimit = limits.Options.MostBytes }, http.RequestAborted);
            return form.ToDictionary(f => f.Key, f => f.Value.ToString().Trim(), StringComparer.Ordinal);
        }
        catch (BadHttpRequestException tooLong)
        {
            http.Response.StatusCode = tooLong.StatusCode;
            return null;
        }
        catch (InvalidDataException)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return null;
        }
    }

    private static Task Send(HttpContext http, string html, int status)
    {
        if (status == StatusCodes.Status429TooManyRequests)
        {
            http.Response.Headers.RetryAfter = 60.ToString(CultureInfo.InvariantCulture);
        }

        return PublicAnswer.Send(http, status, html, PublicAnswer.OwnStyles);
    }

    private static async Task Style(HttpContext http)
    {
        http.Response.ContentType = "text/css; charset=utf-8";
        http.Response.Headers.CacheControl = "public, max-age=3600";
        await using var css = typeof(FrontDoorPages).Assembly.GetManifestResourceStream(Css)!;
        await css.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
