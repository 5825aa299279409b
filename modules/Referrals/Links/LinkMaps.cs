using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Referrals;

internal sealed class TenantLinkMap : IEntityTypeConfiguration<TenantLink>
{
    public void Configure(EntityTypeBuilder<TenantLink> builder)
    {
        builder.ToTable("tenant_links");
        builder.Property<Guid>("TenantId");
        builder.HasIndex("TenantId", nameof(TenantLink.Key)).IsUnique();
        // The wall behind "there is a link already".
        builder.HasIndex("TenantId", nameof(TenantLink.Partner)).IsUnique().HasFilter("partner is not null and state in ('asked', 'accepted')");
    }
}

internal sealed class LinkArrivalMap : IEntityTypeConfiguration<LinkArrival>
{
    public void Configure(EntityTypeBuilder<LinkArrival> builder)
    {
        builder.ToTable("link_arrivals");
        builder.Property<Guid>("TenantId");
        builder.Property(a => a.Body).HasColumnType("jsonb");
        // The wall behind "exactly once".
        builder.HasIndex(
            "TenantId", nameof(LinkArrival.FromTenant), nameof(LinkArrival.LinkKey), nameof(LinkArrival.Kind), nameof(LinkArrival.Subject),
            nameof(LinkArrival.Step)).IsUnique();
    }
}
