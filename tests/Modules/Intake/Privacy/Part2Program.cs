using CarePlatform.Platform;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>A tenant with a program under 42 CFR Part 2.</summary>
internal static class Part2Program
{
    /// <summary>A client with two findings, one of them from the program <c>recovery</c>, whose people are the team <c>outreach</c>: <c>own-program</c>.</summary>
    public static async Task<(IntakeDesk Desk, string Client)> Open()
    {
        var desk = await IntakeDesk.Open();
        await desk.Rows(
            """
            with r as (insert into platform.roles (tenant_id, key, title) values ($1, 'counsellor', 'Counsellor') returning key),
                 p as (insert into platform.role_permissions (tenant_id, role, permission, reach)
                       select $1, 'counsellor', unnest(array['intake.read', 'intake.read-clinical', 'intake.triage', 'intake.assign', 'intake.receive', 'intake.schedule',
                                                      'intake.report', 'platform.read']), 'tenant' from r),
                 q as (insert into platform.role_permissions (tenant_id, role, permission, reach) select $1, 'director', 'platform.privacy', 'tenant'),
                 u as (insert into platform.users (id, tenant_id, subject, name) values ($2, $1, 'own-program', 'Cal') returning id),
                 t as (insert into platform.team_members (tenant_id, team_id, user_id)
                       select $1, m.id, u.id from platform.teams m, u where m.tenant_id = $1 and m.key = 'outreach')
            insert into platform.user_roles (tenant_id, user_id, role) select $1, u.id, r.key from u, r
            """, Guid.CreateVersion7());
        var client = await desk.Register("Maria", "Reyes");
        var program = await desk.Visits(client);
        await desk.Do("changePrivacyPolicy", new
        {
            expectedVersion = 0,
            programs = new[] { new { key = "recovery", title = "Recovery", teams = new[] { await desk.Team("outreach") } } },
        }, "privacyPolicy { version }", "director");
        var marked = await desk.Do("markPart2Program", new
        {
            organisation = Id.Format(new Contracts.CareOrganisationId(program)),
            program = "recovery",
        }, "careOrganisation { part2Program }", "director");
        Assert.Equal("recovery", marked.GetProperty("part2Program").GetString());
        return (desk, client);
    }
}
