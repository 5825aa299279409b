using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

internal sealed class AppointmentMap : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> builder)
    {
        builder.HasOne<Client>().WithMany().HasForeignKey(a => a.Client);
        builder.HasOne<WaitlistEntry>().WithMany().HasForeignKey(a => a.WaitlistEntry);
        builder.HasOne<VisitType>().WithMany().HasForeignKey(a => a.VisitType);
        builder.HasOne<Inquiry>().WithMany().HasForeignKey(a => a.Inquiry);
    }
}
