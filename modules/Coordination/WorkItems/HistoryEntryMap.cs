using System.Text.Json;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Coordination;

internal sealed class HistoryEntryMap : IEntityTypeConfiguration<HistoryEntry>
{
    public void Configure(EntityTypeBuilder<HistoryEntry> builder)
    {
        builder.ToTable("history");
        builder.Property<Guid>("TenantId");
        builder.HasKey(h => new { h.Workflow, h.Number });
        builder.HasOne<Workflow>().WithMany().HasForeignKey(h => h.Workflow);
        builder.Property(h => h.PassedOver).HasColumnType("jsonb").HasConversion(
            passed => JsonSerializer.Serialize(passed, IdJson.Options), json => JsonSerializer.Deserialize<PassedOver[]>(json, IdJson.Options)!,
            new ByReference<IReadOnlyList<PassedOver>>());
        // The wall behind "each rung once".
        builder.HasIndex("TenantId", "Item", "Rung").IsUnique().HasFilter("what = 'escalated' and rung > 0");
    }
}
