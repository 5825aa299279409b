using CarePlatform.Platform;
using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Referrals;

/// <summary>
/// The search of the directory as one statement: candidates by the index on needs, rules and conditions in their rows, order and limit. What it
/// says of eligibility is what <see cref="Eligibility"/> says; a test holds the two against each other.
/// </summary>
internal static class ServiceSql
{
    /// <summary>Whether a rule of a service fails for the client; what is not known of the client fails nothing.</summary>
    private const string Fails = """
        coalesce(@age < s.age_from or @age > s.age_to, false)
        or (cardinality(s.payers) > 0 and @payers is not null and not s.payers && @payers)
        or (cardinality(s.areas) > 0 and @areas is not null and not s.areas && @areas)
        or s.partner = any (@expired)
        """;

    /// <summary>Whether something must be asked of the client first.</summary>
    private const string Unknown = """
        (@age is null and (s.age_from is not null or s.age_to is not null)) or (@payers is null and cardinality(s.payers) > 0)
        or (@areas is null and cardinality(s.areas) > 0) or s.conditions <> '[]'::jsonb
        """;

    private const string Openings = "coalesce(s.openings > 0 and s.capacity_at >= @fresh, false)";

    // The planner would sort the whole directory for a page of twenty: the candidates are found first, then only they are sorted.
    /// <summary>The statement for what is looked for; it gives ids in order.</summary>
    public static string Of(ServiceFilter where) => $"""
        with candidates as materialized (
            select s.id, s.partner, s.name collate "C" as name, ({Fails}) as fails, s.openings is not distinct from 0 as is_full,
                   {Openings} as has_openings, ({Unknown}) as unknown
            from {(where.Need is null
                ? "referrals.services s"
                : "referrals.service_needs n cross join lateral (select * from referrals.services s where s.id = n.service offset 0) s")}
            where {(where.Need is null ? "" : "n.need = @need and ")}s.retired_at is null and (s.paused_at is null or s.paused_until < @today)
            {(where.WithIneligible ? "" : $"and not ({Fails})")}
            {(where.Language is null ? "" : "and @language = any (s.languages)")}
            {(where.Cost is null ? "" : "and array_position(array['free', 'sliding-fee', 'insurance', 'fee'], s.cost) <= @cost")}
            {(where.WithOpenings ? $"and {Openings}" : "")}
            {(where.WithoutPartner is null ? "" : "and s.partner <> @without")}
            {(where.OpenAt is null ? "" : $"and {ServiceHours.Sql}")}
        )
        select c.id as "Value"
        from candidates c
        {(where.Rank is ServiceRank.Reliability ? $"left join ({PartnerStandingSql.Shares}) p on p.partner = c.partner" : "")}
        order by c.fails, c.is_full, {(where.Rank is ServiceRank.Reliability ? "p.share desc nulls last, " : "")} c.has_openings desc, c.unknown, c.name, c.id
        limit @count
        """;

    /// <summary>The parameters of the statement, made anew for each.</summary>
    /// <param name="expired">The partners to whom nobody may be referred, as a licence of theirs has run out.</param>
    public static NpgsqlParameter[] Parameters(
        ServiceFilter where, ClientStanding client, ReferralRules rules, int count, TimeProvider clock, IEnumerable<OrganisationId> expired)
    {
        var now = clock.GetUtcNow();
        return
        [
            Of("age", NpgsqlDbType.Integer, client.Age),
            Of("payers", NpgsqlDbType.Array | NpgsqlDbType.Text, client.Payers?.ToArray()),
            Of("areas", NpgsqlDbType.Array | NpgsqlDbType.Text, client.Areas?.ToArray()),
            Of("need", NpgsqlDbType.Text, where.Need), Of("language", NpgsqlDbType.Text, where.Language),
            Of("cost", NpgsqlDbType.Integer, where.Cost is { } cost ? (int)cost + 1 : null),
            Of("without", NpgsqlDbType.Uuid, where.WithoutPartner?.Value), Of("today", NpgsqlDbType.Date, clock.Today()),
            Of("fresh", NpgsqlDbType.TimestampTz, now.AddDays(-rules.CapacityDays)), Of("since", NpgsqlDbType.TimestampTz, now.AddDays(-rules.MeasureDays)),
            Of("until", NpgsqlDbType.TimestampTz, now), Of("openAt", NpgsqlDbType.TimestampTz, where.OpenAt?.ToUniversalTime()), Of("count", NpgsqlDbType.Integer, count),
            Of("expired", NpgsqlDbType.Array | NpgsqlDbType.Uuid, expired.Select(p => p.Value).ToArray()),
        ];
    }

    private static NpgsqlParameter Of(string name, NpgsqlDbType type, object? value) => new(name, type) { Value = value ?? DBNull.Value };
}
