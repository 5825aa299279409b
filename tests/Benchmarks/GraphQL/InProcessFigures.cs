using CarePlatform.GraphQL;

namespace CarePlatform.Benchmarks;

/// <summary>What an execution costs without a transport: memory, and calls of a data loader.</summary>
internal static class InProcessFigures
{
    private const int Keys = 1_000;

    public static async Task Print()
    {
        var executor = new GraphQLExecutor(CareSchema.Of(new CareData()));
        var request = new GraphQLRequest { Query = CareQueries.Nested };
        for (var warm = 0; warm < 200; warm++)
        {
            using var response = await executor.Execute(request);
        }

        // Everything in this operation is done by one thread: its loader does not wait.
        var before = GC.GetAllocatedBytesForCurrentThread();
        using (await executor.Execute(request))
        {
        }

        await Console.Out.WriteLineAsync($"Q2 in process: {GC.GetAllocatedBytesForCurrentThread() - before} bytes allocated (goal under 20,480)");
        await Console.Out.WriteLineAsync($"{Keys} keys of a data loader: {await CallsForAThousandKeys()} call (goal 1)");
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
