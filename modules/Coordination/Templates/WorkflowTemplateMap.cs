using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Coordination;

internal sealed class WorkflowTemplateMap : IEntityTypeConfiguration<WorkflowTemplate>
{
    public void Configure(EntityTypeBuilder<WorkflowTemplate> builder)
    {
        builder.ToTable("workflow_templates");
        builder.Property<Guid>("TenantId");
        builder.Property(t => t.Definition).HasColumnType("jsonb").HasConversion(
            d => DefinitionJson.Write(d), json => DefinitionJson.ReadStored(json), new ByReference<WorkflowDefinition>());
        builder.HasIndex("TenantId", "Key", "Revision").IsUnique();
    }
}

/// <summary>Compares what is replaced as a whole and never changed in place.</summary>
internal sealed class ByReference<T>() : ValueComparer<T>((a, b) => ReferenceEquals(a, b), v => v == null ? 0 : v.GetHashCode(), v => v)
    where T : class;
