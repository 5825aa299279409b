using System.Globalization;
using CarePlatform.Benchmarks;

const int Events = 100_000;
const int People = 1_000_000;
var shared = Environment.GetEnvironmentVariable("CARE_DATA") ?? Path.Combine("..", "shared", "data");
var data = Path.Combine(shared, "synthea-csv-victor2403");

switch (args)
{
    case []:
        await MessagingBenchmark.Run(Events, part: null);
        await ImportBenchmark.Run(data);
        await InquiryListBenchmark.Run();
        await GraphQLBenchmark.Run([]);
        await SpineBenchmark.Run([]);
        await MatchBenchmark.Run(shared, People);
        return 0;
    case ["match", .. var rest]:
        await MatchBenchmark.Run(shared, rest is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : People);
        return 0;
    case ["messaging", .. var rest]:
        await MessagingBenchmark.Run(
            rest is [var events, ..] ? int.Parse(events, CultureInfo.InvariantCulture) : Events, rest is [_, var part, ..] ? part : null);
        return 0;
    case ["import", .. var rest]:
        await ImportBenchmark.Run(rest is [var folder, ..] ? folder : data);
        return 0;
    case ["inquiries"]:
        await InquiryListBenchmark.Run();
        return 0;
    case ["graphql", .. var only]:
        await GraphQLBenchmark.Run(only);
        return 0;
    case ["spine", .. var only]:
        await SpineBenchmark.Run(only);
        return 0;
    case [ServerProcess.Verb]:
        await GraphQLServer.Run(Environment.GetEnvironmentVariable(ServerProcess.DatabaseVariable));
        return 0;
    default:
        Console.Error.WriteLine(
            "Say which benchmark to run: messaging [events [idle, timers, live, drain]], import [folder], inquiries, graphql [process, Q1 … Q5, PostgreSQL], "
            + "spine [escalations, quartz, my-work], match [people]; all of them when nothing is said.");
        return 1;
}
