using System.Linq.Expressions;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>One meeting of a team at its board.</summary>
[View<Huddle>]
internal static class HuddleView
{
    /// <summary>Its id.</summary>
    public static HuddleId Id(Huddle huddle) => huddle.Id;

    /// <summary>The team that met.</summary>
    public static TeamId Team(Huddle huddle) => huddle.Team;

    /// <summary>The daily huddle, or the weekly operations meeting.</summary>
    public static HuddleKind Kind(Huddle huddle) => huddle.Kind;

    /// <summary>The day, in the time zone of the team's site.</summary>
    public static DateOnly Day(Huddle huddle) => huddle.Day;

    /// <summary>When it began.</summary>
    public static DateTimeOffset StartedAt(Huddle huddle) => huddle.StartedAt;

    /// <summary>Who began it.</summary>
    public static UserId? StartedBy(Huddle huddle) => huddle.StartedBy;

    /// <summary>What the board had to say when it began.</summary>
    public static IReadOnlyList<AgendaLine> Agenda(Huddle huddle) => huddle.Agenda;

    /// <summary>Who was there, by name.</summary>
    public static async Task<IReadOnlyList<User>> Attendance(Huddle huddle, People people, CancellationToken ct) =>
        [.. (await people.Users(ct)).Where(u => huddle.Attendance.Contains(u.Id)).OrderBy(u => u.Name, StringComparer.Ordinal)];

    /// <summary>The standing questions of a weekly meeting, with what was said.</summary>
    public static IReadOnlyList<HuddleAnswer> Answers(Huddle huddle) => huddle.Answers;

    /// <summary>The barriers that were noted, in order.</summary>
    public static Loaded<IReadOnlyList<Barrier>> Barriers(Huddle huddle, BarriersByHuddle loader) => loader.For(huddle.Id);

    /// <summary>When it ended; null while it is open.</summary>
    public static DateTimeOffset? ClosedAt(Huddle huddle) => huddle.ClosedAt;

    /// <summary>Send it as expectedVersion with a change.</summary>
    public static int Version(Huddle huddle) => huddle.Version;
}

/// <summary>One line of an agenda.</summary>
[View<AgendaLine>]
internal static class AgendaLineView
{
    /// <summary>Why it is there.</summary>
    public static AgendaTopic Topic(AgendaLine line) => line.Topic;

    /// <summary>Id of the problem, item, target or barrier.</summary>
    public static string? About(AgendaLine line) => line.About;

    /// <summary>What it is, in words; for overdue work, how much.</summary>
    public static string Words(AgendaLine line) => line.Words;
}

/// <summary>A standing question with what the meeting said to it.</summary>
[View<HuddleAnswer>]
internal static class HuddleAnswerView
{
    /// <summary>Key of the question.</summary>
    public static string Key(HuddleAnswer answer) => answer.Key;

    /// <summary>The question.</summary>
    public static string Question(HuddleAnswer answer) => answer.Question;

    /// <summary>What was said; null while nothing was.</summary>
    public static string? Answer(HuddleAnswer answer) => answer.Answer;
}

/// <summary>Something that stands in the way, with an owner and a day.</summary>
[View<Barrier>]
internal static class BarrierView
{
    /// <summary>Its id.</summary>
    public static BarrierId Id(Barrier barrier) => barrier.Id;

    /// <summary>The huddle at which it was noted.</summary>
    public static HuddleId Huddle(Barrier barrier) => barrier.Huddle;

    /// <summary>What stands in the way.</summary>
    public static string Text(Barrier barrier) => barrier.Text;

    /// <summary>Who removes it.</summary>
    public static UserId Owner(Barrier barrier) => barrier.Owner;

    /// <summary>Until which day.</summary>
    public static DateOnly DueOn(Barrier barrier) => barrier.DueOn;

    /// <summary>When it was out of the way.</summary>
    public static DateTimeOffset? RemovedAt(Barrier barrier) => barrier.RemovedAt;

    /// <summary>Who said so.</summary>
    public static UserId? RemovedBy(Barrier barrier) => barrier.RemovedBy;
}

/// <summary>Huddles and barriers.</summary>
[Query, Feature("coordination.daily"), Requires("coordination.read")]
internal static class HuddleQueries
{
    /// <summary>The huddles of a team, the latest first; none when the caller may not see that team's work.</summary>
    public static Task<Connection<Huddle>> Huddles(TeamId team, HuddleKind? kind, Page page, CoordinationDb db, CancellationToken ct) =>
        db.HuddlesWithin(db.Actor.ReachOf("coordination.read")).AsNoTracking().Where(h => h.Team == team && (kind == null || h.Kind == kind))
            .ToConnection(page, new Ordering<Huddle, DateTimeOffset, HuddleId>(h => h.StartedAt, h => h.Id, Descending: true), ct);

    /// <summary>The barriers that the caller owes to remove, the first due first.</summary>
    public static Task<Connection<Barrier>> MyBarriers(Page page, CoordinationDb db, CancellationToken ct)
    {
        var me = db.Me;
        return db.Barriers.AsNoTracking().Where(b => b.Owner == me && b.RemovedAt == null)
            .ToConnection(page, new Ordering<Barrier, DateOnly, BarrierId>(b => b.DueOn, b => b.Id), ct);
    }

    /// <summary>The huddles within reach.</summary>
    internal static IQueryable<Huddle> HuddlesWithin(this CoordinationDb db, Reach reach) => reach switch
    {
        Reach.None => db.Huddles.Where(_ => false),
        Reach.Own or Reach.Team => db.Huddles.Where(h => db.MyTeams.Contains(h.Team)),
        _ => db.Huddles.Where(h => !db.ClosedTeams.Contains(h.Team)),
    };
}

/// <summary>Reads huddles by id.</summary>
[Requires("coordination.read")]
internal sealed class HuddleById(CoordinationDb db) : RowById<CoordinationDb, HuddleId, Huddle>(db)
{
    protected override Expression<Func<Huddle, HuddleId>> Key => h => h.Id;

    protected override IQueryable<Huddle> Rows(Reach reach) => Db.HuddlesWithin(reach);
}

/// <summary>Reads barriers by id.</summary>
[Requires("coordination.read")]
internal sealed class BarrierById(CoordinationDb db) : RowById<CoordinationDb, BarrierId, Barrier>(db)
{
    protected override Expression<Func<Barrier, BarrierId>> Key => b => b.Id;

    protected override IQueryable<Barrier> Rows(Reach reach) => reach is Reach.Own or Reach.Team
        ? Db.Barriers.Where(b => Db.MyTeams.Contains(b.Team) || b.Owner == Db.Me)
        : Db.Barriers;
}

/// <summary>Reads the barriers that were noted at huddles.</summary>
[Requires("coordination.read")]
internal sealed class BarriersByHuddle(CoordinationDb db) : RowsBy<CoordinationDb, HuddleId, Barrier>(db)
{
    protected override Expression<Func<Barrier, HuddleId>> Key => b => b.Huddle;

    protected override IQueryable<Barrier> Rows(Reach reach) => Of(Db.HuddlesWithin(reach));

    private IQueryable<Barrier> Of(IQueryable<Huddle> seen) =>
        Db.Barriers.Where(b => seen.Any(h => h.Id == b.Huddle)).OrderBy(b => b.NotedAt).ThenBy(b => b.Id);
}
