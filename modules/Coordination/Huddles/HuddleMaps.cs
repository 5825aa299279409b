using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Coordination;

internal sealed class HuddleMap : IEntityTypeConfiguration<Huddle>
{
    public void Configure(EntityTypeBuilder<Huddle> builder)
    {
        builder.ToTable("huddles");
        builder.Property<Guid>("TenantId");
        builder.Property(h => h.Agenda).AsDocument();
        builder.Property(h => h.Attendance).AsDocument();
        builder.Property(h => h.Answers).AsDocument();
        builder.HasIndex("TenantId", "Team", "Kind", "Day").IsUnique();
    }
}

internal sealed class BarrierMap : IEntityTypeConfiguration<Barrier>
{
    public void Configure(EntityTypeBuilder<Barrier> builder)
    {
        builder.ToTable("barriers");
        builder.HasOne<Huddle>().WithMany().HasForeignKey(b => b.Huddle);
    }
}
