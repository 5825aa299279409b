namespace CarePlatform.GraphQL;

/// <summary>A resolver that reads the value from the parent.</summary>
internal abstract class SyncResolver : Resolver
{
    internal override bool IsSynchronous => true;

    /// <summary>The value as an object.</summary>
    public abstract object? Read(object parent, FieldPlan field, ExecutionRun run);

    /// <summary>A writer without boxing; null when the scalar or enum cannot write the type of the value itself.</summary>
    public abstract DirectWriter? WriterFor(NamedType leaf);
}

/// <inheritdoc/>
internal sealed class SyncResolver<TParent, TValue>(Func<TParent, InputFields, RequestContext, TValue> read) : SyncResolver
{
    /// <summary>The function when it needs nothing but the parent.</summary>
    public Func<TParent, TValue>? Simple { get; init; }

    public TValue Get(object parent, FieldPlan field, ExecutionRun run) =>
        Simple is { } simple ? simple((TParent)parent) : read((TParent)parent, field.ArgumentsOf(run), run.Request);

    public override object? Read(object parent, FieldPlan field, ExecutionRun run) => Get(parent, field, run);

    public override DirectWriter? WriterFor(NamedType leaf)
    {
        if (Nullable.GetUnderlyingType(typeof(TValue)) is { } inner)
        {
            return (DirectWriter?)typeof(NullableWriter<,>).MakeGenericType(typeof(TParent), inner)
                .GetMethod(nameof(NullableWriter<,>.Create))!.Invoke(null, [this, leaf]);
        }

        return LeafWriters.Of<TValue>(leaf) is { } write ? new PlainWriter<TParent, TValue>(this, write) : null;
    }
}

/// <summary>Reads one field of a parent and writes it, without an object in between.</summary>
internal abstract class DirectWriter
{
    /// <summary>False when the value is null.</summary>
    public abstract bool TryWrite(object parent, FieldPlan field, ExecutionRun run);
}

/// <summary>Writes values that are null only when they are references.</summary>
internal sealed class PlainWriter<TParent, TValue>(SyncResolver<TParent, TValue> resolver, Action<TValue, JsonOutput> write) : DirectWriter
{
    public override bool TryWrite(object parent, FieldPlan field, ExecutionRun run)
    {
        var value = resolver.Get(parent, field, run);

        // Asked in this order, because code that is not yet optimised boxes a value to compare it with null.
        if (!typeof(TValue).IsValueType && value is null)
        {
            return false;
        }

        write(value, run.Output);
        return true;
    }
}

/// <summary>Writes nullable values of value types.</summary>
internal sealed class NullableWriter<TParent, TValue>(SyncResolver<TParent, TValue?> resolver, Action<TValue, JsonOutput> write) : DirectWriter
    where TValue : struct
{
    public static DirectWriter? Create(SyncResolver<TParent, TValue?> resolver, NamedType leaf) =>
        LeafWriters.Of<TValue>(leaf) is { } write ? new NullableWriter<TParent, TValue>(resolver, write) : null;

    public override bool TryWrite(object parent, FieldPlan field, ExecutionRun run)
    {
        if (resolver.Get(parent, field, run) is not { } value)
        {
            return false;
        }

        write(value, run.Output);
        return true;
    }
}
