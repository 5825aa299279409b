using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>
/// What is too much for an answer of the API: the audit trail as NDJSON, and everything of a tenant as a ZIP file. Both are sent as they
/// come from the database; if something fails on the way the connection breaks off, so that nobody takes a part for the whole.
/// </summary>
internal static class ExportEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/audit.ndjson", Audit).RequireAuthorization();
        app.MapGet("/export.zip", Tenant).RequireAuthorization();
    }

    private static async Task Audit(HttpContext http)
    {
        var session = http.RequestServices.GetRequiredService<Session>();
        if (!await MayRead(http, session, "platform.read-audit"))
        {
            return;
        }

        if (FilterOf(http.Request.Query, out var problem) is not { } filter)
        {
            await SignIn.Refuse(http, StatusCodes.Status400BadRequest, "BAD_USER_INPUT", problem!);
            return;
        }

        Begin(http, "application/x-ndjson", $"{session.Tenant.Slug}-audit.ndjson");
        await OrBreakOff(http, () => http.RequestServices.GetRequiredService<AuditExport>()
            .Write(filter, session, http.Response.BodyWriter, http.RequestAborted));
    }

    private static async Task Tenant(HttpContext http)
    {
        var session = http.RequestServices.GetRequiredService<Session>();
        if (!await MayRead(http, session, "platform.export"))
        {
            return;
        }

        if (session.Actor.Auditor is not null)
        {
            await SignIn.Refuse(http, StatusCodes.Status403Forbidden, "FORBIDDEN", "An auditor's account shows a part of the organisation, never all of it.");
            return;
        }

        Begin(http, "application/zip", $"{session.Tenant.Slug}.zip");
        await OrBreakOff(http, () => http.RequestServices.GetRequiredService<TenantExport>().Write(session, http.Response.Body, http.RequestAborted));
    }

    private static async Task<bool> MayRead(HttpContext http, Session session, string permission)
    {
        if (session.Actor.ReachOf(permission) is Reach.Tenant && session.Actor.Organisation is null)
        {
            return true;
        }

        var denied = DeniedException.Lacks(permission, session.Actor);
        await SignIn.Refuse(http, StatusCodes.Status403Forbidden, denied.Code, denied.Message);
        return false;
    }

    private static void Begin(HttpContext http, string type, string file)
    {
        http.Response.ContentType = type;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{file}\"";
    }

    private static async Task OrBreakOff(HttpContext http, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch when (http.Response.HasStarted)
        {
            http.Abort();
            throw;
        }
    }

    private static AuditFilter? FilterOf(IQueryCollection query, out string? problem)
    {
        string[] known = ["actor", "subject", "action", "from", "until", "outcome", "failed", "app", "kind"];
        problem = query.Keys.FirstOrDefault(k => !known.Contains(k)) is { } unknown ? $"Nobody knows \"{unknown}\": filter by {string.Join(", ", known)}." : null;
        string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
        var (actor, from, until, failed, kind) = ((UserId?)null, (DateTimeOffset?)null, (DateTimeOffset?)null, (bool?)null, (AuditKind?)null);
        foreach (var (name, value) in known.Select(n => (n, Text(n))).Where(p => p.Item2 is not null))
        {
            var understood = name switch
            {
                "actor" => Take(Id.TryParse<UserId>(value, out var id), () => actor = id),
                "from" => Take(Instant(value!, out var at), () => from = at),
                "until" => Take(Instant(value!, out var at), () => until = at),
                "failed" => Take(bool.TryParse(value, out var isSo), () => failed = isSo),
                "kind" => Take(Enum.TryParse<AuditKind>(value, ignoreCase: true, out var given) && Enum.IsDefined(given), () => kind = given),
                _ => true,
            };
            problem ??= understood ? null : $"\"{value}\" cannot be read as {name}: give a user's id, an instant such as 2026-01-31T00:00:00Z, true or false, or read or write.";
        }

        return problem is null ? new AuditFilter(actor, Text("subject"), Text("action"), from, until, Text("outcome"), failed, Text("app"), kind) : null;
    }

    private static bool Take(bool understood, Action take)
    {
        if (understood)
        {
            take();
        }

        return understood;
    }

    private static bool Instant(string text, out DateTimeOffset at) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);
}
