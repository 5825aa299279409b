using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Lists of work as they change.</summary>
[Subscription, Feature("coordination"), Requires("coordination.read")]
internal static class WorkSubscriptions
{
    /// <summary>
    /// What changes in the caller's own work, also by what leaves it. What happens in quick succession comes in one message.
    /// </summary>
    public static IAsyncEnumerable<WorkChanges> MyWorkChanged(WorkFeed feed, Tenant tenant, Actor actor, CancellationToken ct) => feed
        .Listen(tenant.Id, news => actor.User is { } me && news.Touches(holder => holder.Owner == me), ct)
        .Select(told => WorkChanges.Of(told, team: null));

    /// <summary>
    /// What changes in a team's work, as far as the caller may see it, also by what leaves it. What happens in quick succession comes in
    /// one message.
    /// </summary>
    /// <param name="team">Whose work.</param>
    public static IAsyncEnumerable<WorkChanges> TeamWorkChanged(TeamId team, WorkFeed feed, Tenant tenant, Actor actor, CancellationToken ct) => feed
        .Listen(tenant.Id, news => news.Touches(holder => holder.Team == team && holder.IsWithin(actor, "coordination.read")), ct)
        .Select(told => WorkChanges.Of(told, team));
}
