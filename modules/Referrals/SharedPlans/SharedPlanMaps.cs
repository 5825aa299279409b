using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Referrals;

internal sealed class SharedPlanMap : IEntityTypeConfiguration<SharedPlan>
{
    public void Configure(EntityTypeBuilder<SharedPlan> builder)
    {
        builder.ToTable("shared_plans");
        builder.Property<Guid>("TenantId");
        builder.HasIndex("TenantId", nameof(SharedPlan.FirstClient)).IsUnique().HasFilter("ended_at is null");
    }
}

internal sealed class PlanMemberMap : IEntityTypeConfiguration<PlanMember>
{
    public void Configure(EntityTypeBuilder<PlanMember> builder)
    {
        builder.ToTable("plan_members");
        builder.Property<Guid>("TenantId");
        builder.HasIndex("TenantId", nameof(PlanMember.Plan), nameof(PlanMember.Organisation)).IsUnique().HasFilter("state in ('invited', 'accepted')");
        builder.Ignore(m => m.IsOpen);
        builder.HasOne<SharedPlan>().WithMany().HasForeignKey(m => m.Plan);
    }
}

internal sealed class PlanEntryMap : IEntityTypeConfiguration<PlanEntry>
{
    public void Configure(EntityTypeBuilder<PlanEntry> builder)
    {
        builder.ToTable("plan_entries");
        builder.Ignore(e => e.IsSettled);
        builder.HasOne<SharedPlan>().WithMany().HasForeignKey(e => e.Plan);
        builder.HasOne<PlanEntry>().WithMany().HasForeignKey(e => e.Goal);
        builder.HasOne<PlanMember>().WithMany().HasForeignKey(e => e.WrittenBy);
        builder.HasOne<PlanMember>().WithMany().HasForeignKey(e => e.TakenBy);
    }
}

internal sealed class PlanNoteMap : IEntityTypeConfiguration<PlanNote>
{
    public void Configure(EntityTypeBuilder<PlanNote> builder)
    {
        builder.ToTable("plan_notes");
        builder.HasOne<SharedPlan>().WithMany().HasForeignKey(n => n.Plan);
        builder.HasOne<PlanEntry>().WithMany().HasForeignKey(n => n.Entry);
    }
}

internal sealed class PlanStepMap : IEntityTypeConfiguration<PlanStep>
{
    public void Configure(EntityTypeBuilder<PlanStep> builder)
    {
        builder.ToTable("plan_steps");
        builder.HasOne<SharedPlan>().WithMany().HasForeignKey(s => s.Plan);
        builder.HasOne<PlanMember>().WithMany().HasForeignKey(s => s.Member);
        builder.HasOne<PlanEntry>().WithMany().HasForeignKey(s => s.Entry);
    }
}
