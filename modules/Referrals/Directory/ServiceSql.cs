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
        """;

    /// <summary>Whether something must be asked of the client first.</summary>
    private const string Unknown = """
        (@age is null and (s.age_from is not null or s.age_to is not null)) or (@payers is null and cardinality(s.payers) > 0)
        or (@areas is null and cardinality(s.areas) > 0) or s.conditions <> '[]'::jsonb
        """;

    private const string Openings = "coalesce(s.openings > 0 and s.capacity_at >= @fresh, false)";

    /// <summary>The statement for what is looked for; it gives ids in order.</summary>
    public static string Of(ServiceFilter where) => $"""
        select s.id as "Value"
        from {(where.Need is null ? "referrals.services s" : "referrals.service_needs n join referrals.services s on s.id = n.service")}
        {(where.Rank is ServiceRank.Reliability ? $"left join ({PartnerStandingSql.Shares}) p on p.partner = s.partner" : "")}
        where s.retired_at is null and (s.paused_at is null or s.paused_until < @today)
        {(where.Need is null ? "" : "and n.need = @need")}
        {(where.WithIneligible ? "" : $"and not ({Fails})")}
        {(where.Language is null ? "" : "and @language = any (s.languages)")}
        {(where.Cost is null ? "" : "and array_position(array['free', 'sliding-fee', 'insurance', 'fee'], s.cost) <= @cost")}
        {(where.WithOpenings ? $"and {Openings}" : "")}
        {(where.WithoutPartner is null ? "" : "and s.partner <> @without")}
        order by ({Fails}), s.openings is not distinct from 0, {(where.Rank is ServiceRank.Reliability ? "p.share desc nulls last, " : "")}
                 {Openings} desc, ({Unknown}), s.name, s.id
        limit @count
        """;

    /// <summary>The parameters of the statement, made anew for each.</summary>
    public static NpgsqlParameter[] Parameters(
        ServiceFilter where, ClientStanding client, ReferralRules rules, int count, TimeProvider clock)
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
            Of("until", NpgsqlDbType.TimestampTz, now), Of("count", NpgsqlDbType.Integer, count),
        ];
    }

    private static NpgsqlParameter Of(string name, NpgsqlDbType type, object? value) => new(name, type) { Value = value ?? DBNull.Value };
}
