using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

internal sealed class InquiryMap : IEntityTypeConfiguration<Inquiry>
{
    public void Configure(EntityTypeBuilder<Inquiry> builder)
    {
        builder.Ignore(i => i.IsOpen);
        builder.HasOne<Client>().WithMany().HasForeignKey(i => i.Client);
    }
}

internal sealed class InquiryContactMap : IEntityTypeConfiguration<InquiryContact>
{
    public void Configure(EntityTypeBuilder<InquiryContact> builder) =>
        builder.HasOne<Inquiry>().WithMany().HasForeignKey(c => c.Inquiry);
}

internal sealed class InquiryOwnerMap : IEntityTypeConfiguration<InquiryOwner>
{
    public void Configure(EntityTypeBuilder<InquiryOwner> builder) =>
        builder.HasOne<Inquiry>().WithMany().HasForeignKey(o => o.Inquiry);
}
