using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

internal sealed class AccessRulesMap : IEntityTypeConfiguration<AccessRuleSet>
{
    public void Configure(EntityTypeBuilder<AccessRuleSet> builder)
    {
        builder.ToTable("access_rules");
        builder.UniqueInTenant();
        builder.Property(s => s.Rules).AsJson();
    }
}
