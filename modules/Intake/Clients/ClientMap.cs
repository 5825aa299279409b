using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

internal sealed class ClientMap : IEntityTypeConfiguration<Client>
{
    public void Configure(EntityTypeBuilder<Client> builder)
    {
        builder.Ignore(c => c.Facts);
        builder.Ignore(c => c.DisplayName);
        builder.HasOne<Client>().WithMany().HasForeignKey(c => c.MergedInto);
    }
}

internal sealed class ClientVersionMap : IEntityTypeConfiguration<ClientVersion>
{
    public void Configure(EntityTypeBuilder<ClientVersion> builder)
    {
        builder.HasKey(v => new { v.Client, v.Version });
        builder.HasOne<Client>().WithMany().HasForeignKey(v => v.Client);
        builder.Property(v => v.Facts).AsJson();
    }
}

internal sealed class PriorNameMap : IEntityTypeConfiguration<PriorName>
{
    public void Configure(EntityTypeBuilder<PriorName> builder)
    {
        builder.HasOne<Client>().WithMany().HasForeignKey(n => n.Client);
        builder.UniqueInTenant(nameof(PriorName.SourceSystem), nameof(PriorName.ExternalId));
    }
}

internal sealed class MatchKeyMap : IEntityTypeConfiguration<MatchKey>
{
    public void Configure(EntityTypeBuilder<MatchKey> builder)
    {
        builder.HasKey(k => new { k.Client, k.Key });
        builder.HasOne<Client>().WithMany().HasForeignKey(k => k.Client);
    }
}

internal sealed class ClientIdentifierMap : IEntityTypeConfiguration<ClientIdentifier>
{
    public void Configure(EntityTypeBuilder<ClientIdentifier> builder)
    {
        builder.HasOne<Client>().WithMany().HasForeignKey(i => i.Client);
        builder.UniqueInTenant(nameof(ClientIdentifier.System), nameof(ClientIdentifier.Value));
    }
}

internal sealed class ContactPointMap : IEntityTypeConfiguration<ContactPoint>
{
    public void Configure(EntityTypeBuilder<ContactPoint> builder)
    {
        builder.HasOne<Client>().WithMany().HasForeignKey(p => p.Client);
        builder.UniqueInTenant(nameof(ContactPoint.SourceSystem), nameof(ContactPoint.ExternalId));
    }
}

internal sealed class AddressMap : IEntityTypeConfiguration<Address>
{
    public void Configure(EntityTypeBuilder<Address> builder)
    {
        builder.HasOne<Client>().WithMany().HasForeignKey(a => a.Client);
        builder.UniqueInTenant(nameof(Address.SourceSystem), nameof(Address.ExternalId));
    }
}

internal sealed class ClientMergeMap : IEntityTypeConfiguration<ClientMerge>
{
    public void Configure(EntityTypeBuilder<ClientMerge> builder)
    {
        builder.HasOne<Client>().WithMany().HasForeignKey(m => m.Survivor);
        builder.HasOne<Client>().WithMany().HasForeignKey(m => m.Merged);
        builder.HasIndex(m => m.Merged).IsUnique().HasFilter("separated_at is null");
    }
}

internal sealed class MergeMoveMap : IEntityTypeConfiguration<MergeMove>
{
    public void Configure(EntityTypeBuilder<MergeMove> builder)
    {
        builder.HasKey(m => new { m.Merge, m.Part, m.RowId });
        builder.HasOne<ClientMerge>().WithMany().HasForeignKey(m => m.Merge);
    }
}
