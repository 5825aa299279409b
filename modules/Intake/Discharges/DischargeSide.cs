using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>
/// Whose care of a client ends: that of the program under 42 CFR Part 2 in which somebody works alone, or all care but that of programs in which
/// they do not work. Nothing of the other side is counted, so that nobody learns by a refusal that somebody is known there.
/// </summary>
/// <param name="Only">The teams of the program; null for care outside.</param>
/// <param name="Beside">The teams whose care goes on, for care outside; null where there are none.</param>
internal sealed record DischargeSide(TeamId[]? Only, TeamId[]? Beside)
{
    /// <summary>The side on which somebody works.</summary>
    public static async Task<DischargeSide> Of(Actor actor, TenantPrivacy privacy, CancellationToken ct) => actor.ProgramTeam is not null
        ? new DischargeSide(
            [.. (await privacy.Policy(ct)).Programs.Where(p => p.Teams.Any(actor.Teams.Contains)).SelectMany(p => p.Teams).Distinct().OrderBy(t => t.Value)], null)
        : new DischargeSide(null, actor.ClosedTeams.Count == 0 ? null : [.. actor.ClosedTeams.OrderBy(t => t.Value)]);

    /// <summary>The inquiries of this side.</summary>
    public IQueryable<Inquiry> Inquiries(IntakeDb db) => Only is { } teams ? db.Inquiries.Where(i => teams.Contains(i.Team)) : db.Told(db.Inquiries);

    /// <summary>The appointments of this side.</summary>
    public IQueryable<Appointment> Appointments(IntakeDb db) =>
        Only is { } teams ? db.Appointments.Where(a => a.Team != null && teams.Contains(a.Team.Value)) : db.Told(db.Appointments);

    /// <summary>The discharges of this side.</summary>
    public IQueryable<Discharge> Discharges(IntakeDb db) =>
        Only is { } teams ? db.Discharges.Where(d => d.Team != null && teams.Contains(d.Team.Value)) : db.Discharges.Where(d => d.Team == null);
}
