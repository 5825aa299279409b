using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Whose plan it is, as the partners see them.</summary>
internal sealed record PlanPerson(ClientId Client, string? Name, DateOnly? BirthDate, string? Language);

/// <summary>The plan whose person is asked for.</summary>
internal readonly record struct PlanPersonKey(SharedPlanId Plan);

/// <summary>Reads the people of plans for a partner that is invited or takes part, in a few statements for a whole page.</summary>
internal sealed class PeopleOfPlans(ReferralsDb db, IReferralFactsLookup facts, TenantClock clock) : DataLoader<PlanPersonKey, PlanPerson>
{
    public override async Task<IReadOnlyDictionary<PlanPersonKey, PlanPerson>> ReadAsync(IReadOnlyList<PlanPersonKey> keys, CancellationToken ct)
    {
        var (partner, ids) = (db.Actor.Organisation, keys.Select(k => k.Plan).Distinct().ToList());
        var plans = await db.SharedPlans.AsNoTracking().Where(p => ids.Contains(p.Id)
            && db.PlanMembers.Any(m => m.Plan == p.Id && m.Organisation == partner && m.EndedAt == null)).Select(p => new { p.Id, p.Client }).ToListAsync(ct);
        var found = await facts.Find([.. plans.Select(p => p.Client).Distinct()], clock.Today(), ct);
        return plans.Where(p => found.ContainsKey(p.Client)).ToDictionary(
            p => new PlanPersonKey(p.Id), p => found[p.Client] is var person ? new PlanPerson(p.Client, person.Name, person.BirthDate, person.Language) : null!);
    }
}

/// <summary>Whose plan it is, as far as the person's consents let the caller's organisation see.</summary>
[View<PlanPerson>, About(nameof(PlanPerson.Client), ByConsent = true)]
internal static class PlanPersonView
{
    /// <summary>The person's name.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static string? Name(PlanPerson person) => person.Name;

    /// <summary>The day of birth.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static DateOnly? BirthDate(PlanPerson person) => person.BirthDate;

    /// <summary>The language in which the person wants to be spoken to, as a BCP 47 tag.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static string? Language(PlanPerson person) => person.Language;
}

/// <summary>A member of a plan as the other members see it. That an organisation serves the person is as sensitive as the need for which it does.</summary>
internal sealed record FellowMember(PlanMemberId Id, ClientId Client, string Name, string Need, string Role, DataClass Class, string? Program)
{
    /// <summary>Whoever is shown it takes part in the plan.</summary>
    public bool IsOwn { get; } = true;

    public bool Part2 => Program is not null;
}

/// <summary>The members of plans in which a partner takes part, in order.</summary>
internal sealed class FellowsByPlan(ReferralsDb db, OrganisationById organisations) : DataLoader<SharedPlanId, IReadOnlyList<FellowMember>>
{
    public override async Task<IReadOnlyDictionary<SharedPlanId, IReadOnlyList<FellowMember>>> ReadAsync(IReadOnlyList<SharedPlanId> keys, CancellationToken ct)
    {
        var partner = db.Actor.Organisation;
        var members = await db.PlanMembers.AsNoTracking().Where(m => keys.Contains(m.Plan) && m.State == PlanMemberState.Accepted
                && db.PlanMembers.Any(own => own.Plan == m.Plan && own.Organisation == partner && own.State == PlanMemberState.Accepted))
            .Join(db.SharedPlans, m => m.Plan, p => p.Id, (m, p) => new { Member = m, p.Client }).ToListAsync(ct);
        var names = await organisations.ReadAsync([.. members.Select(m => m.Member.Organisation).Distinct()], ct);
        return members.GroupBy(m => m.Member.Plan).ToDictionary(g => g.Key, g => (IReadOnlyList<FellowMember>)[.. g.OrderBy(m => m.Member.Id.Value)
            .Select(m => new FellowMember(
                m.Member.Id, m.Client, names.GetValueOrDefault(m.Member.Organisation)?.Name ?? "", m.Member.Need, m.Member.Role, m.Member.Class, m.Member.Program))]);
    }
}

/// <summary>An organisation that takes part in a shared plan.</summary>
[View<FellowMember>("PlanFellow"), About(
    nameof(FellowMember.Client), ByConsent = true, OwnReferral = nameof(FellowMember.IsOwn), Part2 = nameof(FellowMember.Part2),
    Program = nameof(FellowMember.Program), Class = nameof(FellowMember.Class))]
internal static class PlanFellowView
{
    /// <summary>By which entries and notes name it.</summary>
    public static string Id(FellowMember member) => member.Id.ToString();

    /// <summary>Its name.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static string? Name(FellowMember member) => member.Name;

    /// <summary>Code of the need for which it serves the person.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static string? Need(FellowMember member) => member.Need;

    /// <summary>What its part is.</summary>
    [DataClass(DataClass.G)]
    public static string? Role(FellowMember member) => member.Role;
}
