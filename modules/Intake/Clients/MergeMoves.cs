using CarePlatform.Intake.Contracts;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CarePlatform.Intake;

/// <summary>
/// Moves everything that belongs to one client to another and back, in one statement whatever the number of rows. Names and
/// match keys stay with their record: it describes the person under that name, and leads to the client in use.
/// </summary>
internal static class MergeMoves
{
    /// <summary>The tables whose rows belong to a client and move.</summary>
    public static readonly string[] Parts =
    [
        "client_identifiers", "contact_points", "addresses", "coverages", "inquiries", "appointments", "discharges", "encounters", "conditions",
        "observations", "eligibility_checks", "authorisations", "consents", "consent_refusals", "emergency_accesses", "sequestrations", "waitlist",
        "contact_preferences", "filled_forms", "known_facts", "typed_again", "protected_notes", "court_orders", "account_requests",
        "triages", "representatives",
    ];

    private static readonly string Move = $"""
        with {string.Join(",\n", Parts.Select(part => $"moved_{part} as (update intake.{part} set client = @to where client = @from returning id)"))}
        insert into intake.merge_moves (merge, part, row_id)
        {string.Join("\nunion all ", Parts.Select(part => $"select @merge, '{part}', id from moved_{part}"))}
        """;

    private static readonly string MoveBack = $"""
        with {string.Join(",\n", Parts.Select(part => $"""
            back_{part} as (
                update intake.{part} set client = @to
                where id in (select row_id from intake.merge_moves where merge = @merge and part = '{part}') returning 1)
            """))}
        select 1
        """;

    /// <summary>Moves all rows and remembers each.</summary>
    public static Task MoveParts(this IntakeDb db, ClientMerge merge, CancellationToken ct) =>
        db.Database.ExecuteSqlRawAsync(Move, Parameters(merge, from: merge.Merged, to: merge.Survivor), ct);

    /// <summary>Moves back exactly the rows that the merge moved.</summary>
    public static Task MovePartsBack(this IntakeDb db, ClientMerge merge, CancellationToken ct) =>
        db.Database.ExecuteSqlRawAsync(MoveBack, Parameters(merge, from: merge.Survivor, to: merge.Merged), ct);

    /// <summary>Nobody else changes what belongs to these clients until the transaction ends.</summary>
    public static Task LockClients(this IntakeDb db, IReadOnlyList<ClientId> clients, CancellationToken ct)
    {
        Guid[] ids = [.. clients.Select(c => c.Value)];
        return db.Database.ExecuteSqlAsync($"select from intake.clients where id = any ({ids}) order by id for update", ct);
    }

    private static NpgsqlParameter[] Parameters(ClientMerge merge, ClientId from, ClientId to) =>
        [new("merge", merge.Id.Value), new("from", from.Value), new("to", to.Value)];
}
