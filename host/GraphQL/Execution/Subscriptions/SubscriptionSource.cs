namespace CarePlatform.GraphQL;

/// <summary>
/// Where the events of a subscription field come from. The field's value is the event, unless the field has a resolver that makes
/// its value of the event.
/// </summary>
public abstract class SubscriptionSource
{
    private protected SubscriptionSource()
    {
    }

    /// <summary>Gives the event as the value of the field.</summary>
    internal abstract Resolver EventResolver { get; }

    /// <summary>
    /// A source that opens at once. It is asked for the next event when the response to the one before has been taken, so it must
    /// bound what it keeps for a slow reader; <see cref="EventTopic{TEvent}"/> does. It ends when its token is cancelled.
    /// </summary>
    public static SubscriptionSource Of<TParent, TEvent>(Func<TParent, FieldContext, IAsyncEnumerable<TEvent>> open) =>
        new SubscriptionSource<TParent, TEvent>((parent, context) => new ValueTask<IAsyncEnumerable<TEvent>>(open(parent, context)));

    /// <summary>The same for a source that has to wait before it opens, for example to check what the client may hear.</summary>
    public static SubscriptionSource Of<TParent, TEvent>(Func<TParent, FieldContext, ValueTask<IAsyncEnumerable<TEvent>>> open) =>
        new SubscriptionSource<TParent, TEvent>(open);

    internal abstract ValueTask<EventReader> Open(object parent, FieldContext context);
}

/// <inheritdoc/>
internal sealed class SubscriptionSource<TParent, TEvent>(Func<TParent, FieldContext, ValueTask<IAsyncEnumerable<TEvent>>> open) : SubscriptionSource
{
    internal override Resolver EventResolver { get; } = Resolver.Of<TEvent, TEvent>(happened => happened);

    internal override async ValueTask<EventReader> Open(object parent, FieldContext context)
    {
        var events = await open((TParent)parent, context).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"The source of subscription field \"{context.Field.Name}\" gave null instead of a stream.");
        return new EventReader<TEvent>(events, context.Cancellation);
    }
}
