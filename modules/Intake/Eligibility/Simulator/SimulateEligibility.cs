using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Sets what the simulated payer says of a member from now on. In sandboxes only.</summary>
[Mutation, Feature("intake.eligibility"), Requires("platform.move-clock")]
internal static class SimulateEligibility
{
    /// <summary>Of whom, and what.</summary>
    /// <param name="MemberId">The member number that the payer is asked with.</param>
    /// <param name="Scenario">What is said.</param>
    /// <param name="EffectiveOn">The date that the scenario turns on; today when nothing is said. A change of plan takes place on the 1st of a month.</param>
    public sealed record Input(string MemberId, Scenario Scenario, DateOnly? EffectiveOn = null);

    /// <summary>The organisation works with real payers.</summary>
    public sealed record NoSimulatedPayer() : Refusal(
        "intake.no_simulated_payer", "Only a sandbox has a simulated payer; this organisation works with real ones.");

    public static async Task<Outcome<EligibilitySimulation>> Handle(
        Input input, IntakeDb db, Session session, TimeProvider clock, CancellationToken ct)
    {
        if (!session.Tenant.Sandbox)
        {
            return new NoSimulatedPayer();
        }

        var on = input.EffectiveOn ?? clock.Today();
        if (input.Scenario is Scenario.ManagedCareChange && on.Day != 1)
        {
            return new InvalidInput("input.effectiveOn", "Plans change on the 1st of a month: give a 1st.");
        }

        var number = EligibilitySimulation.NumberOf(input.MemberId);
        var simulation = await db.EligibilitySimulations.FirstOrDefaultAsync(s => s.MemberId == number, ct);
        if (simulation is null)
        {
            simulation = new EligibilitySimulation { Id = Id.New<EligibilitySimulationId>(clock), MemberId = number };
            db.Add(simulation);
        }

        return simulation.Say(input.Scenario, on);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NumberLength = 80;

        public Validator() => RuleFor(i => i.MemberId).NotEmpty().MaximumLength(NumberLength);
    }
}

/// <summary>What a sandbox wants its simulated payer to say of one member.</summary>
[View<EligibilitySimulation>]
internal static class EligibilitySimulationView
{
    /// <summary>The id of what was set.</summary>
    public static EligibilitySimulationId Id(EligibilitySimulation simulation) => simulation.Id;

    /// <summary>The member number.</summary>
    public static string MemberId(EligibilitySimulation simulation) => simulation.MemberId;

    /// <summary>What is said.</summary>
    public static Scenario Scenario(EligibilitySimulation simulation) => simulation.Scenario;

    /// <summary>The date that the scenario turns on.</summary>
    public static DateOnly EffectiveOn(EligibilitySimulation simulation) => simulation.EffectiveOn;
}
