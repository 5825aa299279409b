using System.Collections;

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

    protected virtual bool WriteKept(Link link, FieldPlan field, ExecutionRun run) => throw new InvalidOperationException();

    protected virtual Link KeepValue(object value, FieldPlan field, PathNode? path, ExecutionRun run) => throw new InvalidOperationException();
}

/// <summary>Writes scalars and enums.</summary>
internal sealed class LeafCompletion(NamedType type, bool nonNull) : Completion(nonNull)
{
    protected override bool WriteValue(object value, FieldPlan field, ExecutionRun run)
    {
        LeafWriters.Write(type, value, run.Output);
        return true;
    }
}

/// <summary>Writes objects.</summary>
internal sealed class ObjectCompletion(SelectionPlan selection, bool nonNull) : Completion(nonNull)
{
    public override SelectionPlan Selection => selection;

    protected override bool WriteValue(object value, FieldPlan field, ExecutionRun run) =>
        run.WriteObject(selection.PlanFor(value, field), value, -1);

    protected override bool WriteKept(Link link, FieldPlan field, ExecutionRun run)
    {
        var plan = run.Plan.Objects[link.Plan];
        return link.Kind is LinkKind.Object
            ? run.WriteObject(plan, run.Results.ParentOf(link), link.Index)
            : run.WriteObject(plan, run.Results.ValueOf(link)!, -1);
    }

    protected override Link KeepValue(object value, FieldPlan field, PathNode? path, ExecutionRun run)
    {
        var plan = selection.PlanFor(value, field);
        return plan.HasStoredFields ? run.Results.AddParent(plan, value, path, run) : run.Results.Keep(LinkKind.BareObject, value, plan.Index);
    }
}

/// <summary>Writes lists.</summary>
internal sealed class ListCompletion(Completion item, bool nonNull) : Completion(nonNull)
{
    public override SelectionPlan? Selection => item.Selection;

    protected override bool WriteValue(object value, FieldPlan field, ExecutionRun run)
    {
        run.Output.Raw("["u8);
        run.Path.PushIndex();
        var items = ItemsOf(value, field);
        if (items is IList list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (!WriteItem(i, list[i], field, run))
                {
                    return false;
                }
            }
        }
        else
        {
            var i = 0;
            foreach (var element in items)
            {
                if (!WriteItem(i++, element, field, run))
                {
                    return false;
                }
            }
        }

        run.Path.Depth--;
        run.Output.Raw("]"u8);
        return true;
    }

    protected override bool WriteKept(Link link, FieldPlan field, ExecutionRun run)
    {
        run.Output.Raw("["u8);
        run.Path.PushIndex();
        for (var i = 0; i < link.Count; i++)
        {
            StartItem(i, run);
            if (!item.Write(run.Results.ItemOf(link, i), field, run))
            {
                return false;
            }
        }

        run.Path.Depth--;
        run.Output.Raw("]"u8);
        return true;
    }

    protected override Link KeepValue(object value, FieldPlan field, PathNode? path, ExecutionRun run)
    {
        var items = ItemsOf(value, field);
        var elements = items as IList ?? items.Cast<object?>().ToList();
        var link = run.Results.ReserveList(elements.Count);
        var needsPath = Selection!.NeedsPath;
        for (var i = 0; i < elements.Count; i++)
        {
            run.Results.SetItem(link, i, item.Keep(elements[i], field, needsPath ? new PathNode(path, i) : null, run));
        }

        return link;
    }

    private bool WriteItem(int index, object? value, FieldPlan field, ExecutionRun run)
    {
        StartItem(index, run);
        return item.Write(value, field, run);
    }

    private static void StartItem(int index, ExecutionRun run)
    {
        if (index > 0)
        {
            run.Output.Raw(","u8);
        }

        run.Path.SetIndex(index);
        run.Request.Cancellation.ThrowIfCancellationRequested();
    }

    private static IEnumerable ItemsOf(object value, FieldPlan field) => value switch
    {
        string => throw NotList(field),
        IEnumerable items => items,
        _ => throw NotList(field),
    };

    private static GraphQLException NotList(FieldPlan field) =>
        new($"Expected Iterable, but did not find one for field \"{field.Coordinate}\".");
}
