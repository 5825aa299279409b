using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Coordination;

/// <summary>A team says who is on duty when; its queue takes work only if somebody will be, before the work is due.</summary>
internal sealed class DutyRoster
{
    public required TeamId Team { get; init; }

    public int Version { get; private set; } = 1;
}

/// <summary>One person's time on duty for a team.</summary>
internal sealed class DutyShift
{
    public required DutyShiftId Id { get; init; }

    public required TeamId Team { get; init; }

    public required UserId Person { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }
}

internal sealed class DutyRosterMap : IEntityTypeConfiguration<DutyRoster>
{
    public void Configure(EntityTypeBuilder<DutyRoster> builder)
    {
        builder.ToTable("duty_rosters");
        builder.Property<Guid>("TenantId");
        builder.HasKey(r => r.Team);
    }
}

internal sealed class DutyShiftMap : IEntityTypeConfiguration<DutyShift>
{
    public void Configure(EntityTypeBuilder<DutyShift> builder)
    {
        builder.ToTable("duty_shifts");
        builder.Property<Guid>("TenantId");
        builder.HasOne<DutyRoster>().WithMany().HasForeignKey(s => s.Team);
    }
}
