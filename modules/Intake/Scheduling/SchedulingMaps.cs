using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

internal sealed class VisitTypeMap : IEntityTypeConfiguration<VisitType>
{
    public void Configure(EntityTypeBuilder<VisitType> builder)
    {
        builder.UniqueInTenant(nameof(VisitType.Key));
        builder.Property(v => v.Modes).AsJson();
        builder.Property(v => v.Roles).AsJson();
    }
}

internal sealed class ClinicHoursMap : IEntityTypeConfiguration<ClinicHours>
{
    public void Configure(EntityTypeBuilder<ClinicHours> builder) => builder.Property(h => h.Modes).AsJson();
}

internal sealed class ClinicianPanelMap : IEntityTypeConfiguration<ClinicianPanel>
{
    public void Configure(EntityTypeBuilder<ClinicianPanel> builder)
    {
        builder.UniqueInTenant(nameof(ClinicianPanel.Clinician));
        builder.Property(p => p.Languages).AsJson();
    }
}

internal sealed class WaitlistEntryMap : IEntityTypeConfiguration<WaitlistEntry>
{
    public void Configure(EntityTypeBuilder<WaitlistEntry> builder)
    {
        builder.ToTable("waitlist");
        builder.Property(e => e.Weekdays).AsJson();
        builder.HasOne<Client>().WithMany().HasForeignKey(e => e.Client);
        builder.HasOne<Inquiry>().WithMany().HasForeignKey(e => e.Inquiry);
        builder.HasOne<VisitType>().WithMany().HasForeignKey(e => e.VisitType);
    }
}

internal sealed class SchedulingSettingsMap : IEntityTypeConfiguration<SchedulingSettings>
{
    public void Configure(EntityTypeBuilder<SchedulingSettings> builder)
    {
        builder.UniqueInTenant();
        builder.Property(s => s.Rules).AsJson();
    }
}
