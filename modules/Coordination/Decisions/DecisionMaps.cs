using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Coordination;

internal sealed class DecisionTypeMap : IEntityTypeConfiguration<DecisionType>
{
    public void Configure(EntityTypeBuilder<DecisionType> builder)
    {
        builder.ToTable("decision_types");
        builder.Property<Guid>("TenantId");
        builder.Property(t => t.Rule).AsDocument();
        builder.HasIndex("TenantId", "Key").IsUnique();
    }
}

internal sealed class DecisionRequestMap : IEntityTypeConfiguration<DecisionRequest>
{
    public void Configure(EntityTypeBuilder<DecisionRequest> builder)
    {
        builder.ToTable("decision_requests");
        builder.Property(r => r.Rule).AsDocument();
        builder.Property(r => r.Checklist).AsDocument();
        builder.Property(r => r.Turns).AsDocument();
        builder.HasOne<DecisionType>().WithMany().HasForeignKey(r => r.Type);
    }
}
