using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Referrals;

internal sealed class WarmHandoffMap : IEntityTypeConfiguration<WarmHandoff>
{
    public void Configure(EntityTypeBuilder<WarmHandoff> builder)
    {
        builder.ToTable("warm_handoffs");
        builder.Property(h => h.Joined).AsDocument();
        builder.HasOne<Referral>().WithMany().HasForeignKey(h => h.Referral);
    }
}

internal sealed class HandoffPlanMap : IEntityTypeConfiguration<HandoffPlan>
{
    public void Configure(EntityTypeBuilder<HandoffPlan> builder)
    {
        builder.ToTable("handoff_plans");
        builder.HasKey(p => p.Referral);
        builder.HasOne<Referral>().WithOne().HasForeignKey<HandoffPlan>(p => p.Referral);
    }
}
