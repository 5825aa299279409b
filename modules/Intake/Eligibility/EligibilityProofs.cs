using System.Text.Json;
using CarePlatform.Platform;
using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Intake;

/// <summary>Keeps checks: many in one statement, because a night may have a hundred thousand.</summary>
internal static class EligibilityProofs
{
    private const string Statement = """
        insert into intake.eligibility_checks (
            id, client, payer, reason, run, asked_at, asked_by, from_day, to_day, service_types, member_id, trace, outcome, answer, raw_request, raw_answer,
            inquiry, appointment)
        select c.id, c.client, c.payer, c.reason, $5, c.asked_at, $7, c.from_day, c.to_day, $10, c.member_id, c.trace, c.outcome, c.answer::jsonb,
            c.raw_request, c.raw_answer, $17, $18
        from unnest($1, $2, $3, $4, $6, $8, $9, $11, $12, $13, $14, $15, $16)
            as c (id, client, payer, reason, asked_at, from_day, to_day, member_id, trace, outcome, answer, raw_request, raw_answer)
        """;

    /// <summary>Keeps them in the session's transaction.</summary>
    /// <param name="checks">All of one run, or of one question of a person; at least one.</param>
    public static async Task Keep(Session session, IReadOnlyList<EligibilityCheck> checks, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Statement, session.Connection, session.Transaction)
        {
            Parameters =
            {
                Column(checks, NpgsqlDbType.Uuid, c => c.Id.Value),
                Column(checks, NpgsqlDbType.Uuid, c => c.Client.Value),
                Column(checks, NpgsqlDbType.Uuid, c => c.Payer.Value),
                Column(checks, NpgsqlDbType.Text, c => c.Reason.ToText()),
                One(NpgsqlDbType.Uuid, checks[0].Run?.Value),
                Column(checks, NpgsqlDbType.TimestampTz, c => c.AskedAt.ToUniversalTime()),
                One(NpgsqlDbType.Uuid, checks[0].AskedBy?.Value),
                Column(checks, NpgsqlDbType.Date, c => c.FromDay),
                Column(checks, NpgsqlDbType.Date, c => c.ToDay),
                new NpgsqlParameter<string[]> { TypedValue = checks[0].ServiceTypes },
                Column(checks, NpgsqlDbType.Text, c => c.MemberId),
                Column(checks, NpgsqlDbType.Text, c => c.Trace),
                Column(checks, NpgsqlDbType.Text, c => c.Outcome.ToText()),
                Column(checks, NpgsqlDbType.Text, c => JsonSerializer.Serialize(c.Answer, IdJson.Options)),
                Column(checks, NpgsqlDbType.Text, c => c.RawRequest),
                Column(checks, NpgsqlDbType.Text, c => c.RawAnswer),
                One(NpgsqlDbType.Uuid, checks[0].Inquiry?.Value),
                One(NpgsqlDbType.Uuid, checks[0].Appointment?.Value),
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter Column<T>(IReadOnlyList<EligibilityCheck> checks, NpgsqlDbType type, Func<EligibilityCheck, T> value) =>
        new() { Value = checks.Select(value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };

    private static NpgsqlParameter One(NpgsqlDbType type, Guid? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = type };
}
