namespace CarePlatform.GraphQL;

/// <summary>A resolver that is called once for each parent and may wait.</summary>
internal abstract class AsyncResolver : Resolver
{
    public abstract ValueTask<object?> Resolve(object parent, FieldContext context);
}

/// <inheritdoc/>
internal sealed class AsyncResolver<TParent, TValue>(Func<TParent, FieldContext, ValueTask<TValue>> resolve) : AsyncResolver
{
    public override ValueTask<object?> Resolve(object parent, FieldContext context)
    {
        var pending = resolve((TParent)parent, context);
        return pending.IsCompletedSuccessfully ? new ValueTask<object?>(pending.Result) : Wait(pending);
    }

    private static async ValueTask<object?> Wait(ValueTask<TValue> pending) => await pending.ConfigureAwait(false);
}
