using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>What crosses of a shared plan to a partner that takes part in its own tenant: the whole of what it would be shown here now, and to one that is invited whose plan it is. Written down as a disclosure.</summary>
internal sealed class PlanCargo(
    ReferralsDb db, PlanGate gate, IReferralFactsLookup facts, OrganisationById organisations, DisclosureLog log, Session session, TenantClock clock)
{
    /// <summary>The shared part; null where it is neither invited nor takes part, or no consent reaches it.</summary>
    public async Task<TravellingPlan?> Of(SharedPlan plan, PlanMember member, CancellationToken ct)
    {
        if (!member.IsOpen || plan.EndedAt is not null || await gate.Sight(plan.Client, member.Organisation, ct) is not { } sight)
        {
            return null;
        }

        var shown = member.State is PlanMemberState.Accepted
            ? await Shared(plan, member, sight, ct)
            : (await Shown(plan, member, sight, [], [], [], ct)) with { Invited = true };
        await Disclose(plan, member, shown, sight, ct);
        return shown;
    }

    private async Task<TravellingPlan> Shared(SharedPlan plan, PlanMember member, PlanSight sight, CancellationToken ct)
    {
        var members = await db.PlanMembers.AsNoTracking().Where(m => m.Plan == plan.Id).OrderBy(m => m.Id).ToListAsync(ct);
        var entries = await db.PlanEntries.AsNoTracking().Where(e => e.Plan == plan.Id).OrderBy(e => e.Id).ToListAsync(ct);
        var notes = await db.PlanNotes.AsNoTracking().Where(n => n.Plan == plan.Id && n.SharedAt != null).OrderBy(n => n.Id).ToListAsync(ct);
        var names = await organisations.ReadAsync([.. members.Select(m => m.Organisation).Distinct()], ct);
        return await Shown(
            plan, member, sight,
            [.. members.Where(m => m.State is PlanMemberState.Accepted && sight.May(m.Class, Extent.Minimum, m.Program)).Select(m => new TravellingFellow(
                m.Id.Value, names.GetValueOrDefault(m.Organisation)?.Name ?? "", m.Need, sight.May(m.Class, Extent.Full, m.Program) ? m.Role : null,
                PlanSight.ClassOf(m.Class, m.Program), m.Program is not null))],
            [.. entries.Where(e => sight.May(e.Class, Extent.Minimum, e.Program)).Select(e => Entry(e, sight))],
            [.. notes.Where(n => sight.May(n.Class, Extent.Full, n.Program)).Select(n => new TravellingNote(
                n.Id.Value, n.Entry?.Value, members.FindLast(m => m.Organisation == n.Organisation)?.Id.Value, n.Text, n.ByName, n.At,
                PlanSight.ClassOf(n.Class, n.Program), n.Program is not null))],
            ct);
    }

    private async Task<TravellingPlan> Shown(
        SharedPlan plan, PlanMember member, PlanSight sight, IReadOnlyList<TravellingFellow> members, IReadOnlyList<TravellingEntry> entries,
        IReadOnlyList<TravellingNote> notes, CancellationToken ct)
    {
        var person = sight.May(DataClass.A, Extent.Minimum) ? (await facts.Find([plan.Client], clock.Today(), ct)).GetValueOrDefault(plan.Client) : null;
        var shown = new TravellingPlan(
            member.Role, plan.ReviewOn, await Referral(plan, member, ct), person?.Name, person?.BirthDate, person?.Language, members, entries, notes, null);
        return shown with { Notice = HasPart2(shown) ? sight.Notice.Text : null };
    }

    private static TravellingEntry Entry(PlanEntry e, PlanSight sight) => new(
        e.Id.Value, e.Kind, e.Goal?.Value, e.Need, sight.May(e.Class, Extent.Full, e.Program) ? e.Words : null, e.WrittenBy?.Value, e.WrittenAt, e.State, e.DueOn,
        e.TakenBy?.Value, e is { TakenAt: not null, TakenBy: null }, e.SettledOn, e.Reason, PlanSight.ClassOf(e.Class, e.Program), e.Program is not null);

    // It has that one already, and knows by it who the person is there.
    private async Task<string?> Referral(SharedPlan plan, PlanMember member, CancellationToken ct) =>
        await db.Referrals.AsNoTracking().Where(r => r.Client == plan.Client && r.Partner == member.Organisation && r.SentAt != null)
            .OrderByDescending(r => r.SentAt).ThenByDescending(r => r.Id).Select(r => (ReferralId?)r.Id).FirstOrDefaultAsync(ct) is { } id ? id.ToString() : null;

    private static bool HasPart2(TravellingPlan shown) => shown.Members.Any(m => m.Part2) || shown.Entries.Any(e => e.Part2) || shown.Notes.Any(n => n.Part2);

    private async Task Disclose(SharedPlan plan, PlanMember member, TravellingPlan shown, PlanSight sight, CancellationToken ct)
    {
        IEnumerable<DataClass> classes =
            [DataClass.A, .. shown.Members.Select(m => m.Class), .. shown.Entries.Select(e => e.Class), .. shown.Notes.Select(n => n.Class)];
        var items = shown.Entries.Select(e => new PlanEntryId(e.Id).ToString()).Concat(shown.Notes.Select(n => new PlanNoteId(n.Id).ToString()));
        await log.Write(session, [new NewDisclosure(
            plan.Client.Value, plan.Client.ToString(), [.. classes.Distinct().Order()], HasPart2(shown), [plan.Id.ToString(), .. items], member.Organisation,
            sight.Organisation.Name, null, sight.Recipient, sight.Purpose, DisclosureBasis.Consent, sight.Consent,
            shown.Invited ? "Shared plan told to one that is invited" : "Shared plan told to one that takes part",
            shown.Notice is null ? null : sight.Notice, "referral")], ct);
    }
}
