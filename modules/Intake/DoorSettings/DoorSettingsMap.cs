using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

internal sealed class DoorSettingsMap : IEntityTypeConfiguration<DoorSettings>
{
    public void Configure(EntityTypeBuilder<DoorSettings> builder)
    {
        builder.UniqueInTenant();
        builder.Property(s => s.NoContact).AsJson();
        builder.Property(s => s.Page).AsJson();
    }
}
