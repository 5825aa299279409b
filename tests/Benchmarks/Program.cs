using System.Globalization;
using CarePlatform.Benchmarks;

const int Events = 100_000;
var data = Path.Combine(Environment.GetEnvironmentVariable("CARE_DATA") ?? Path.Combine("..", "shared", "data"), "synthea-csv-victor2403");

switch (args)
{
    case []:
        await MessagingBenchmark.Run(Events);
        await ImportBenchmark.Run(data);
        await InquiryListBenchmark.Run();
        await AccessBenchmark.Run();
        await GraphQLBenchmark.Run([]);
        return 0;
    case ["messaging", .. var rest]:
        await MessagingBenchmark.Run(rest is [var events, ..] ? int.Parse(events, CultureInfo.InvariantCulture) : Events);
        return 0;
    case ["import", .. var rest]:
        await ImportBenchmark.Run(rest is [var folder, ..] ? folder : data);
        return 0;
    case ["inquiries"]:
        await InquiryListBenchmark.Run();
        return 0;
    case ["access"]:
        await AccessBenchmark.Run();
        return 0;
    case ["graphql", .. var only]:
        await GraphQLBenchmark.Run(only);
        return 0;
    case [ServerProcess.Verb]:
        await GraphQLServer.Run(Environment.GetEnvironmentVariable(ServerProcess.DatabaseVariable));
        return 0;
    default:
        Console.Error.WriteLine(
            "Say which benchmark to run: messaging [events], import [folder], inquiries, access, graphql [process, Q1 … Q5, PostgreSQL]; "
            + "all of them when nothing is said.");
        return 1;
}
