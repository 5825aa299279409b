using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Referrals;

internal sealed class StayMap : IEntityTypeConfiguration<Stay>
{
    public void Configure(EntityTypeBuilder<Stay> builder)
    {
        builder.ToTable("stays");
        builder.Property<Guid>("TenantId");
        builder.HasIndex("TenantId", nameof(Stay.Partner), nameof(Stay.Visit)).IsUnique();
        builder.Property(s => s.Candidates).AsDocument();
        builder.Property(s => s.Diagnoses).AsDocument();
    }
}

internal sealed class TransitionNoticeMap : IEntityTypeConfiguration<TransitionNotice>
{
    public void Configure(EntityTypeBuilder<TransitionNotice> builder)
    {
        builder.ToTable("transition_notices");
        builder.Property<Guid>("TenantId");
        builder.HasIndex("TenantId", nameof(TransitionNotice.Partner), nameof(TransitionNotice.MessageId)).IsUnique();
        builder.Property(n => n.Content!).AsDocument();
        builder.Ignore(n => n.SaidAt);
        builder.HasOne<Stay>().WithMany().HasForeignKey(n => n.Stay);
    }
}

internal sealed class TransitionFeedMap : IEntityTypeConfiguration<TransitionFeed>
{
    public void Configure(EntityTypeBuilder<TransitionFeed> builder)
    {
        builder.ToTable("transition_feeds");
        builder.Property<Guid>("TenantId");
        builder.HasIndex("TenantId", nameof(TransitionFeed.Partner)).IsUnique();
    }
}

internal sealed class TransitionSettingsMap : IEntityTypeConfiguration<TransitionSettings>
{
    public void Configure(EntityTypeBuilder<TransitionSettings> builder)
    {
        builder.ToTable("transition_settings");
        builder.Property<Guid>("TenantId");
        builder.HasIndex("TenantId").IsUnique();
        builder.Property(s => s.Rules).AsDocument();
    }
}
