using System.Globalization;

namespace CarePlatform.Benchmarks;

/// <summary>
/// The spine at size: a million open steps of which ten thousand fall due in the same second, against ten times fewer open steps and
/// against Quartz.NET; the first page of my work among them; and the log that carries it all, of which <see cref="MessagingBenchmark"/>
/// measures more.
/// </summary>
internal static class SpineBenchmark
{
    private const int Few = 100_000;
    private const int Many = 1_000_000;
    private const int Due = 10_000;
    private const int Rounds = 3;
    private const int QuartzTriggers = 2_000;
    private const int LogEvents = 100_000;

    /// <param name="only">Parts to measure: escalations, quartz, my-work, log; all when nothing is said.</param>
    public static async Task Run(string[] only)
    {
        bool Wanted(string part) => only.Length == 0 || only.Contains(part);
        if (Wanted("log"))
        {
            await MessagingBenchmark.Run(LogEvents, MessagingBenchmark.OfSpine);
        }

        double? fired = null;
        if (Wanted("quartz"))
        {
            fired = await QuartzReference.Rate(QuartzTriggers);
            Print("Quartz.NET, clustered, PostgreSQL store", $"{fired:N0} triggers a second ({QuartzTriggers:N0} at one instant)");
        }

        if (Wanted("escalations") || Wanted("my-work"))
        {
            // One app asks here for more than any app may.
            Environment.SetEnvironmentVariable("Api__OnlyTellCosts", "true");
            await using var steps = await OpenSteps.Create();
            var due = new DueSteps(steps);
            List<Escalated> few = [], many = [];
            if (Wanted("escalations"))
            {
                await steps.FillUpTo(Few);
                await due.Escalate(Due / 5); // until the code is compiled
                few = await Measure(due, Few);
            }

            await steps.FillUpTo(Many);
            if (Wanted("escalations"))
            {
                many = await Measure(due, Many);
                Compare(few, many, fired);
            }

            if (Wanted("my-work"))
            {
                await MyWorkPage.Run(steps);
            }
        }
    }

    private static async Task<List<Escalated>> Measure(DueSteps due, int open)
    {
        var rounds = new List<Escalated>();
        for (var round = 0; round < Rounds; round++)
        {
            rounds.Add(await due.Escalate(Due));
            Print(
                $"{open:N0} open, {Due:N0} due in the same second",
                $"{rounds[^1].Seconds:0.00} s, CPU of everything {rounds[^1].Cpu * 1e6 / Due:N0} µs each; heard by all after {rounds[^1].QuietSeconds:0.0} s");
        }

        return rounds;
    }

    private static void Compare(List<Escalated> few, List<Escalated> many, double? fired)
    {
        var (seconds, before) = (Median(many, e => e.Seconds), Median(few, e => e.Seconds));
        Print("all escalated, none twice (median)", $"{seconds:0.00} s (goal at most 3, aim 1)");
        Print(
            $"cost of one with {Many / Few} times the open steps",
            $"{seconds / before:0.00} times the time, {Median(many, e => e.Cpu) / Median(few, e => e.Cpu):0.00} times the CPU (goal at most 1.20)");
        if (fired is { } rate)
        {
            Print("rate against Quartz.NET", $"{Due / seconds:N0} a second, {Due / seconds / rate:0.0} times as many (goal at least 10)");
        }
    }

    private static double Median(List<Escalated> rounds, Func<Escalated, double> figure) =>
        rounds.Select(figure).Order().ElementAt(rounds.Count / 2);

    public static void Print(string what, string figures) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-50} {figures}"));
}
