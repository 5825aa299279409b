using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Referrals;

internal sealed class AccountabilitySettingsMap : IEntityTypeConfiguration<AccountabilitySettings>
{
    public void Configure(EntityTypeBuilder<AccountabilitySettings> builder)
    {
        builder.ToTable("accountability_settings");
        builder.Property<Guid>("TenantId");
        builder.HasIndex("TenantId").IsUnique();
        builder.Property(s => s.Rules).AsDocument();
    }
}
