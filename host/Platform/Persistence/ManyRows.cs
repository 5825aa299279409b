using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// Saves many changed rows in one round trip, with one statement for each kind of row instead of one for each row. What it cannot
/// write so (deletions, columns that hold arrays, rows that refer to their own kind) is left to the ordinary way, whole.
/// </summary>
internal static class ManyRows
{
    // Below this the ordinary way costs less than putting columns together.
    private const int Few = 16;

    private static readonly ConcurrentDictionary<IModel, IReadOnlyDictionary<IEntityType, RowColumns>> Models = new();

    /// <summary>Saves all of these changes, or none of them and says so.</summary>
    /// <exception cref="DbUpdateConcurrencyException">A row is no longer as it was read; the transaction must be undone.</exception>
    public static async Task<bool> TrySave(ModuleDb db, Session session, IReadOnlyList<EntityEntry> entries, CancellationToken ct)
    {
        var changed = entries.Where(e => e.State is not (EntityState.Unchanged or EntityState.Detached)).ToList();
        if (changed.Count < Few)
        {
            return false;
        }

        // The kinds of rows come in such an order that what is referred to is there before what refers to it.
        var columns = Models.GetOrAdd(db.Model, static model => RowColumns.Of(model));
        if (!changed.All(e => e.State is EntityState.Added or EntityState.Modified && columns.TryGetValue(e.Metadata, out var known) && known.Takes(e)))
        {
            return false;
        }

        await using var batch = new NpgsqlBatch(session.Connection, session.Transaction);
        var expected = new List<(NpgsqlBatchCommand Update, int Rows)>();
        foreach (var kind in changed.GroupBy(e => columns[e.Metadata]).OrderBy(g => g.Key.Place))
        {
            var added = kind.Where(e => e.State is EntityState.Added).ToList();
            var modified = kind.Where(e => e.State is EntityState.Modified).ToList();
            if (modified.Count > 0)
            {
                // Before the rows that are added: these may take a place that a change makes free.
                var update = kind.Key.Update(modified);
                expected.Add((update, modified.Count));
                batch.BatchCommands.Add(update);
            }

            if (added.Count > 0)
            {
                batch.BatchCommands.Add(kind.Key.Insert(added));
            }
        }

        try
        {
            await batch.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException refused)
        {
            throw new DbUpdateException("Rows could not be saved together.", refused);
        }

        if (expected.Exists(e => e.Update.RecordsAffected != e.Rows))
        {
            throw new DbUpdateConcurrencyException("Some of the rows that were to be saved together have changed since they were read.");
        }

        db.ChangeTracker.AcceptAllChanges();
        return true;
    }
}
