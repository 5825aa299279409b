using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Referrals;

internal sealed class InboundReferralMap : IEntityTypeConfiguration<InboundReferral>
{
    public void Configure(EntityTypeBuilder<InboundReferral> builder)
    {
        builder.ToTable("inbound_referrals");
        builder.Property<Guid>("TenantId");
        // The wall behind "the same reference is the same referral".
        builder.HasIndex("TenantId", nameof(InboundReferral.SenderKey), nameof(InboundReferral.Reference)).IsUnique().HasFilter("reference is not null");
        builder.Property(r => r.Person).AsDocument();
        builder.Ignore(r => r.Elements);
        builder.HasOne<TenantLink>().WithMany().HasForeignKey(r => r.Link);
    }
}

internal sealed class InboundStepMap : IEntityTypeConfiguration<InboundStep>
{
    public void Configure(EntityTypeBuilder<InboundStep> builder)
    {
        builder.ToTable("inbound_steps");
        builder.HasKey(s => new { s.Referral, s.Number });
        builder.HasOne<InboundReferral>().WithMany().HasForeignKey(s => s.Referral);
    }
}
