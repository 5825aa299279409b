using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Something happened that the boards of these teams show.</summary>
internal sealed record BoardNews(params IReadOnlyList<TeamId?> Teams) : INews<BoardNews>
{
    // Whoever looks at a board looks at the whole of it, so however much happened is one thing.
    public object Key => typeof(Board);

    public BoardNews Then(BoardNews later) => later;
}

/// <summary>Feeds the boards of teams.</summary>
internal sealed class BoardFeed(LivePace pace) : LiveFeed<BoardNews>(pace)
{
    public override IReadOnlyList<Type> Hears { get; } =
    [
        .. WorkFeed.Steps, typeof(BoardChanged), typeof(ProblemTieredUp), typeof(ProblemUnanswered), typeof(ProblemAnswered), typeof(LineStopped),
        typeof(LineReleased),
    ];

    protected override BoardNews? Read(object happened) => happened switch
    {
        BoardChanged e => new BoardNews(e.Team),
        ProblemTieredUp e => new BoardNews(e.Team),
        ProblemUnanswered e => new BoardNews(e.Team),
        ProblemAnswered e => new BoardNews(e.Team),
        LineStopped e => new BoardNews(e.Team),
        LineReleased e => new BoardNews(e.Team),
        _ => WorkNews.Of(happened) is { } news ? new BoardNews(news.Before.Team, news.After.Team) : null,
    };
}
