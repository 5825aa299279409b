using System.Data;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// Writes everything of a tenant as a ZIP file: a file of NDJSON for each table, all as of one instant, and a manifest with what they
/// must hold. It reads as the application does, behind the wall between tenants, and sends what it reads: nothing is kept in between.
/// </summary>
internal sealed class TenantExport(Databases databases, ExportCatalog catalog, IServiceScopeFactory scopes, TimeProvider world)
{
    private const int Piece = 64 * 1024;

    private static readonly JsonSerializerOptions Written = new(JsonSerializerOptions.Web) { WriteIndented = true };

    /// <summary>Writes it for the session's actor. The trail tells that it began, and with which manifest it ended.</summary>
    public async Task Write(Session caller, Stream to, CancellationToken ct)
    {
        await Note(caller, "beginExport", [], ct);
        await using var connection = await databases.Get(caller.Tenant.Database).OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await Set(connection, transaction, caller.Tenant, ct);
        var at = world.GetUtcNow();
        var (tables, leftOut) = await catalog.Read(connection, transaction, ct);
        var gathering = new GatheringStream(to);
        var archive = await ZipArchive.CreateAsync(gathering, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct);
        var files = new List<ExportedFile>();
        foreach (var table in tables)
        {
            var name = $"{table.Name.Replace('.', '/')}.ndjson";
            await using var file = new HashedStream(await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct));
            await Copy(connection, table, caller.Tenant, file, ct);
            files.Add(new ExportedFile(name, file.Lines, file.Bytes, file.Sha256()));
        }

        var manifest = new ExportManifest(
            ExportManifest.CurrentFormat, caller.Tenant.Id.ToString(), caller.Tenant.Slug, at, caller.Actor.Name,
            await Schema(connection, transaction, ct), files, leftOut);
        string hash;
        await using (var last = new HashedStream(await archive.CreateEntry(ExportManifest.FileName).OpenAsync(ct)))
        {
            await last.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(manifest, Written), ct);
            hash = last.Sha256();
        }

        // Before the end of the archive: whoever has a whole one finds its manifest in the trail.
        await Note(caller, "exportTenant", [$"sha256:{hash}"], ct);
        await archive.DisposeAsync();
        await gathering.FlushAsync(ct);
    }

    // The quote and the delimiter are characters that no JSON text holds, so that each row is written as it is, on a line of its own.
    private static async Task Copy(NpgsqlConnection connection, ExportedTable table, Tenant tenant, HashedStream to, CancellationToken ct)
    {
        var columns = string.Join(", ", table.Columns.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        var own = table.Columns.Contains("tenant_id") ? "" : $" where id = '{tenant.Id.Value}'";
        using var reader = await connection.BeginTextExportAsync(
            $"copy (select to_jsonb(t)::text from (select {columns} from {table.Name}{own}) t) to stdout (format csv, quote e'\\x01', delimiter e'\\x02', encoding 'utf8')", ct);
        var (text, bytes) = (new char[Piece], new byte[Encoding.UTF8.GetMaxByteCount(Piece)]);
        // Halves of a character may come with two pieces.
        var encoder = Encoding.UTF8.GetEncoder();
        while (await reader.ReadAsync(text, ct) is var read and > 0)
        {
            await to.WriteAsync(bytes.AsMemory(0, encoder.GetBytes(text.AsSpan(0, read), bytes, flush: false)), ct);
        }
    }

    private static async Task Set(NpgsqlConnection connection, NpgsqlTransaction transaction, Tenant tenant, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand($"set local app.tenant = '{tenant.Id.Value}'"),
                new NpgsqlBatchCommand("set local timezone = 'UTC'"),
                new NpgsqlBatchCommand("set transaction read only"),
            },
        };
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static async Task<Dictionary<string, string>> Schema(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select distinct on (schema_name) schema_name, name from platform.applied_migration order by schema_name, number desc", connection, transaction);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var newest = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct))
        {
            newest.Add(reader.GetString(0), reader.GetString(1));
        }

        return newest;
    }

    private async Task Note(Session caller, string action, IReadOnlyList<string> subjects, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.Begin(caller.Tenant, caller.Actor, caller.Correlation);
        session.Purpose = caller.Purpose;
        var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        trail.Write(action, subjects, "done");
        await trail.FlushAsync(ct);
        await session.CommitAsync(ct);
    }
}
