using System.Buffers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>Writes entries of the audit trail as NDJSON, the earliest first, as they come from the database.</summary>
internal sealed class AuditExport(IServiceScopeFactory scopes)
{
    private const int SentFrom = 64 * 1024;

    private static readonly JsonWriterOptions Whole = new() { SkipValidation = true };

    /// <summary>Notes in the trail that it is exported, and then exports it: whoever hangs up is noted all the same.</summary>
    public async Task Write(AuditFilter filter, Session caller, System.IO.Pipelines.PipeWriter to, CancellationToken ct)
    {
        await Note(filter, caller, ct);
        await using var scope = Begin(caller);
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.OnlyReads = true;
        await session.OpenAsync(ct);
        var entries = filter.Of(scope.ServiceProvider.GetRequiredService<AuditDb>().AuditEntries, caller.Actor).OrderBy(e => e.At).ThenBy(e => e.Id);
        var lines = new ArrayBufferWriter<byte>(SentFrom * 2);
        await using var json = new Utf8JsonWriter(lines, Whole);
        await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(ct))
        {
            Line(json, entry);
            json.Flush();
            json.Reset();
            lines.Write("\n"u8);
            if (lines.WrittenCount >= SentFrom)
            {
                await to.WriteAsync(lines.WrittenMemory, ct);
                lines.ResetWrittenCount();
            }
        }

        await to.WriteAsync(lines.WrittenMemory, ct);
    }

    private async Task Note(AuditFilter filter, Session caller, CancellationToken ct)
    {
        await using var scope = Begin(caller);
        var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        trail.Write("exportAudit", [.. filter.Named], "done");
        await trail.FlushAsync(ct);
        await scope.ServiceProvider.GetRequiredService<Session>().CommitAsync(ct);
    }

    private AsyncServiceScope Begin(Session caller)
    {
        var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.Begin(caller.Tenant, caller.Actor, caller.Correlation);
        session.Purpose = caller.Purpose;
        return scope;
    }

    private static void Line(Utf8JsonWriter json, AuditEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("id", entry.Id.ToString());
        json.WriteString("at", entry.At.UtcDateTime);
        json.WriteString("kind", JsonNamingPolicy.KebabCaseLower.ConvertName(entry.Kind.ToString()));
        json.WriteString("action", entry.Action);
        json.WriteStartArray("subjects");
        Array.ForEach(entry.Subjects, json.WriteStringValue);
        json.WriteEndArray();
        json.WriteString("outcome", entry.Outcome);
        json.WriteString("actor", entry.ActorId?.ToString());
        json.WriteString("actorName", entry.ActorName);
        json.WriteString("onBehalfOf", entry.OnBehalfOf?.ToString());
        json.WriteString("app", entry.App);
        json.WriteString("purpose", entry.Purpose);
        json.WriteString("correlation", entry.Correlation);
        json.WriteEndObject();
    }
}
