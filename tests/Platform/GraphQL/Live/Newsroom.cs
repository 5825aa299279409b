using System.Runtime.CompilerServices;
using CarePlatform.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform.Tests;

/// <summary>A small schema with subscriptions: news that somebody publishes, counting, and sources that fail in every way.</summary>
internal sealed class Newsroom
{
    private int _openSources;

    public Newsroom() => Schema = new Schema(new SchemaBlueprint { Query = Query(), Mutation = Mutation(), Subscription = Subscription() });

    public Schema Schema { get; }

    public EventTopic<string> News { get; } = new(capacity: 3);

    /// <summary>How many sources of <c>quiet</c> and <c>deaf</c> are open.</summary>
    public int OpenSources => Volatile.Read(ref _openSources);

    /// <summary>Ends when the last open source has ended.</summary>
    public TaskCompletionSource SourceEnded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets the source that does not heed its cancellation end.</summary>
    public TaskCompletionSource Deaf { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static ObjectType Article { get; } = new("Article", () =>
    [
        new Field("title", Scalars.String.NonNull) { Resolver = Resolver.Of<string, string>(title => title) },
        new Field("length", Scalars.Int.NonNull)
        {
            Resolver = Resolver.Async<string, int>(async (title, _) =>
            {
                await Task.Yield();
                return title.Length;
            }),
        },
        new Field("desk", Scalars.Int) { Resolver = Resolver.Of<string, int?>((_, _, request) => request.Services.GetService<Desk>()?.Number) },
        new Field("wrong", Scalars.String)
        {
            Resolver = Resolver.Of<string, string>(title => title == "bad" ? throw new GraphQLException("Bad news.") : "fine"),
        },
    ]);

    private ObjectType Query() => new("Query", () =>
    [
        new Field("hello", Scalars.String.NonNull) { Resolver = Resolver.Of<object, string>(_ => "world") },
        new Field("desk", Scalars.Int) { Resolver = Resolver.Of<object, int?>((_, _, request) => request.Services.GetService<Desk>()?.Number) },
        new Field("large", Scalars.String.NonNull, new InputValue("size", Scalars.Int.NonNull))
        {
            Resolver = Resolver.Of<object, string>((_, arguments) => new string('x', arguments.Get<int>(0))),
        },
        new Field("never", Scalars.String)
        {
            Resolver = Resolver.Async<object, string?>(async (_, context) =>
            {
                await Task.Delay(Timeout.Infinite, context.Cancellation);
                return null;
            }),
        },
    ]);

    private ObjectType Mutation() => new("Mutation", () =>
    [
        new Field("publish", Scalars.Int.NonNull, new InputValue("title", Scalars.String.NonNull))
        {
            Resolver = Resolver.Of<object, int>((_, arguments) =>
            {
                News.Publish(arguments.Get<string>(0)!);
                return News.ListenerCount;
            }),
        },
    ]);

    private ObjectType Subscription() => new("Subscription", () =>
    [
        new Field("news", Article.NonNull) { Events = SubscriptionSource.Of<object, string>((_, context) => News.Listen(context.Cancellation)) },
        new Field("countdown", Scalars.Int.NonNull, new InputValue("from", Scalars.Int.NonNull))
        {
            Events = SubscriptionSource.Of<object, int>((_, context) => CountDown(context.Arguments.Get<int>(0))),
        },
        new Field("doubled", Scalars.String.NonNull)
        {
            Events = SubscriptionSource.Of<object, int>((_, _) => CountDown(3)),
            Resolver = Resolver.Async<int, string>(async (number, context) =>
            {
                await Task.Yield();
                return $"{context.Path[0]} {number * 2}";
            }),
        },
        new Field("failing", Scalars.Int) { Events = SubscriptionSource.Of<object, int>((_, _) => Failing(new InvalidOperationException("The password is swordfish."))) },
        new Field("ending", Scalars.Int) { Events = SubscriptionSource.Of<object, int>((_, _) => Failing(new GraphQLException("The paper has closed.", "CLOSED"))) },
        new Field("locked", Scalars.Int)
        {
            Events = SubscriptionSource.Of<object, int>(async (_, _) =>
            {
                await Task.Yield();
                throw new GraphQLException("Not for you.", "FORBIDDEN");
            }),
        },
        new Field("quiet", Scalars.Int) { Events = SubscriptionSource.Of<object, int>((_, context) => Quiet(context.Cancellation)) },
        new Field("deaf", Scalars.Int) { Events = SubscriptionSource.Of<object, int>((_, _) => Quiet(default)) },
        new Field("sourceless", Scalars.Int),
    ]);

    private static async IAsyncEnumerable<int> CountDown(int from)
    {
        for (var number = from; number > 0; number--)
        {
            await Task.Yield();
            yield return number;
        }
    }

    private static async IAsyncEnumerable<int> Failing(Exception failure)
    {
        yield return 1;
        await Task.Yield();
        throw failure;
    }

    private async IAsyncEnumerable<int> Quiet([EnumeratorCancellation] CancellationToken cancellation)
    {
        Interlocked.Increment(ref _openSources);
        try
        {
            yield return 0;
            await Deaf.Task.WaitAsync(cancellation);
        }
        finally
        {
            if (Interlocked.Decrement(ref _openSources) == 0)
            {
                SourceEnded.TrySetResult();
            }
        }
    }

    /// <summary>A service of which every scope has its own.</summary>
    internal sealed class Desk(int number) : IDisposable
    {
        public int Number => number;

        public bool IsClosed { get; private set; }

        public void Dispose() => IsClosed = true;
    }
}
