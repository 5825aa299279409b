using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

internal sealed class TriageMap : IEntityTypeConfiguration<Triage>
{
    public void Configure(EntityTypeBuilder<Triage> builder)
    {
        builder.HasOne<Inquiry>().WithMany().HasForeignKey(t => t.Inquiry);
        builder.HasOne<Client>().WithMany().HasForeignKey(t => t.Client);
        builder.Property(t => t.Answers).AsJson();
    }
}

internal sealed class PublishedScriptMap : IEntityTypeConfiguration<PublishedScript>
{
    public void Configure(EntityTypeBuilder<PublishedScript> builder)
    {
        builder.ToTable("triage_scripts");
        builder.UniqueInTenant(nameof(PublishedScript.Key), nameof(PublishedScript.Version));
        builder.Property(s => s.Definition).AsJson();
    }
}
