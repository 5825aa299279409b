using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Referrals;

internal sealed class MeasuredVisitMap : IEntityTypeConfiguration<MeasuredVisit>
{
    public void Configure(EntityTypeBuilder<MeasuredVisit> builder) => builder.ToTable("measured_visits");
}
