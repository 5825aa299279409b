using CarePlatform.Intake.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

/// <summary>What the simulated payer says of a member.</summary>
internal enum Scenario
{
    /// <summary>Covered, in one managed-care plan.</summary>
    Active,

    /// <summary>Known and not covered.</summary>
    Inactive,

    /// <summary>Covered until the day before the date, and not from then on.</summary>
    Lapsed,

    /// <summary>Covered; from the date on, which is the 1st of a month, in another managed-care plan.</summary>
    ManagedCareChange,

    /// <summary>Covered; from the date on Medicare pays first.</summary>
    MedicareStart,

    /// <summary>Covered; must renew by the date.</summary>
    RenewalSoon,

    /// <summary>Not known.</summary>
    NotFound,

    /// <summary>The payer does not answer.</summary>
    Unreachable,
}

/// <summary>What a sandbox wants its simulated payer to say of one member.</summary>
internal sealed class EligibilitySimulation
{
    public required EligibilitySimulationId Id { get; init; }

    /// <summary>As it stands in X12, which has capital letters only.</summary>
    public required string MemberId { get; init; }

    public Scenario Scenario { get; private set; }

    public DateOnly EffectiveOn { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>A member number as the payer is asked with it.</summary>
    public static string NumberOf(string memberId) => memberId.Trim().ToUpperInvariant();

    /// <summary>From now on this is said.</summary>
    public EligibilitySimulation Say(Scenario scenario, DateOnly effectiveOn)
    {
        (Scenario, EffectiveOn) = (scenario, effectiveOn);
        return this;
    }
}

internal sealed class EligibilitySimulationMap : IEntityTypeConfiguration<EligibilitySimulation>
{
    public void Configure(EntityTypeBuilder<EligibilitySimulation> builder) => builder.UniqueInTenant(nameof(EligibilitySimulation.MemberId));
}
