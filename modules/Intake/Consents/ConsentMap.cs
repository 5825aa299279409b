using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

internal sealed class ConsentMap : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.HasOne<Client>().WithMany().HasForeignKey(c => c.Client);
        builder.Property(c => c.Terms).AsJson();
        builder.Property(c => c.Signature!).AsJson().IsRequired(false);
    }
}

internal sealed class ConsentStepMap : IEntityTypeConfiguration<ConsentStep>
{
    public void Configure(EntityTypeBuilder<ConsentStep> builder) => builder.HasOne<Consent>().WithMany().HasForeignKey(s => s.Consent);
}

internal sealed class ConsentRefusalMap : IEntityTypeConfiguration<ConsentRefusal>
{
    public void Configure(EntityTypeBuilder<ConsentRefusal> builder) => builder.HasOne<Client>().WithMany().HasForeignKey(r => r.Client);
}
