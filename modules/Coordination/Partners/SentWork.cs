using System.Linq.Expressions;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>A step that a partner organisation owes, as its people see it: what is asked and by when. Of the person it has the id only.</summary>
internal sealed class SentWork
{
    public WorkItemId Item { get; init; }

    public ClientId? Client { get; init; }

    public string Title { get; init; } = "";

    public WorkItemState State { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset DueAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public decimal? Measured { get; init; }

    /// <summary>What a partner sees of an item.</summary>
    public static Expression<Func<WorkItem, SentWork>> Shown { get; } = i => new SentWork
    {
        Item = i.Id,
        Client = i.Client,
        Title = i.Title,
        State = i.State,
        OpenedAt = i.OpenedAt,
        DueAt = i.DueAt,
        EndedAt = i.EndedAt,
        Measured = i.Measured,
    };

    private static readonly Func<WorkItem, SentWork> Show = Shown.Compile();

    public static SentWork Of(WorkItem item) => Show(item);
}

/// <summary>What partner organisations owe here.</summary>
[Query, ForPartners, Feature("coordination"), Requires("coordination.answer")]
internal static class SentWorkQueries
{
    /// <summary>The steps that the caller's organisation owes, the first due first; nothing for people of the organisation itself.</summary>
    /// <param name="open">Only those that are open, or only those that have ended; both when nothing is said.</param>
    public static Task<Connection<SentWork>> SentToUs(bool? open, Page page, CoordinationDb db, Actor actor, CancellationToken ct)
    {
        var partner = actor.Organisation;
        return db.WorkItems
            .Where(i => partner != null && i.Partner == partner)
            .Where(i => open == null || (i.State == WorkItemState.Open) == open)
            .Select(SentWork.Shown)
            .ToConnection(page, new Ordering<SentWork, DateTimeOffset, WorkItemId>(i => i.DueAt, i => i.Item), ct);
    }
}

/// <summary>A step that a partner organisation owes, as its people see it.</summary>
[View<SentWork>]
internal static class SentWorkView
{
    /// <summary>By which its outcome is reported.</summary>
    public static string Id(SentWork work) => work.Item.ToString();

    /// <summary>Whom it is about, for <c>sharedClient</c>, which shows what the caller's organisation needs of them; null when it is about nobody.</summary>
    public static string? ClientId(SentWork work) => work.Client?.ToString();

    /// <summary>What is asked.</summary>
    public static string Title(SentWork work) => work.Title;

    /// <summary>Open, completed or cancelled.</summary>
    public static WorkItemState State(SentWork work) => work.State;

    /// <summary>Since when it is owed.</summary>
    public static DateTimeOffset OpenedAt(SentWork work) => work.OpenedAt;

    /// <summary>When its time runs out.</summary>
    public static DateTimeOffset DueAt(SentWork work) => work.DueAt;

    /// <summary>When it was done or became needless.</summary>
    public static DateTimeOffset? EndedAt(SentWork work) => work.EndedAt;

    /// <summary>The value that was reported.</summary>
    public static decimal? Measured(SentWork work) => work.Measured;
}
