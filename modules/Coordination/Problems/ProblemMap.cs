using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Coordination;

internal sealed class ProblemMap : IEntityTypeConfiguration<Problem>
{
    public void Configure(EntityTypeBuilder<Problem> builder)
    {
        builder.ToTable("problems");
        builder.Property<Guid>("TenantId");
        builder.Property(p => p.Entries).AsDocument();
        // The wall behind "stopped once".
        builder.HasIndex("TenantId", "StopsTemplate", "Team").IsUnique().HasFilter("stops_template is not null and state <> 'resolved'");
    }
}
