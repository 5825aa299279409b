using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

internal sealed class CoverageMap : IEntityTypeConfiguration<Coverage>
{
    public void Configure(EntityTypeBuilder<Coverage> builder)
    {
        builder.HasOne<Client>().WithMany().HasForeignKey(c => c.Client);
        builder.UniqueInTenant(nameof(Coverage.SourceSystem), nameof(Coverage.ExternalId));
    }
}
