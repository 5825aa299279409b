using System.Linq.Expressions;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>The registry of decision rights, and what was asked under it.</summary>
[Query, Feature("coordination.decisions"), Requires("coordination.read")]
internal static class DecisionQueries
{
    private const string Read = "coordination.read";

    /// <summary>Narrows a list of decisions; what is left out does not narrow.</summary>
    /// <param name="State">Only those that stand so.</param>
    /// <param name="Type">Key of the decision type.</param>
    /// <param name="Team">Asked for this team.</param>
    /// <param name="Client">About this client.</param>
    /// <param name="Item">About this work item.</param>
    public sealed record DecisionFilter(
        DecisionState? State = null, string? Type = null, TeamId? Team = null, ClientId? Client = null, WorkItemId? Item = null);

    /// <summary>The registry: who decides what, by key; retired types only when asked for.</summary>
    /// <param name="retired">True for the types that are retired; those in force when it is left out.</param>
    public static Task<Connection<DecisionType>> DecisionTypes(bool? retired, Page page, CoordinationDb db, CancellationToken ct) =>
        db.DecisionTypes.AsNoTracking().Where(t => (t.RetiredAt != null) == (retired ?? false))
            .ToConnection(page, new Ordering<DecisionType, string, DecisionTypeId>(t => t.Key, t => t.Id), ct);

    /// <summary>One request; null when there is none with this id that the caller may see.</summary>
    public static Task<DecisionRequest?> DecisionRequest(DecisionRequestId id, CoordinationDb db, CancellationToken ct) =>
        db.DecisionsFor(Read).AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct);

    /// <summary>What waits for the caller's answer, the first due first.</summary>
    public static Task<Connection<DecisionRequest>> MyDecisions(Page page, CoordinationDb db, CancellationToken ct)
    {
        var (me, teams) = (db.Me, db.MyTeams);
        return db.OpenDecisions().AsNoTracking()
            .Where(r => r.State == DecisionState.Open && me != null && r.AskedBy != me
                && (r.Decider == me || (r.Decider == null && r.DeciderTeam != null && teams.Contains(r.DeciderTeam.Value))))
            .ToConnection(page, new Ordering<DecisionRequest, DateTimeOffset, DecisionRequestId>(r => r.DueAt, r => r.Id), ct);
    }

    /// <summary>Every request that the caller may see, the latest first.</summary>
    public static Task<Connection<DecisionRequest>> DecisionRequests(
        DecisionFilter? where, Page page, CoordinationDb db, CancellationToken ct) => db.DecisionsFor(Read).AsNoTracking()
        .Where(r => where == null || where.State == null || r.State == where.State)
        .Where(r => where == null || where.Type == null || r.TypeKey == where.Type)
        .Where(r => where == null || where.Team == null || r.Team == where.Team)
        .Where(r => where == null || where.Client == null || r.Client == where.Client)
        .Where(r => where == null || where.Item == null || r.Item == where.Item)
        .ToConnection(page, Latest, ct);

    /// <summary>The latest asked first.</summary>
    internal static Ordering<DecisionRequest, DateTimeOffset, DecisionRequestId> Latest => new(r => r.AskedAt, r => r.Id, Descending: true);
}

/// <summary>Reads decision types by id.</summary>
[Requires("coordination.read")]
internal sealed class DecisionTypeById(CoordinationDb db) : RowById<CoordinationDb, DecisionTypeId, DecisionType>(db)
{
    protected override Expression<Func<DecisionType, DecisionTypeId>> Key => t => t.Id;

    protected override IQueryable<DecisionType> Rows(Reach reach) => Db.DecisionTypes;
}

/// <summary>Reads requests for decisions by id.</summary>
[Requires("coordination.read")]
internal sealed class DecisionRequestById(CoordinationDb db) : RowById<CoordinationDb, DecisionRequestId, DecisionRequest>(db)
{
    protected override Expression<Func<DecisionRequest, DecisionRequestId>> Key => r => r.Id;

    protected override IQueryable<DecisionRequest> Rows(Reach reach) => Db.DecisionsWithin(reach).Where(
        r => r.AskedBy == Db.Me || r.Decider == Db.Me || r.AnsweredBy == Db.Me
            || ((r.Team == null || !Db.ClosedTeams.Contains(r.Team.Value)) && (r.DeciderTeam == null || !Db.ClosedTeams.Contains(r.DeciderTeam.Value))));
}
