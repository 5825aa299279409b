using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeWork;

namespace CarePlatform.Coordination.Tests;

/// <summary>Whoever is absent, has left, is full, has delegated or is off duty: a step ends with somebody or with an escalation.</summary>
public sealed class OwnerSearchProperties
{
    private static readonly DateTimeOffset Start = Local("2025-06-30 09:00");
    private static readonly UserId[] Ids = [Ada, Ben, Sue, Dan];
    private static readonly string[] Roles = ["intake-worker", "intake-worker", "supervisor", "clinical-director"];

    [Fact]
    public void A_step_ends_with_somebody_who_can_take_it_or_with_an_escalation() => Prop.ForAll(Worlds().ToArbitrary(), world =>
    {
        var run = new SomeRun(new SomeInquiry(Start, world.Owner).Received, Start, staff: world.Staff());
        Holds(world, run);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_step_whose_owner_goes_away_ends_with_somebody_else_or_with_an_escalation() => Prop.ForAll(Worlds().ToArbitrary(), world =>
    {
        var run = new SomeRun(new SomeInquiry(Start, Ada).Received, Start);
        Assert.Equal(Ada, run.Item("triage").Owner);
        run.Staff = (world with { Away = world.Away.Append(Ada).ToHashSet() }).Staff();
        run.Take(Start.AddHours(1), turn => turn.PassOn(Ada));
        var triage = run.Item("triage");
        Assert.True(triage.Owner != Ada || triage.AwaitsAcknowledgement);
        Assert.True(triage.Owner is not { } owner || owner == Ada || world.IsThere(owner));
        Assert.Contains(run.History, h => h.PassedOver?.Any(p => p.Person == Ada) == true);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void The_same_people_always_give_the_same_owner() => Prop.ForAll(Worlds().ToArbitrary(), world =>
    {
        var inquiry = new SomeInquiry(Start, world.Owner);
        var (first, second) = (new SomeRun(inquiry.Received, Start, staff: world.Staff()), new SomeRun(inquiry.Received, Start, staff: world.Staff()));
        Assert.Equal(
            first.History.Select(h => (h.What, string.Join(",", h.PassedOver ?? []))), second.History.Select(h => (h.What, string.Join(",", h.PassedOver ?? []))));
    }).QuickCheckThrowOnFailure();

    private static void Holds(World world, SomeRun run)
    {
        var triage = run.Item("triage");
        var escalated = run.Events.OfType<StepEscalated>().Where(e => e.Cause is EscalationCause.NoOwner).ToList();
        Assert.Equal(triage.AwaitsAcknowledgement, escalated.Count == 1);
        Assert.True(!triage.Holder.IsNobody || escalated.Count == 1);
        if (triage.Owner is { } owner)
        {
            Assert.True(world.IsThere(owner));
            Assert.False(world.Refuses(owner));
            Assert.True(escalated.Count == 1 || !world.Full.Contains(owner));
        }

        // Whoever has it although somebody else was meant, the history says why.
        if (world.Owner is { } meant && triage.Owner != meant)
        {
            Assert.Contains(run.History, h => h.PassedOver?.Any(p => p.Person == meant) == true);
        }
    }

    private static Gen<World> Worlds() =>
        from owner in Gen.Elements<UserId?>(null, Ada, Ben, Sue)
        from away in Some()
        from left in Some()
        from full in Some()
        from covers in Pairs()
        from delegates in Pairs()
        from rostered in Gen.Elements(true, false)
        from onDuty in Some()
        from outside in Gen.Elements(Enum.GetValues<Outside>())
        from bounded in Gen.Elements("intake-worker", "supervisor", "nobody")
        select new World(owner, away, left, full, covers, delegates, rostered, onDuty, outside, bounded);

    private static Gen<HashSet<UserId>> Some() =>
        from each in Gen.Elements(true, false).ArrayOf(Ids.Length)
        select Ids.Where((_, i) => each[i]).ToHashSet();

    // Circles included: everybody may stand in for everybody else.
    private static Gen<Dictionary<UserId, UserId>> Pairs() =>
        from each in Gen.Choose(-4, Ids.Length - 1).ArrayOf(Ids.Length)
        select Ids.Select((id, i) => (Id: id, To: each[i])).Where(p => p.To >= 0 && Ids[p.To] != p.Id).ToDictionary(p => p.Id, p => Ids[p.To]);

    private sealed record World(
        UserId? Owner, HashSet<UserId> Away, HashSet<UserId> Left, HashSet<UserId> Full, Dictionary<UserId, UserId> Covers,
        Dictionary<UserId, UserId> Delegates, bool Rostered, HashSet<UserId> OnDuty, Outside Outside, string Bounded)
    {
        public bool IsThere(UserId id) => !Away.Contains(id) && !Left.Contains(id);

        public bool Refuses(UserId id) => Outside is Outside.Refused && Roles[Array.IndexOf(Ids, id)] == Bounded;

        public Staff Staff() => new(
            [.. Ids.Select((id, i) => new User(
                id, Roles[i], !Left.Contains(id), !IsThere(id), i < 2 ? Sue : i == 2 ? Dan : null, new HashSet<string> { Roles[i] },
                new HashSet<TeamId> { FrontDoor }, Covers.TryGetValue(id, out var cover) ? cover : null))],
            [new Team(FrontDoor, "front-door", "Front Door", null)],
            new Availability(
                Delegates.Select(d => new Delegated(new DelegationId(Guid.Empty), d.Key, d.Value)).ToLookup(d => d.Person),
                Rostered ? new HashSet<TeamId> { FrontDoor } : [], [.. OnDuty.Select(p => new OnDuty(FrontDoor, p, Start.AddHours(-1)))],
                Full.ToDictionary(p => p, _ => 0),
                new RoleBoundaries(Outside, new Dictionary<string, IReadOnlySet<StepKind>> { [Bounded] = new HashSet<StepKind> { StepKind.ClinicalCare } })));
    }
}
