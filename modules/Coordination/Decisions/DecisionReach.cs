using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// How far a permission reaches over decisions: <c>own</c> is what the person has asked for, is asked or has answered, and what is
/// put before their teams; <c>team</c> is everything asked for their teams besides; wider is the tenant. What is about a client whose record is for named people is
/// theirs alone, however far a permission reaches.
/// </summary>
internal static class DecisionReach
{
    /// <summary>The requests within reach of the permission.</summary>
    public static IQueryable<DecisionRequest> DecisionsFor(this CoordinationDb db, string permission) =>
        db.Actor.ClosedTeams.Count == 0
            ? db.DecisionsWithin(db.Actor.ReachOf(permission))
            : db.DecisionsWithin(db.Actor.ReachOf(permission)).Where(
                r => r.AskedBy == db.Me || r.Decider == db.Me || r.AnsweredBy == db.Me
                    || ((r.Team == null || !db.ClosedTeams.Contains(r.Team.Value)) && (r.DeciderTeam == null || !db.ClosedTeams.Contains(r.DeciderTeam.Value))));

    /// <summary>The requests within reach.</summary>
    public static IQueryable<DecisionRequest> DecisionsWithin(this CoordinationDb db, Reach reach) => reach switch
    {
        Reach.None => db.DecisionRequests.Where(_ => false),
        Reach.Own => db.OpenDecisions().Where(
            r => r.AskedBy == db.Me || r.Decider == db.Me || r.AnsweredBy == db.Me
                || (r.Decider == null && r.DeciderTeam != null && db.MyTeams.Contains(r.DeciderTeam.Value))),
        Reach.Team => db.OpenDecisions().Where(
            r => r.AskedBy == db.Me || r.Decider == db.Me || r.AnsweredBy == db.Me
                || (r.DeciderTeam != null && db.MyTeams.Contains(r.DeciderTeam.Value))
                || (r.Team != null && db.MyTeams.Contains(r.Team.Value))),
        _ => db.OpenDecisions(),
    };

    /// <summary>The requests but those about clients whose records are for others than the caller.</summary>
    public static IQueryable<DecisionRequest> OpenDecisions(this CoordinationDb db) => db.DecisionRequests.Where(
        r => r.Client == null || !db.Restricted.Any(k => k.Subject == r.Client && !k.Users.Contains(db.MeKey)));

    /// <summary>Whether a request is about a client whose record is for others than the caller.</summary>
    public static async Task<bool> IsKeptFromMe(this CoordinationDb db, DecisionRequest request, CancellationToken ct) =>
        request.Client is { } about && await db.Restricted.AnyAsync(k => k.Subject == about && !k.Users.Contains(db.MeKey), ct);

    /// <summary>The same question about one request in memory.</summary>
    public static bool IsWithin(this DecisionRequest request, Actor actor, string permission)
    {
        var mine = actor.User is { } me && (request.AskedBy == me || request.Decider == me || request.AnsweredBy == me);
        if (!mine && (Closed(request.Team) || Closed(request.DeciderTeam)))
        {
            return false;
        }

        bool Closed(TeamId? team) => team is { } of && actor.ClosedTeams.Contains(of);
        var putBeforeUs = request.DeciderTeam is { } asked && actor.Teams.Contains(asked);
        return actor.ReachOf(permission) switch
        {
            Reach.None => false,
            Reach.Own => mine || (request.Decider is null && putBeforeUs),
            Reach.Team => mine || putBeforeUs || (request.Team is { } team && actor.Teams.Contains(team)),
            _ => true,
        };
    }

    /// <summary>Why the request cannot be changed by somebody who saw this version; null when it can.</summary>
    public static Refusal? Prevents(this DecisionRequest request, int? expectedVersion) =>
        expectedVersion is { } expected && expected != request.Version ? new VersionConflict(expected, request.Version)
        : request.IsOpen ? null
        : new DecisionClosed();
}

/// <summary>The decision was made or withdrawn already.</summary>
internal sealed record DecisionClosed() : Refusal(
    "coordination.decision_closed", "This decision has been made or withdrawn already. Ask anew if things have changed.", "input.request");
