using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

/// <summary>In what an authorisation is counted.</summary>
internal enum AuthorisedUnit
{
    /// <summary>A visit.</summary>
    Visit,

    /// <summary>A day.</summary>
    Day,

    /// <summary>An hour.</summary>
    Hour,

    /// <summary>Fifteen minutes.</summary>
    QuarterHour,
}

/// <summary>What a payer has allowed in advance: so many units of a service within a time.</summary>
internal sealed class Authorisation
{
    public required AuthorisationId Id { get; init; }

    public required ClientId Client { get; init; }

    public CoverageId? Coverage { get; init; }

    /// <summary>The payer's number, which goes on the claim.</summary>
    public required string Number { get; init; }

    /// <summary>The code of the service.</summary>
    public required string Service { get; init; }

    public required AuthorisedUnit Unit { get; init; }

    public required decimal UnitsGranted { get; init; }

    public decimal UnitsUsed { get; private set; }

    public required DateOnly StartsOn { get; init; }

    public required DateOnly EndsOn { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public UserId? RecordedBy { get; init; }

    public int Version { get; private set; } = 1;

    public decimal UnitsLeft => UnitsGranted - UnitsUsed;

    /// <summary>Whether it may be used on this day.</summary>
    public bool Holds(DateOnly day) => StartsOn <= day && day <= EndsOn;

    /// <summary>Uses units, and says whether it thereby became low.</summary>
    /// <param name="units">No more than are left.</param>
    /// <param name="lowShare">The share of the units granted from which on it is low.</param>
    public bool Use(decimal units, decimal lowShare)
    {
        var limit = UnitsGranted * lowShare;
        var before = UnitsLeft;
        UnitsUsed += units;
        return before > limit && UnitsLeft <= limit;
    }
}

/// <summary>One use of an authorisation.</summary>
internal sealed class AuthorisationUse
{
    public required AuthorisationUseId Id { get; init; }

    public required AuthorisationId Authorisation { get; init; }

    /// <summary>What used it, such as the id of an encounter: it counts once.</summary>
    public required string Reference { get; init; }

    public required DateOnly Day { get; init; }

    public required decimal Units { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public UserId? RecordedBy { get; init; }
}

internal sealed class AuthorisationMap : IEntityTypeConfiguration<Authorisation>
{
    public void Configure(EntityTypeBuilder<Authorisation> builder)
    {
        builder.HasOne<Client>().WithMany().HasForeignKey(a => a.Client);
        builder.Ignore(a => a.UnitsLeft);
        builder.Property(a => a.UnitsGranted).HasPrecision(10, 2);
        builder.Property(a => a.UnitsUsed).HasPrecision(10, 2);
    }
}

internal sealed class AuthorisationUseMap : IEntityTypeConfiguration<AuthorisationUse>
{
    public void Configure(EntityTypeBuilder<AuthorisationUse> builder)
    {
        builder.HasIndex(u => new { u.Authorisation, u.Reference }).IsUnique();
        builder.Property(u => u.Units).HasPrecision(10, 2);
    }
}
