using CarePlatform.Intake.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

/// <summary>How a payer is asked.</summary>
internal enum SourceKind
{
    /// <summary>The simulated payer: in sandboxes only.</summary>
    Simulator,

    /// <summary>X12 270/271 over a connection that the host's configuration names.</summary>
    X12,
}

/// <summary>A payer whom the tenant can ask whether it covers a client.</summary>
internal sealed class EligibilityPayer
{
    public required EligibilityPayerId Id { get; init; }

    /// <summary>Short name that never changes, such as <c>medicaid</c>.</summary>
    public required string Key { get; init; }

    public string Name { get; private set; } = "";

    /// <summary>The payer's number in its transactions.</summary>
    public string? PayerId { get; private set; }

    public PayerType PayerType { get; private set; }

    public SourceKind Source { get; private set; }

    /// <summary>Name of a connection in the host's configuration.</summary>
    public string? Connection { get; private set; }

    /// <summary>Asked also about people of whom no coverage is known.</summary>
    public bool AskedOfAll { get; private set; }

    public bool Active { get; private set; } = true;

    public required DateTimeOffset RecordedAt { get; init; }

    public int Version { get; private set; } = 1;

    /// <summary>Takes what is known of the payer.</summary>
    public EligibilityPayer Take(PayerFacts facts)
    {
        (Name, PayerId, PayerType) = (facts.Name.Trim(), facts.PayerId?.Trim(), facts.PayerType);
        (Source, Connection, AskedOfAll, Active) = (facts.Source, facts.Connection, facts.AskedOfAll, facts.Active);
        return this;
    }

    /// <summary>Whether this coverage is one of the payer's.</summary>
    public bool Pays(Coverage coverage) => PayerId is not null && coverage.PayerId == PayerId
        || (coverage.PayerType == PayerType && (coverage.PayerId is null || PayerId is null || PayerType is PayerType.Medicaid or PayerType.Medicare));
}

/// <summary>What is known of a payer.</summary>
internal sealed record PayerFacts(
    string Name, PayerType PayerType, SourceKind Source, string? PayerId = null, string? Connection = null, bool AskedOfAll = false, bool Active = true);

internal sealed class EligibilityPayerMap : IEntityTypeConfiguration<EligibilityPayer>
{
    public void Configure(EntityTypeBuilder<EligibilityPayer> builder) => builder.UniqueInTenant(nameof(EligibilityPayer.Key));
}
