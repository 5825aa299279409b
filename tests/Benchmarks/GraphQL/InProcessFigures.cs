using System.Diagnostics;
using System.Globalization;
using CarePlatform.GraphQL;

namespace CarePlatform.Benchmarks;

/// <summary>What an execution costs without a transport: memory, and calls of a data loader.</summary>
internal static class InProcessFigures
{
    private const int Keys = 1_000;
    private const int Executions = 20_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static async Task Print()
    {
        var executor = new GraphQLExecutor(CareSchema.Of(new CareData()));
        foreach (var (name, query) in new[]
        {
            ("Q1", CareQueries.Hello), ("Q2", CareQueries.Nested), ("Q3", CareQueries.Introspection), ("Q4", CareQueries.Flat),
        })
        {
            await Print(executor, name, new GraphQLRequest { Query = query });
        }

        await Console.Out.WriteLineAsync($"{Keys} keys of a data loader: {await CallsForAThousandKeys()} call (goal 1)");
    }

    private static async Task Print(GraphQLExecutor executor, string name, GraphQLRequest request)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < WarmUp;)
        {
            using var response = await executor.Execute(request);
        }

        // Everything in these operations is done by one thread: their loader does not wait.
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Executions; i++)
        {
            using var response = await executor.Execute(request);
        }

        var time = Stopwatch.GetElapsedTime(start).TotalMicroseconds / Executions;
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Executions;
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{name} in process: {time:F1} us, {bytes} bytes allocated{(name == "Q2" ? " (goal under 20480)" : "")}"));
    }

    private static async Task<int> CallsForAThousandKeys()
    {
        var calls = 0;
        var loader = BatchLoader.One<int, string>("numbers", (keys, _) =>
        {
            calls++;
            return ValueTask.FromResult<IReadOnlyDictionary<int, string>>(keys.ToDictionary(key => key, key => $"number {key}"));
        });
        var item = new ObjectType("Item", () =>
            [new Field("text", Scalars.String.NonNull) { Resolver = Resolver.Batch<Item, int, string>(parent => parent.Number, loader) }]);
        var query = new ObjectType("Query", () =>
        [
            new Field("items", item.NonNull.List.NonNull)
            {
                Resolver = Resolver.Of<object, IReadOnlyList<Item>>(_ => [.. Enumerable.Range(0, Keys).Select(number => new Item(number))]),
            },
        ]);
        using var response = await new GraphQLExecutor(new Schema(new SchemaBlueprint { Query = query }))
            .Execute(new GraphQLRequest { Query = "{ items { text } }" });
        return response.Errors.Count == 0 ? calls : throw new InvalidOperationException(response.ToString());
    }

    private sealed record Item(int Number);
}
