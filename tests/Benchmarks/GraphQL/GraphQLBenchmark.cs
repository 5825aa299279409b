using System.Globalization;
using System.Text;
using CarePlatform.Testing;

namespace CarePlatform.Benchmarks;

/// <summary>
/// What GraphQL costs above sending the same objects: processor time of the server for a request, against an endpoint of the same
/// host that serialises them with System.Text.Json. Rounds take turns, and medians count.
/// </summary>
internal static class GraphQLBenchmark
{
    private const int Connections = 8;
    private const int Rounds = 7;
    private const int WarmUps = 3;
    private static readonly TimeSpan RoundLength = TimeSpan.FromSeconds(2);

    public static async Task Run(string[] only)
    {
        if (only.Length == 0 || only.Contains("process"))
        {
            await InProcessFigures.Print();
        }

        if (only is ["process"])
        {
            return;
        }

        await using (var server = await ServerProcess.Start(database: null))
        {
            await Measure(server, InMemory().Where(contest => only.Length == 0 || only.Contains(contest.Name)));
        }

        if (only.Length == 0 || only.Contains("PostgreSQL"))
        {
            await using var database = await TestDatabase.CreateAsync();
            await CareDatabase.Fill(database);
            await using var server = await ServerProcess.Start(database.AdministratorConnectionString);
            await Measure(server, [OverPostgres()]);
        }
    }

    private static IEnumerable<Contest> InMemory() =>
    [
        new("Q1", "hello", [CareQueries.Request(CareQueries.Hello)], [Load.Get("/floor/hello")], 0.85),
        new("Q2", "nested list", [CareQueries.Request(CareQueries.Nested)], [Load.Get("/floor/clients")], 0.8),
        new("Q3", "introspection", [CareQueries.Request(CareQueries.Introspection)], [Load.Get("/floor/introspection")], 0.5),
        new("Q4", "60 fields", [CareQueries.Request(CareQueries.Flat)], [Load.Get("/floor/flat")], 0.85),
        new(
            "Q5", "variables, fragments",
            [CareQueries.Request(CareQueries.Fragments, new { first = 20, withOwner = true })], [Load.Get("/floor/clients")], 0.75),
    ];

    private static Contest OverPostgres()
    {
        var cursors = Enumerable.Range(0, 97).Select(i => string.Create(CultureInfo.InvariantCulture, $"client-{i * 100:D5}")).ToArray();
        return new(
            "PostgreSQL", "page of 20",
            [.. cursors.Select(after => CareQueries.Request(CareQueries.Page, new { after }))],
            [.. cursors.Select(after => Load.Get($"/floor/page?after={after}"))],
            0.7);
    }

    private static async Task Measure(ServerProcess server, IEnumerable<Contest> contests)
    {
        var load = new Load(server.Port, Connections);
        var figures = contests.ToDictionary(contest => contest, _ => (Ours: new List<Figure>(), Floor: new List<Figure>()));
        foreach (var contest in figures.Keys)
        {
            await RequireSameBytes(load, contest);
        }

        for (var round = -WarmUps; round < Rounds; round++)
        {
            foreach (var (contest, (ours, floor)) in figures)
            {
                Add(ours, await FigureOf(server, load, contest.Ours), round);
                Add(floor, await FigureOf(server, load, contest.Floor), round);
            }
        }

        await Console.Out.WriteLineAsync($"{"",-24}{"CPU us/request",18}{"floor/ours",18}{"ours/floor",12}{"requests/s",18}{"p50 us",14}{"p99 us",16}");
        await Console.Out.WriteLineAsync(
            $"{"",-24}{"ours",9}{"floor",9}{"CPU",10}{"(goal)",8}{"req/s",12}{"ours",9}{"floor",9}{"ours",7}{"floor",7}{"ours",8}{"floor",8}{"bytes",8}");
        foreach (var (contest, (ours, floor)) in figures)
        {
            await Print(contest, Median(ours), Median(floor), (await load.Ask(contest.Ours[0])).Length);
        }
    }

    private static void Add(List<Figure> figures, Figure figure, int round)
    {
        if (round >= 0)
        {
            figures.Add(figure);
        }
    }

    private static async Task<Figure> FigureOf(ServerProcess server, Load load, IReadOnlyList<byte[]> requests)
    {
        var before = server.ProcessorTime;
        var result = await load.Run(requests, RoundLength);
        return new Figure((server.ProcessorTime - before).TotalMicroseconds / result.Count, result.PerSecond, result.P50, result.P99);
    }

    private static async Task RequireSameBytes(Load load, Contest contest)
    {
        var (ours, floor) = (await load.Ask(contest.Ours[0]), await load.Ask(contest.Floor[0]));
        if (!ours.AsSpan().SequenceEqual(floor))
        {
            throw new InvalidOperationException(
                $"{contest.Name}: the two servers do not send the same.\n{Encoding.UTF8.GetString(ours)}\n{Encoding.UTF8.GetString(floor)}");
        }
    }

    private static Figure Median(List<Figure> figures) => new(
        Median(figures, figure => figure.Cpu), Median(figures, figure => figure.PerSecond),
        Median(figures, figure => figure.P50), Median(figures, figure => figure.P99));

    private static double Median(List<Figure> figures, Func<Figure, double> part) =>
        figures.Select(part).Order().ElementAt(figures.Count / 2);

    private static async Task Print(Contest contest, Figure ours, Figure floor, int bytes)
    {
        var culture = CultureInfo.InvariantCulture;
        var cpu = string.Create(culture, $"{ours.Cpu,9:F1}{floor.Cpu,9:F1}{floor.Cpu / ours.Cpu,10:F2}{contest.Goal,8:F2}");
        var rate = string.Create(culture, $"{ours.PerSecond / floor.PerSecond,12:F2}{ours.PerSecond,9:F0}{floor.PerSecond,9:F0}");
        var times = string.Create(culture, $"{ours.P50,7:F0}{floor.P50,7:F0}{ours.P99,8:F0}{floor.P99,8:F0}{bytes,8}");
        await Console.Out.WriteLineAsync($"{contest.Name + ' ' + contest.Title,-24}{cpu}{rate}{times}");
    }

    private sealed record Contest(string Name, string Title, IReadOnlyList<byte[]> Ours, IReadOnlyList<byte[]> Floor, double Goal);

    private sealed record Figure(double Cpu, double PerSecond, double P50, double P99);
}
