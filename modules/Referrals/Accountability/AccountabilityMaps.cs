using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Referrals;

internal sealed class AccountabilitySettingsMap : IEntityTypeConfiguration<AccountabilitySettings>
{
    public void Configure(EntityTypeBuilder<AccountabilitySettings> builder)
    {
        builder.ToTable("accountability_settings");
        builder.Property<Guid>("TenantId");
        builder.HasIndex("TenantId").IsUnique();
        builder.Property(s => s.Rules).AsDocument();
    }
}

internal sealed class PartnerReviewMap : IEntityTypeConfiguration<PartnerReview>
{
    public void Configure(EntityTypeBuilder<PartnerReview> builder)
    {
        builder.ToTable("partner_reviews");
        builder.Property<Guid>("TenantId");
        builder.HasIndex("TenantId", nameof(PartnerReview.Partner), nameof(PartnerReview.Month)).IsUnique();
        builder.Property(r => r.Standing).AsDocument();
        builder.Property(r => r.Duties).AsDocument();
        builder.HasOne<Agreement>().WithMany().HasForeignKey(r => r.Agreement);
    }
}

internal sealed class CorrectiveActionMap : IEntityTypeConfiguration<CorrectiveAction>
{
    public void Configure(EntityTypeBuilder<CorrectiveAction> builder)
    {
        builder.ToTable("corrective_actions");
        builder.HasOne<PartnerReview>().WithMany().HasForeignKey(a => a.Review);
    }
}

internal sealed class AgreementNoticeMap : IEntityTypeConfiguration<AgreementNotice>
{
    public void Configure(EntityTypeBuilder<AgreementNotice> builder)
    {
        builder.ToTable("agreement_notices");
        builder.Property<Guid>("TenantId");
        builder.HasIndex("TenantId", nameof(AgreementNotice.Agreement), nameof(AgreementNotice.Kind), nameof(AgreementNotice.About), nameof(AgreementNotice.Day))
            .IsUnique();
        builder.HasOne<Agreement>().WithMany().HasForeignKey(n => n.Agreement);
    }
}
