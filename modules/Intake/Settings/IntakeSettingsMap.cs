using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

internal sealed class IntakeSettingsMap : IEntityTypeConfiguration<IntakeSettings>
{
    public void Configure(EntityTypeBuilder<IntakeSettings> builder)
    {
        builder.UniqueInTenant();
        builder.Property(s => s.Matching).AsJson();
        builder.Property(s => s.Limits).AsJson();
    }
}
