using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

/// <summary>The end of a client's care here. It is never changed; who comes back begins with a new inquiry.</summary>
internal sealed class Discharge
{
    public required DischargeId Id { get; init; }

    public required ClientId Client { get; init; }

    public required DischargeReason Reason { get; init; }

    /// <summary>The last day of care.</summary>
    public required DateOnly DischargedOn { get; init; }

    /// <summary>What a colleague should know.</summary>
    public string? Note { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public UserId? RecordedBy { get; init; }

    /// <summary>A team of the program under 42 CFR Part 2 whose own care ended; null where care outside of programs did.</summary>
    public TeamId? Team { get; init; }
}

internal sealed class DischargeMap : IEntityTypeConfiguration<Discharge>
{
    public void Configure(EntityTypeBuilder<Discharge> builder) => builder.HasOne<Client>().WithMany().HasForeignKey(d => d.Client);
}

/// <summary>Discharges of clients, the latest first.</summary>
internal sealed class DischargesByClient(IntakeDb db) : RowsBy<IntakeDb, ClientId, Discharge>(db)
{
    protected override Expression<Func<Discharge, ClientId>> Key => d => d.Client;

    protected override IQueryable<Discharge> Rows(Reach reach) => Db.Discharges.OrderByDescending(d => d.RecordedAt).ThenBy(d => d.Id);
}
