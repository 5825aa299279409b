using CarePlatform.Intake.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>What was known of coverage at an instant: the rows as they stand, and what the database kept of them before each change.</summary>
internal static class CoverageKnowledge
{
    private const string Kept = """
        payer_name, payer_id, payer_type, member_id, plan, policy_holder, priority, starts_on, ends_on, end_reason, status, insurance_type,
        medicaid_category, managed_care_plan, managed_care_plan_id, dual_status, renews_on, verified_by, version, known_since
        """;

    private const string Fixed = "c.id, c.tenant_id, c.client, c.recorded_at, c.source_system, c.external_id, c.verified_for, c.source_program, c.part2, null::date as renewal_told_on";

    private static readonly string Current = string.Join(", ", Kept.Split(',').Select(c => "c." + c.Trim()));
    private static readonly string Before = string.Join(", ", Kept.Split(',').Select(c => "h." + c.Trim()));

    private static readonly string Statement = $$"""
        select {{Fixed}}, {{Current}} from intake.coverages c where c.client = {0} and c.known_since <= {1}
        union all
        select {{Fixed}}, {{Before}} from intake.coverages c join intake.coverage_history h on h.id = c.id
        where c.client = {0} and h.known_since <= {1} and h.known_until > {1}
        """;

    /// <summary>The coverage of a client as it was known at this instant.</summary>
    public static IQueryable<Coverage> CoveragesKnownAt(this IntakeDb db, ClientId client, DateTimeOffset at) =>
        db.Coverages.FromSqlRaw(Statement, client.Value, at.ToUniversalTime());
}
