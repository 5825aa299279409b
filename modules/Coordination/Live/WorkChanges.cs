using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>What has changed in a list of work since the message before.</summary>
internal sealed record WorkChanges(IReadOnlyList<ChangedItem> Items, bool Reload)
{
    /// <param name="team">Whose list; null for the caller's own.</param>
    public static WorkChanges Of(Told<WorkNews> told, TeamId? team) =>
        new([.. told.News.Select(n => new ChangedItem(new Listing(n.Item, team), n.Happened))], told.Missed);
}

/// <summary>One item that has changed.</summary>
internal sealed record ChangedItem(Listing Listing, IReadOnlyList<Happening> Happened);

/// <summary>An item and the list that it may stand in: a team's, or the caller's own.</summary>
internal readonly record struct Listing(WorkItemId Item, TeamId? Team);

/// <summary>What has changed in a list of work since the message before.</summary>
[View<WorkChanges>]
internal static class WorkChangesView
{
    /// <summary>The items that have changed, 100 at most, each once.</summary>
    public static IReadOnlyList<ChangedItem> Items(WorkChanges changes) => changes.Items;

    /// <summary>Whether more may have changed than is told: read the list anew. So it is in the first message, which comes at once.</summary>
    public static bool Reload(WorkChanges changes) => changes.Reload;
}

/// <summary>An item that has changed, and whether it still stands in the list.</summary>
[View<ChangedItem>("ChangedWorkItem")]
internal static class ChangedItemView
{
    /// <summary>Its id.</summary>
    public static string Id(ChangedItem changed) => changed.Listing.Item.ToString();

    /// <summary>What has happened to it, in the order in which each was first heard of.</summary>
    public static IReadOnlyList<Happening> Happened(ChangedItem changed) => changed.Happened;

    /// <summary>Whether it stands in the list now. It leaves when it ends, changes hands or, in one's own work, is put aside.</summary>
    public static Loaded<bool> Listed(ChangedItem changed, IsListed loader) => loader.For(changed.Listing);

    /// <summary>The item as it is now; null when it has passed out of the caller's reach.</summary>
    public static WorkItemId? Item(ChangedItem changed) => changed.Listing.Item;
}

/// <summary>Reads which items stand in which list of work now, as the lists themselves are read.</summary>
internal sealed class IsListed(CoordinationDb db, TenantClock clock) : DataLoader<Listing, bool>
{
    public override async Task<IReadOnlyDictionary<Listing, bool>> ReadAsync(IReadOnlyList<Listing> keys, CancellationToken ct)
    {
        var listed = new Dictionary<Listing, bool>();
        foreach (var list in keys.GroupBy(k => k.Team))
        {
            var ids = list.Select(k => k.Item).ToList();
            var shown = WorkItemQueries.Listed(list.Key, db, db.Actor, clock);
            var found = await db.WorkItems.AsNoTracking().Where(i => ids.Contains(i.Id))
                .Select(i => new { i.Id, IsListed = shown.Any(s => s.Id == i.Id) }).ToListAsync(ct);
            found.ForEach(f => listed[new Listing(f.Id, list.Key)] = f.IsListed);
        }

        return listed;
    }
}
