using System.Collections.Concurrent;

namespace CarePlatform.GraphQL;

/// <summary>One field of a selection with everything about it that is the same for every request.</summary>
internal sealed class FieldPlan
{
    private ConcurrentDictionary<object, object?>? _facts;

    public FieldPlan(
        ObjectPlan parent, Field definition, IReadOnlyList<FieldNode> nodes, Completion completion, ArgumentsPlan arguments, int column)
    {
        Parent = parent;
        Definition = definition;
        Nodes = nodes;
        ResponseKey = nodes[0].ResponseKey;
        Completion = completion;
        Arguments = arguments;
        Column = column;
        Synchronous = definition.Resolver as SyncResolver;
        if (Synchronous is { } sync && definition.Type.Nullable is NamedType leaf and (ScalarType or EnumType))
        {
            Writer = sync.WriterFor(leaf);
        }
    }

    public ObjectPlan Parent { get; }

    public Field Definition { get; }

    /// <summary>All places of the document that select the field under this key.</summary>
    public IReadOnlyList<FieldNode> Nodes { get; }

    public string ResponseKey { get; }

    /// <summary>The key as JSON, with the brace or comma in front and the colon behind.</summary>
    public byte[] EncodedKey { get; set; } = [];

    public Completion Completion { get; }

    public ArgumentsPlan Arguments { get; }

    /// <summary>
    /// Where the values are kept that are resolved before the response is written; -1 for a field that is read when it is written.
    /// </summary>
    public int Column { get; }

    /// <summary>The place of the guard's answer among those of the request; -1 for a field that everybody may see.</summary>
    public int Guard { get; init; } = -1;

    /// <summary>What resolvers have found out about the selection below; the same for every request.</summary>
    public ConcurrentDictionary<object, object?> Facts => LazyInitializer.EnsureInitialized(ref _facts);

    /// <summary>Whether it is the guard that has to be asked; a field whose value may be hidden has a place among the guarded too.</summary>
    public bool AsksGuard { get; init; }

    /// <summary>Finds why the value is hidden; null for a field that is never hidden.</summary>
    public FieldPlan? Reason { get; init; }

    /// <summary>The resolver when it reads the value from the parent; null when it is another kind, or when there is none.</summary>
    public SyncResolver? Synchronous { get; }

    /// <summary>Reads a scalar or enum and writes it at once; null for other fields.</summary>
    public DirectWriter? Writer { get; }

    public string Coordinate => $"{Parent.Type.Name}.{Definition.Name}";

    public InputFields ArgumentsOf(ExecutionRun run) => Arguments.Constant ?? run.ArgumentsOf(this);

    /// <summary>Writes the value for a parent; false when null has to take the place of the parent.</summary>
    public bool Write(object parent, int ordinal, ExecutionRun run)
    {
        var start = run.Output.Position;
        var depth = run.Path.Depth;
        run.Path.Push(ResponseKey);
        var finished = true;
        try
        {
            finished = Guard >= 0 && !run.IsOpenTo(this) ? WriteGuarded(parent, ordinal, run) : WriteValue(parent, ordinal, run);
        }
        catch (Exception exception) when (!run.IsFatal(exception))
        {
            run.Path.Depth = depth + 1;
            finished = run.Fail(this, exception);
        }

        run.Path.Depth = depth;
        return finished || Completion.TryDiscard(start, run.Output);
    }

    /// <summary>Writes null for a field whose writer has found none; false when null has to take the place of the parent.</summary>
    public bool WriteNull(ExecutionRun run)
    {
        run.Path.Push(ResponseKey);
        var finished = Completion.WriteNull(this, run);
        run.Path.Depth--;
        return finished;
    }

    /// <summary>Reports a writer that failed, and writes null in place of what it began; false as above.</summary>
    public bool Fail(Exception exception, int start, ExecutionRun run)
    {
        run.Path.Push(ResponseKey);
        run.Fail(this, exception);
        run.Path.Depth--;
        return Completion.TryDiscard(start, run.Output);
    }

    private bool WriteGuarded(object parent, int ordinal, ExecutionRun run) =>
        run.RefusalOf(this) is { } refusal ? run.Fail(this, refusal)
        : Reason is null ? WriteValue(parent, ordinal, run)
        : Redactions.ReasonOf(Reason, parent, ordinal, run) is { } reason ? (run.Redactions ??= new Redactions()).Hide(this, reason, run)
        : WriteShown(parent, ordinal, run);

    // A null tells nothing.
    private bool WriteShown(object parent, int ordinal, ExecutionRun run)
    {
        var start = run.Output.Position;
        var finished = WriteValue(parent, ordinal, run);
        if (finished && !run.Output.IsNullFrom(start))
        {
            run.Options.Redaction!.Shown(Parent.Type, Definition, parent, run.Request);
        }

        return finished;
    }

    private bool WriteValue(object parent, int ordinal, ExecutionRun run)
    {
        if (Column >= 0)
        {
            return Completion.Write(run.Results.ValueOf(this, ordinal), this, run);
        }

        if (Writer is { } writer)
        {
            return writer.TryWrite(parent, this, run) || Completion.WriteNull(this, run);
        }

        if (Synchronous is { } resolver)
        {
            return Completion.Write(resolver.Read(parent, this, run), this, run);
        }

        if (ReferenceEquals(Definition, MetaFields.TypeName))
        {
            run.Output.Raw(Parent.EncodedTypeName);
            return true;
        }

        return Completion.WriteNull(this, run);
    }
}
