using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Coordination;

internal sealed class ManagementSettingsMap : IEntityTypeConfiguration<ManagementSettings>
{
    public void Configure(EntityTypeBuilder<ManagementSettings> builder)
    {
        builder.ToTable("management_settings");
        builder.Property<Guid>("TenantId");
        builder.Property(s => s.Friction).AsDocument();
        builder.Property(s => s.Tiers).AsDocument();
        builder.Property(s => s.Questions).AsDocument();
        builder.HasIndex("TenantId").IsUnique();
    }
}
