using CarePlatform.Intake.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Whom a re-check asks about.</summary>
internal static class RecheckSelection
{
    // Everybody with coverage that holds, held lately or is applied for, or with an open inquiry.
    private const string OnCaseload = """
        exists (select from intake.coverages v where v.client = c.id and v.status in ('active', 'pending')
            and v.payer_type <> 'uninsured' and (v.ends_on is null or v.ends_on >= {1}))
        or exists (select from intake.inquiries i where i.client = c.id and i.status <> 'resolved')
        """;

    // Who has applied; who asked for help and has nobody who pays; who had coverage lately and has none; of whom the last check was not answered.
    private const string Open = """
        exists (select from intake.coverages v where v.client = c.id and v.status = 'pending')
        or (not exists (select from intake.coverages v where v.client = c.id and v.status = 'active'
                and v.payer_type <> 'uninsured' and v.valid @> {0})
            and (exists (select from intake.inquiries i where i.client = c.id and i.status <> 'resolved')
                or exists (select from intake.coverages v where v.client = c.id and v.status = 'active'
                    and v.payer_type <> 'uninsured' and v.ends_on >= {1})))
        or (select e.outcome from intake.eligibility_checks e where e.client = c.id order by e.asked_at desc limit 1)
            in ('unclear', 'rejected', 'unreachable')
        """;

    private const string People = """
        select c.* from intake.clients c
        where c.tenant_id = (select platform.current_tenant()) and c.state = 'active' and c.died_on is null and c.id > {2} and (
        """;

    private const string Caseload = People + OnCaseload + ") order by c.id limit {3}";
    private const string Pending = People + Open + ") order by c.id limit {3}";

    /// <summary>The next people in the order of their ids.</summary>
    /// <param name="day">The day asked about.</param>
    /// <param name="lately">Coverage that ended on this day or later counts.</param>
    /// <param name="after">The last person of the batch before.</param>
    public static IQueryable<Client> ToRecheck(
        this IntakeDb db, RunScope scope, DateOnly day, DateOnly lately, ClientId? after, int size) =>
        db.Clients.FromSqlRaw(
            scope is RunScope.Caseload ? Caseload : Pending, day, lately, after?.Value ?? Guid.Empty, size).AsNoTracking().OrderBy(c => c.Id);
}
