using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

internal sealed class ContactAttemptMap : IEntityTypeConfiguration<ContactAttempt>
{
    public void Configure(EntityTypeBuilder<ContactAttempt> builder)
    {
        builder.HasOne<Inquiry>().WithMany().HasForeignKey(a => a.Inquiry);
        builder.HasOne<ContactPoint>().WithMany().HasForeignKey(a => a.ContactPoint);
    }
}

internal sealed class OutreachHandoffMap : IEntityTypeConfiguration<OutreachHandoff>
{
    public void Configure(EntityTypeBuilder<OutreachHandoff> builder) =>
        builder.HasOne<Inquiry>().WithMany().HasForeignKey(h => h.Inquiry);
}
