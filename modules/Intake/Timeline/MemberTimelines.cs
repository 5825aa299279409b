using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Lines of time of several clients, in the order in which they were asked for; clients out of reach are left out.</summary>
[Query, Feature("intake.coverage"), Requires("intake.read")]
internal static class MemberTimelines
{
    private const int MostClients = 200;
    private const int LongestDays = 3660;

    /// <param name="clients">Whose; at most 200.</param>
    /// <param name="from">The first day looked at.</param>
    /// <param name="to">The last day looked at.</param>
    public static async Task<IReadOnlyList<MemberTimeline>> Handle(
        IReadOnlyList<ClientId> clients, DateOnly from, DateOnly to, TimelineReader reader, CancellationToken ct)
    {
        if (clients.Count > MostClients)
        {
            throw new InvalidPageException($"Ask for at most {MostClients} clients at once.");
        }

        if (to < from || to.DayNumber - from.DayNumber > LongestDays)
        {
            throw new InvalidPageException($"The last day must not come before the first, nor more than {LongestDays} days after it.");
        }

        var read = await reader.Read(clients, from, to, ct);
        return [.. clients.Distinct().Where(read.ContainsKey).Select(id => read[id])];
    }
}

/// <summary>Whose line of time is wanted. Not the client's id itself, by which the client is found.</summary>
internal readonly record struct Member(ClientId Client);

/// <summary>A client's line of time, from a year ago to a quarter ahead, read for all clients of a list at once.</summary>
internal sealed class TimelineByMember(TimelineReader reader, Session session) : DataLoader<Member, MemberTimeline>
{
    private const int MonthsBack = 12;
    private const int MonthsAhead = 3;

    public override async Task<IReadOnlyDictionary<Member, MemberTimeline>> ReadAsync(IReadOnlyList<Member> keys, CancellationToken ct)
    {
        var today = session.Clock.Today();
        var read = await reader.Read([.. keys.Select(k => k.Client)], today.AddMonths(-MonthsBack), today.AddMonths(MonthsAhead), ct);
        return read.ToDictionary(r => new Member(r.Key), r => r.Value);
    }
}
