using CarePlatform.Edi;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// A payer for sandboxes. It gets a real 270 and gives a real 271, which is read like any other. What it says of a member follows from
/// the member's number, or is what the sandbox has set (<see cref="SimulateEligibility"/>).
/// </summary>
internal sealed class SimulatedPayer(IntakeDb db, Session session) : IEligibilitySource
{
    public SourceKind Kind => SourceKind.Simulator;

    public async Task<IReadOnlyList<EligibilityAnswer>> Ask(
        EligibilityPayer payer, IReadOnlyList<EligibilityAsk> asks, EligibilityRules rules, CancellationToken ct)
    {
        if (!session.Tenant.Sandbox)
        {
            return [.. asks.Select(_ => EligibilityAnswer.Unreached("The simulated payer answers sandboxes only: set up a payer that is asked by X12.", null))];
        }

        var numbers = asks.Select(a => a.MemberId).OfType<string>().Select(EligibilitySimulation.NumberOf).Distinct().ToArray();
        var steered = await db.EligibilitySimulations.AsNoTracking().Where(s => numbers.Contains(s.MemberId)).ToDictionaryAsync(s => s.MemberId, ct);
        var now = session.Clock.GetLocalNow().DateTime;
        return [.. asks.Select(ask => Answer(payer, ask, MemberOf(ask, steered), rules, now))];
    }

    private static EligibilityAnswer Answer(EligibilityPayer payer, EligibilityAsk ask, SimulatedMember member, EligibilityRules rules, DateTime now)
    {
        var header = new InterchangeHeader("ZZ", "SANDBOX", "ZZ", "SIMULATEDPAYER", now, 1, 'T');
        var request = Request270.Write(
            new RequestParties(header, rules.ProviderName ?? "SANDBOX", rules.ProviderNpi ?? "0000000000", payer.Name, payer.PayerId ?? "SIM", "9SIMULATED"),
            ask, rules.ServiceTypes!);
        return member.Scenario is Scenario.Unreachable
            ? EligibilityAnswer.Unreached("The simulated payer does not answer.", request)
            : X12Source.Read(
                ask, request, Simulated271.Write(payer, ask, member, DateOnly.FromDateTime(now), rules.RenewalQualifier), tolerateCounts: false);
    }

    private static SimulatedMember MemberOf(EligibilityAsk ask, Dictionary<string, EligibilitySimulation> steered)
    {
        var key = ask.MemberId ?? $"{ask.Family}/{ask.Given}/{ask.BirthDate:O}";
        var member = SimulatedMember.Of(key);
        return ask.MemberId is not null && steered.TryGetValue(EligibilitySimulation.NumberOf(ask.MemberId), out var set)
            ? member with { Scenario = set.Scenario, EffectiveOn = set.EffectiveOn }
            : member;
    }
}
