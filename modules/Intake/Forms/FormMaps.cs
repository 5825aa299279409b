using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

internal sealed class PublishedFormMap : IEntityTypeConfiguration<PublishedForm>
{
    public void Configure(EntityTypeBuilder<PublishedForm> builder)
    {
        builder.UniqueInTenant(nameof(PublishedForm.Key), nameof(PublishedForm.Version));
        builder.Property(f => f.Definition).AsJson();
    }
}

internal sealed class FilledFormMap : IEntityTypeConfiguration<FilledForm>
{
    public void Configure(EntityTypeBuilder<FilledForm> builder)
    {
        builder.HasOne<Client>().WithMany().HasForeignKey(f => f.Client);
        builder.HasOne<Inquiry>().WithMany().HasForeignKey(f => f.Inquiry);
        builder.Property(f => f.Answers).AsJson();
        builder.Property(f => f.Facts).AsJson();
        builder.Property(f => f.NotObtained).AsJson();
    }
}

internal sealed class KnownFactMap : IEntityTypeConfiguration<KnownFact>
{
    public void Configure(EntityTypeBuilder<KnownFact> builder) => builder.HasOne<Client>().WithMany().HasForeignKey(f => f.Client);
}

internal sealed class TypedAgainMap : IEntityTypeConfiguration<TypedAgain>
{
    public void Configure(EntityTypeBuilder<TypedAgain> builder)
    {
        builder.ToTable("typed_again");
        builder.HasOne<Client>().WithMany().HasForeignKey(t => t.Client);
    }
}
