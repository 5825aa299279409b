using System.Globalization;
using CarePlatform.Benchmarks;

const int Events = 100_000;
const int Caseload = 100_000;
const int People = 1_000_000;
var shared = Environment.GetEnvironmentVariable("CARE_DATA") ?? Path.Combine("..", "shared", "data");
var data = Path.Combine(shared, "synthea-csv-victor2403");

switch (args)
{
    case []:
        await MessagingBenchmark.Run(Events, part: null);
        await ImportBenchmark.Run(data);
        await InquiryListBenchmark.Run();
        await EligibilityBenchmark.Run(Caseload);
        await AccessBenchmark.Run();
        await ScheduleBenchmark.Run(explain: false);
        await ReferralBenchmark.Run();
        await ReferralReportsBenchmark.Run();
        await GraphQLBenchmark.Run([]);
        await SpineBenchmark.Run(["quartz", "escalations", "my-work"]); // the log was measured above
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
    case ["eligibility", .. var rest]:
        return await EligibilityBenchmark.Run(rest is [var caseload, ..] ? int.Parse(caseload, CultureInfo.InvariantCulture) : Caseload) ? 0 : 1;
    case ["access"]:
        await AccessBenchmark.Run();
        return 0;
    case ["schedule", .. var how]:
        await ScheduleBenchmark.Run(explain: how is ["explain"]);
        return 0;
    case ["referrals", "reports"]:
        await ReferralReportsBenchmark.Run();
        return 0;
    case ["referrals"]:
        await ReferralBenchmark.Run();
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
            "Say which benchmark to run: messaging [events [idle, timers, live, drain]], import [folder], inquiries, match [people], eligibility [people], access, "
            + "schedule [explain], referrals [reports], graphql [process, Q1 … Q5, PostgreSQL], spine [escalations, quartz, my-work, log]; all of them when nothing is said.");
        return 1;
}
