using System.Globalization;
using System.Text.Json;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Testing;

namespace CarePlatform.Benchmarks;

/// <summary>
/// How well people are recognised, and how fast: precision and recall of <c>matchClients</c> on people of other systems with slips, short
/// forms, swapped names, twins and shared birthdays; then the time of one match against a million people, both through the API.
/// </summary>
internal static class MatchBenchmark
{
    private const int EachKind = 120;
    private const int Requests = 2_000;
    private const int WarmUps = 300;
    private const double GoalPrecision = 0.98;
    private const double GoalRecall = 0.9;
    private const double GoalMilliseconds = 30;

    private const string Query = "query($person: PersonDetailsInput!) { matchClients(input: { person: $person }) { score client { id } } }";

    /// <param name="data">The folder with the sets of people.</param>
    /// <param name="people">How many people the register of the second part holds; 0 leaves that part out.</param>
    public static async Task Run(string data, int people)
    {
        // One app asks here for more than any app may.
        Environment.SetEnvironmentVariable("Api__OnlyTellCosts", "true");
        var real = KnownPerson.ReadAll(data);
        await Quality(real);
        if (people > 0)
        {
            await Speed(real, people);
        }
    }

    private static async Task Quality(IReadOnlyList<KnownPerson> real)
    {
        var (known, strangers) = (real.Where((_, i) => i % 4 != 0).ToList(), real.Where((_, i) => i % 4 == 0).ToList());
        // One in ten has a twin in the register, who comes right behind.
        List<KnownPerson> register = [.. known.SelectMany((p, i) => i % 10 == 0 ? [p, p with { Given = strangers[i % strangers.Count].Given }] : (KnownPerson[])[p])];
        var tenant = await TestTenant.From();
        var ids = await new Register(tenant).Fill(register);
        var places = ids.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i);
        var asked = new List<Judged>();
        foreach (var asker in new Askers(register, strangers, seed: 20_260_701).Make(EachKind))
        {
            asked.Add(new Judged(asker, await Matches(tenant, asker.Said, places)));
        }

        Print($"{register.Count:N0} people known, {asked.Count:N0} at the door of whom {asked.Count(a => a.Asker.Truth is null):N0} are not known");
        foreach (var from in (int[])[60, 65, 70, 75, 80, 85, 90, 95])
        {
            var (precision, recall) = Judged.Rates(asked, from);
            Print($"  from {from} points: precision {precision:0.000}, recall {recall:0.000}");
        }

        var best = Enumerable.Range(60, 36).Select(from => (From: from, Rates: Judged.Rates(asked, from))).Where(p => p.Rates.Precision >= GoalPrecision).MaxBy(p => p.Rates.Recall);
        Print($"  best recall {best.Rates.Recall:0.000} at precision {best.Rates.Precision:0.000}, from {best.From} points (goal at least {GoalRecall:0.0} at {GoalPrecision:0.00})");
        foreach (var kind in asked.GroupBy(a => a.Asker.Kind))
        {
            Print($"  {kind.Key,-36} {(kind.First().Asker.Truth is null
                ? $"taken for somebody: {Share(kind, a => a.Taken(best.From) is not null)}, from 90 points {Share(kind, a => a.Taken(90) is not null)}"
                : $"recognised: {Share(kind, a => a.Right(best.From))}, from 90 points {Share(kind, a => a.Right(90))}")}");
        }
    }

    private static async Task Speed(IReadOnlyList<KnownPerson> real, int people)
    {
        var host = await TestHost.Shared;
        var tenant = await TestTenant.From();
        var began = TimeProvider.System.GetTimestamp();
        await new Register(tenant).Fill(Made(real, people, seed: 1));
        Print($"{people:N0} people brought in: {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s");
        var cpu = await CpuTime.Of(host.Database.AdministratorConnectionString);
        var (times, usedBefore) = (new List<double>(), default(TimeSpan?));
        foreach (var (person, i) in Made(real, WarmUps + Requests, seed: 2).Select((p, i) => (p, i)))
        {
            usedBefore = i == WarmUps ? cpu.Used() : usedBefore;
            var start = TimeProvider.System.GetTimestamp();
            await tenant.Ask("intake-worker", Query, person.ToInput());
            if (i >= WarmUps)
            {
                times.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        times.Sort();
        var used = (cpu.Used() - usedBefore)?.TotalMilliseconds / Requests;
        Print($"one new person against {people:N0}: p50 {At(times, 0.5):0.0} ms, p95 {At(times, 0.95):0.0} ms, p99 {At(times, 0.99):0.0} ms (goal under {GoalMilliseconds:0} ms), of CPU {used:0.0} ms");
    }

    // Names as often as they are in life: some very often, most seldom.
    private static IEnumerable<KnownPerson> Made(IReadOnlyList<KnownPerson> real, int count, int seed)
    {
        var random = new Random(seed);
        string Often(IReadOnlyList<string> names) => names[(int)(names.Count * Math.Pow(random.NextDouble(), 2))];
        List<string> given = [.. real.Select(p => p.Given).Distinct()], family = [.. real.Select(p => p.Family).Distinct()];
        for (var i = 0; i < count; i++)
        {
            yield return new KnownPerson(
                Often(given), Often(family), new DateOnly(1930, 1, 1).AddDays(random.Next(33_000)), real[i % real.Count].Gender,
                random.Next(10) < 7 ? $"617{random.Next(2_000_000, 9_999_999)}" : null,
                random.Next(2) == 0 ? $"{random.Next(1, 999)} {Often(family)} Street" : null, $"{random.Next(1000, 1999):00000}");
        }
    }

    private static async Task<IReadOnlyList<(int Place, int Score)>> Matches(TestTenant tenant, KnownPerson said, Dictionary<ClientId, int> places)
    {
        var answer = await tenant.Ask("intake-worker", Query, said.ToInput());
        return [.. answer.GetProperty("matchClients").EnumerateArray().Select(m => (Place(m, places), m.GetProperty("score").GetInt32()))];
    }

    private static int Place(JsonElement match, Dictionary<ClientId, int> places) =>
        Id.TryParse<ClientId>(match.GetProperty("client").GetProperty("id").GetString()!, out var id) ? places[id] : throw new InvalidDataException("The answer names no client.");

    private static string Share(IEnumerable<Judged> askers, Func<Judged, bool> which) => $"{(double)askers.Count(which) / askers.Count():0.00}";

    private static double At(List<double> sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Somebody at the door and whom the product thinks they are, the likeliest first.</summary>
    private sealed record Judged(Asker Asker, IReadOnlyList<(int Place, int Score)> Matches)
    {
        /// <summary>Whom they are taken for; nobody when two are equally likely, because then a person chooses.</summary>
        public int? Taken(int from) => Matches switch
        {
            [var one] when one.Score >= from => one.Place,
            [var first, var second, ..] when first.Score >= from && first.Score > second.Score => first.Place,
            _ => null,
        };

        public bool Right(int from) => Taken(from) is { } place && place == Asker.Truth;

        public static (double Precision, double Recall) Rates(IReadOnlyList<Judged> asked, int from)
        {
            double right = asked.Count(a => a.Right(from));
            var taken = asked.Count(a => a.Taken(from) is not null);
            return (taken == 0 ? 1 : right / taken, right / asked.Count(a => a.Asker.Truth is not null));
        }
    }
}
