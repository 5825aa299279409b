using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

internal sealed class EmergencyAccessMap : IEntityTypeConfiguration<EmergencyAccess>
{
    public void Configure(EntityTypeBuilder<EmergencyAccess> builder) => builder.HasOne<Client>().WithMany().HasForeignKey(a => a.Client);
}

internal sealed class SequestrationMap : IEntityTypeConfiguration<Sequestration>
{
    public void Configure(EntityTypeBuilder<Sequestration> builder) => builder.HasOne<Client>().WithMany().HasForeignKey(s => s.Client);
}

internal sealed class SequestrationUserMap : IEntityTypeConfiguration<SequestrationUser>
{
    public void Configure(EntityTypeBuilder<SequestrationUser> builder)
    {
        builder.HasKey(u => new { u.Sequestration, u.User });
        builder.HasOne<Sequestration>().WithMany().HasForeignKey(u => u.Sequestration);
    }
}
