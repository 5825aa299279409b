using System.Collections.Concurrent;
using System.Threading.Channels;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform.Tests;

/// <summary>A small schema with incremental delivery, whose slow fields wait until a test lets them go on.</summary>
internal sealed class Heroes
{
    private static readonly Hero Luke = new("1", "Luke", 20);
    private static readonly Hero Han = new("2", "Han", 32);
    private static readonly Hero Leia = new("3", "Leia", 20);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();

    public Heroes()
    {
        ObjectType? hero = null;
        hero = new ObjectType("Hero", () =>
        [
            Of<Hero, string>("id", Scalars.Id.NonNull, parent => parent.Id),
            Of<Hero, string>("name", Scalars.String.NonNull, parent => parent.Name),
            Of<Hero, int>("age", Scalars.Int, parent => parent.Age),
            Of<Hero, Hero[]>("friends", hero!.List, parent => parent == Luke ? [Han, Leia] : parent == Han ? [Luke, Leia] : [Luke, Han]),
            Of<Hero, string>("failing", Scalars.String, _ => throw new GraphQLException("Not today.")),
            Of<Hero, string>("failingN", Scalars.String.NonNull, _ => throw new GraphQLException("Not today.")),
            new Field("wait", Scalars.String, new InputValue("gate", Scalars.String.NonNull)) { Resolver = Resolver.Async<Hero, string>(Wait) },
            new Field("greeting", Scalars.String) { Resolver = Resolver.Batch<Hero, string, string>(parent => parent.Id, Greetings()) },
        ]);
        Schema = new Schema(new SchemaBlueprint
        {
            Query = new ObjectType("Query", () =>
            [
                Of<object, Hero>("hero", hero, _ => Luke),
                Of<object, IEnumerable<Hero>>("many", hero.NonNull.List.NonNull, _ => Enumerable.Repeat(Han, 5_000)),
                Of<object, object?[]>("ages", Scalars.Int.List, _ => [1, new GraphQLException("Not this one."), 3]),
                Of<object, object?[]>("agesN", Scalars.Int.NonNull.List.NonNull, _ => [1, null, 3]),
                Of<object, IEnumerable<int>>("broken", Scalars.Int.List, _ => Breaking()),
                new Field("arriving", hero.List) { Resolver = Resolver.Stream<object, Hero>((_, context) => Arrivals(context.Cancellation)) },
            ]),
            Mutation = new ObjectType("Mutation", () => [Of<object, Hero>("train", hero, _ => Luke), Of<object, int[]>("days", Scalars.Int.List, _ => [1])]),
            Subscription = new ObjectType("Subscription", () => [Of<object, Hero>("trained", hero, _ => Luke)]),
            Directives = IncrementalDirectives.WithStandard,
        });
        Executor = new GraphQLExecutor(Schema);
    }

    public Schema Schema { get; }

    public GraphQLExecutor Executor { get; }

    /// <summary>What was asked of fields that wait and of loaders, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Heroes that arrive, by the name of one of them; null where the source breaks.</summary>
    public Channel<string?> Arriving { get; } = Channel.CreateUnbounded<string?>();

    /// <summary>Lets a field go on.</summary>
    public void Open(string gate) => GateOf(gate).TrySetResult();

    /// <summary>Ends when a field that waits is cancelled.</summary>
    public Task Cancelled(string gate) => GateOf($"cancelled {gate}").Task;

    private static Field Of<TParent, TValue>(string name, GraphType type, Func<TParent, TValue> read) =>
        new(name, type) { Resolver = Resolver.Of(read) };

    private static IEnumerable<int> Breaking()
    {
        yield return 1;
        yield return 2;
        throw new GraphQLException("No more.");
    }

    private async ValueTask<string> Wait(Hero hero, FieldContext context)
    {
        var gate = context.Arguments.Get<string>(0);
        Calls.Enqueue($"wait {gate}");
        try
        {
            await GateOf(gate).Task.WaitAsync(context.Cancellation);
        }
        catch (OperationCanceledException)
        {
            Calls.Enqueue($"cancelled {gate}");
            GateOf($"cancelled {gate}").SetResult();
            throw;
        }

        return gate;
    }

    private async IAsyncEnumerable<Hero> Arrivals([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            await foreach (var name in Arriving.Reader.ReadAllAsync(cancellation))
            {
                yield return new[] { Luke, Han, Leia }.First(hero => name is null ? throw new GraphQLException("Lost.") : hero.Name == name);
            }
        }
        finally
        {
            Calls.Enqueue("arrivals closed");
        }
    }

    private BatchLoader<string, string> Greetings() => BatchLoader.One<string, string>("greetings", async (keys, _) =>
    {
        await Task.Yield();
        Calls.Enqueue($"greetings {string.Join(',', keys)}");
        return keys.ToDictionary(key => key, key => $"Hello {key}");
    });

    private TaskCompletionSource GateOf(string gate) =>
        _gates.GetOrAdd(gate, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private sealed record Hero(string Id, string Name, int Age);
}
