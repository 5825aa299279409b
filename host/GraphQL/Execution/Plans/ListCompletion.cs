using System.Collections;

namespace CarePlatform.GraphQL;

/// <summary>Writes lists.</summary>
internal sealed class ListCompletion(Completion item, bool nonNull) : Completion(nonNull)
{
    // Whether the client has gone is asked at the start of every list and then once for so many items.
    private const int ItemsBetweenChecks = 16;

    public override SelectionPlan? Selection => item.Selection;

    protected override bool WriteValue(object value, FieldPlan field, ExecutionRun run)
    {
        run.Output.Raw("["u8);
        run.Path.PushIndex();
        if (value is object?[] array)
        {
            for (var i = 0; i < array.Length; i++)
            {
                if (!WriteItem(i, array[i], field, run))
                {
                    return false;
                }
            }
        }
        else if (value is IList list)
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
            foreach (var element in ItemsOf(value, field))
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
        if (index % ItemsBetweenChecks == 0)
        {
            run.Request.Cancellation.ThrowIfCancellationRequested();
        }
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
