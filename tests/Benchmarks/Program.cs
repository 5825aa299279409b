using System.Globalization;
using CarePlatform.Benchmarks;

switch (args)
{
    case ["messaging", .. var rest]:
        await MessagingBenchmark.Run(rest is [var events, ..] ? int.Parse(events, CultureInfo.InvariantCulture) : 100_000);
        return 0;
    default:
        Console.Error.WriteLine("Say which benchmark to run: messaging [events]");
        return 1;
}
