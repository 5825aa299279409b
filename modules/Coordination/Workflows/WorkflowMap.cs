using System.Text.Json;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Coordination;

internal sealed class WorkflowMap : IEntityTypeConfiguration<Workflow>
{
    public void Configure(EntityTypeBuilder<Workflow> builder)
    {
        builder.ToTable("workflows");
        builder.Property<Guid>("TenantId");
        builder.Property(w => w.Facts).HasColumnType("jsonb").HasConversion(
            f => f.Write(), json => Facts.Read(json), new ByReference<Facts>());
        builder.Property(w => w.Marks).HasColumnType("jsonb").HasConversion(
            m => JsonSerializer.Serialize(m, IdJson.Options),
            json => JsonSerializer.Deserialize<Dictionary<string, StepMark>>(json, IdJson.Options)!,
            new ByReference<IReadOnlyDictionary<string, StepMark>>());
        builder.HasOne<WorkflowTemplate>().WithMany().HasForeignKey(w => w.Template);
        builder.HasIndex("TenantId", "TemplateKey", "StartPosition").IsUnique();
        builder.HasIndex("TenantId", "TemplateKey", "Subject", "FirstSubject").IsUnique().HasFilter("exclusive and state = 'running'");
    }
}
