namespace CarePlatform.GraphQL;

/// <summary>Writes values of one type, and keeps values whose parts have to be resolved before they can be written.</summary>
internal abstract class Completion(bool nonNull)
{
    public bool IsNonNull { get; } = nonNull;

    /// <summary>What is selected below; null for scalars and enums.</summary>
    public virtual SelectionPlan? Selection => null;

    /// <summary>Writes a value; false when null has to take the place of what contains it.</summary>
    public bool Write(object? value, FieldPlan field, ExecutionRun run)
    {
        if (value is null)
        {
            return WriteNull(field, run);
        }

        var start = run.Output.Position;
        var depth = run.Path.Depth;
        try
        {
            if (value is Exception failure ? run.Fail(field, failure) : WriteValue(value, field, run))
            {
                return true;
            }
        }
        catch (Exception exception) when (!run.IsFatal(exception))
        {
            run.Path.Depth = depth;
            run.Fail(field, exception);
        }

        run.Path.Depth = depth;
        return TryDiscard(start, run.Output);
    }

    /// <summary>Writes a value that was kept; false when null has to take the place of what contains it.</summary>
    public bool Write(Link link, FieldPlan field, ExecutionRun run)
    {
        switch (link.Kind)
        {
            case LinkKind.Null:
                return WriteNull(field, run);
            case LinkKind.Value:
                return Write(run.Results.ValueOf(link), field, run);
            case LinkKind.Failed:
                run.Fail(field, (Exception)run.Results.ValueOf(link)!);
                return TryDiscard(run.Output.Position, run.Output);
            default:
                var start = run.Output.Position;
                var depth = run.Path.Depth;
                if (WriteKept(link, field, run))
                {
                    return true;
                }

                run.Path.Depth = depth;
                return TryDiscard(start, run.Output);
        }
    }

    public bool WriteNull(FieldPlan field, ExecutionRun run)
    {
        if (IsNonNull)
        {
            return run.Fail(field, new GraphQLException($"Cannot return null for non-nullable field {field.Coordinate}."));
        }

        run.Output.Null();
        return true;
    }

    /// <summary>Writes null in place of what was begun; false when the type does not allow it.</summary>
    public bool TryDiscard(int start, JsonOutput output)
    {
        if (IsNonNull)
        {
            return false;
        }

        output.GoBackTo(start);
        output.Null();
        return true;
    }

    /// <summary>Keeps a value and everything below it that has to be resolved.</summary>
    public Link Keep(object? value, FieldPlan field, PathNode? path, ExecutionRun run)
    {
        if (value is null)
        {
            return default;
        }

        if (Selection is not { HasStoredFields: true })
        {
            return run.Results.Keep(LinkKind.Value, value);
        }

        try
        {
            return value is Exception ? run.Results.Keep(LinkKind.Failed, value) : KeepValue(value, field, path, run);
        }
        catch (Exception exception) when (!run.IsFatal(exception))
        {
            return run.Results.Keep(LinkKind.Failed, exception);
        }
    }

    protected abstract bool WriteValue(object value, FieldPlan field, ExecutionRun run);

    protected virtual bool WriteKept(Link link, FieldPlan field, ExecutionRun run) =>
        throw new InvalidOperationException("Scalars and enums have no parts to keep.");

    protected virtual Link KeepValue(object value, FieldPlan field, PathNode? path, ExecutionRun run) =>
        throw new InvalidOperationException("Scalars and enums have no parts to keep.");
}
