using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Referrals;

internal sealed class ReferralMap : IEntityTypeConfiguration<Referral>
{
    public void Configure(EntityTypeBuilder<Referral> builder)
    {
        builder.ToTable("referrals");
        builder.Property<Guid>("TenantId");
        // The wall behind "already referred".
        builder.HasIndex("TenantId", nameof(Referral.Client), nameof(Referral.Service)).IsUnique()
            .HasFilter("status not in ('rerouted', 'closed', 'not-closed', 'void', 'declined')");
        builder.Ignore(r => r.IsOpen).Ignore(r => r.Elements);
        builder.HasOne<ServiceEntry>().WithMany().HasForeignKey(r => r.Service);
        builder.HasOne<Agreement>().WithMany().HasForeignKey(r => r.Agreement);
        builder.HasOne<Referral>().WithMany().HasForeignKey(r => r.Before);
        builder.HasOne<Referral>().WithMany().HasForeignKey(r => r.Next);
    }
}

internal sealed class ReferralStepMap : IEntityTypeConfiguration<ReferralStep>
{
    public void Configure(EntityTypeBuilder<ReferralStep> builder)
    {
        builder.ToTable("referral_steps");
        builder.HasKey(s => new { s.Referral, s.Number });
        builder.HasOne<Referral>().WithMany().HasForeignKey(s => s.Referral);
    }
}

internal sealed class ReferralMessageMap : IEntityTypeConfiguration<ReferralMessage>
{
    public void Configure(EntityTypeBuilder<ReferralMessage> builder)
    {
        builder.ToTable("messages");
        builder.HasOne<Referral>().WithMany().HasForeignKey(m => m.Referral);
    }
}

internal sealed class ServiceEntryMap : IEntityTypeConfiguration<ServiceEntry>
{
    public void Configure(EntityTypeBuilder<ServiceEntry> builder)
    {
        builder.ToTable("services");
        builder.Property(s => s.Conditions).AsDocument();
        builder.Property(s => s.Opening!).AsDocument().IsRequired(false);
    }
}

internal sealed class ServiceNeedMap : IEntityTypeConfiguration<ServiceNeed>
{
    public void Configure(EntityTypeBuilder<ServiceNeed> builder)
    {
        builder.ToTable("service_needs");
        builder.Property<Guid>("TenantId");
        builder.HasKey("TenantId", nameof(ServiceNeed.Need), nameof(ServiceNeed.Service));
        builder.HasOne<ServiceEntry>().WithMany().HasForeignKey(n => n.Service);
    }
}

internal sealed class AgreementMap : IEntityTypeConfiguration<Agreement>
{
    public void Configure(EntityTypeBuilder<Agreement> builder) => builder.Property(a => a.Terms).AsDocument();
}

internal sealed class ReferralSettingsMap : IEntityTypeConfiguration<ReferralSettings>
{
    public void Configure(EntityTypeBuilder<ReferralSettings> builder)
    {
        builder.ToTable("settings");
        builder.Property<Guid>("TenantId");
        builder.HasIndex("TenantId").IsUnique();
        builder.Property(s => s.Rules).AsDocument();
    }
}
