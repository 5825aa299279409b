using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

internal sealed class CareOrganisationMap : IEntityTypeConfiguration<CareOrganisation>
{
    public void Configure(EntityTypeBuilder<CareOrganisation> builder) =>
        builder.UniqueInTenant(nameof(CareOrganisation.SourceSystem), nameof(CareOrganisation.ExternalId));
}

internal sealed class PractitionerMap : IEntityTypeConfiguration<Practitioner>
{
    public void Configure(EntityTypeBuilder<Practitioner> builder)
    {
        builder.HasOne<CareOrganisation>().WithMany().HasForeignKey(p => p.Organisation);
        builder.UniqueInTenant(nameof(Practitioner.SourceSystem), nameof(Practitioner.ExternalId));
    }
}

internal sealed class EncounterMap : IEntityTypeConfiguration<Encounter>
{
    public void Configure(EntityTypeBuilder<Encounter> builder)
    {
        builder.HasOne<Client>().WithMany().HasForeignKey(e => e.Client);
        builder.HasOne<CareOrganisation>().WithMany().HasForeignKey(e => e.Organisation);
        builder.HasOne<Practitioner>().WithMany().HasForeignKey(e => e.Practitioner);
        builder.UniqueInTenant(nameof(Encounter.SourceSystem), nameof(Encounter.ExternalId));
    }
}

internal sealed class ConditionMap : IEntityTypeConfiguration<Condition>
{
    public void Configure(EntityTypeBuilder<Condition> builder)
    {
        builder.HasOne<Client>().WithMany().HasForeignKey(c => c.Client);
        builder.HasOne<Encounter>().WithMany().HasForeignKey(c => c.Encounter);
        builder.UniqueInTenant(nameof(Condition.SourceSystem), nameof(Condition.ExternalId));
    }
}

internal sealed class ObservationMap : IEntityTypeConfiguration<Observation>
{
    public void Configure(EntityTypeBuilder<Observation> builder)
    {
        builder.HasOne<Client>().WithMany().HasForeignKey(o => o.Client);
        builder.HasOne<Encounter>().WithMany().HasForeignKey(o => o.Encounter);
        builder.UniqueInTenant(nameof(Observation.SourceSystem), nameof(Observation.ExternalId));
    }
}

internal sealed class ImportRunMap : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> builder)
    {
        builder.Property(r => r.Files).AsJson();
        builder.Property(r => r.Counts).AsJson();
    }
}

internal sealed class ImportProblemMap : IEntityTypeConfiguration<ImportProblem>
{
    public void Configure(EntityTypeBuilder<ImportProblem> builder)
    {
        builder.HasKey(p => new { p.Run, p.Number });
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(p => p.Run);
    }
}
