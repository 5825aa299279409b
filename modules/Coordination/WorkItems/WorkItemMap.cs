using System.Text.Json;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Coordination;

internal sealed class WorkItemMap : IEntityTypeConfiguration<WorkItem>
{
    public void Configure(EntityTypeBuilder<WorkItem> builder)
    {
        builder.ToTable("work_items");
        builder.Property<Guid>("TenantId");
        builder.HasOne<Workflow>().WithMany().HasForeignKey(i => i.Workflow);
        builder.HasIndex("TenantId", "Workflow", "Step", "Round").IsUnique();
        builder.Property(i => i.Holds).HasColumnType("jsonb").HasConversion(
            h => JsonSerializer.Serialize(h, IdJson.Options),
            json => JsonSerializer.Deserialize<List<HeldSpan>>(json, IdJson.Options)!,
            new ByReference<IReadOnlyList<HeldSpan>>());
    }
}
