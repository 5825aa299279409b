using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

internal sealed class PublicRequestMap : IEntityTypeConfiguration<PublicRequest>
{
    public void Configure(EntityTypeBuilder<PublicRequest> builder)
    {
        builder.Ignore(r => r.Secret);
        builder.HasOne<Inquiry>().WithMany().HasForeignKey(r => r.Inquiry);
        builder.UniqueInTenant(nameof(PublicRequest.Reference));
        builder.UniqueInTenant(nameof(PublicRequest.FormHash));
    }
}
