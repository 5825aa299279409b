namespace CarePlatform.GraphQL;

/// <summary>
/// A resolver of a list whose items come one by one. Where the client streams the field they are delivered as they come, else all of
/// them are waited for.
/// </summary>
internal sealed class StreamResolver<TParent, TItem>(Func<TParent, FieldContext, IAsyncEnumerable<TItem>> resolve) : AsyncResolver
{
    public override async ValueTask<object?> Resolve(object parent, FieldContext context)
    {
        var items = resolve((TParent)parent, context);
        if (items is null)
        {
            return null;
        }

        if (context.StreamedAfter is { } initialCount)
        {
            var source = new AsyncSource<TItem>(items.GetAsyncEnumerator(context.Cancellation));
            context.Sources!.Open(source);
            await source.WaitFor(initialCount).ConfigureAwait(false);
            return source;
        }

        var all = new List<object?>();
        await foreach (var item in items.WithCancellation(context.Cancellation).ConfigureAwait(false))
        {
            all.Add(item);
        }

        return all;
    }
}
