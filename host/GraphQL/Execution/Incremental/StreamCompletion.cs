namespace CarePlatform.GraphQL;

/// <summary>Writes the first items of a list, and leaves the others to a stream.</summary>
internal sealed class StreamCompletion(Completion item, StreamPlan stream, bool nonNull) : Completion(nonNull)
{
    public override SelectionPlan? Selection => item.Selection;

    /// <summary>How many items come at once.</summary>
    public int InitialCount(ExecutionRun run) => stream.InitialCount(run.Request.Variables);

    protected override bool WriteValue(object value, FieldPlan field, ExecutionRun run)
    {
        var source = SourceOf(value, field, run);
        var most = InitialCount(run);
        var count = 0;
        run.Output.Raw("["u8);
        run.Path.PushIndex();
        while (count < most && source.TryTake(out var element))
        {
            StartItem(count++, run);
            if (!item.Write(element, field, run))
            {
                return false;
            }
        }

        Finish(source, count, field, run);
        return true;
    }

    protected override bool WriteKept(Link link, FieldPlan field, ExecutionRun run)
    {
        var count = link.Count - 1;
        run.Output.Raw("["u8);
        run.Path.PushIndex();
        for (var i = 0; i < count; i++)
        {
            StartItem(i, run);
            if (!item.Write(run.Results.ItemOf(link, i), field, run))
            {
                return false;
            }
        }

        Finish((StreamSource)run.Results.ValueOf(run.Results.ItemOf(link, count)), count, field, run);
        return true;
    }

    /// <summary>Keeps the first items, and the source of the others as one more.</summary>
    protected override Link KeepValue(object value, FieldPlan field, PathNode? path, ExecutionRun run)
    {
        var source = SourceOf(value, field, run);
        var elements = new List<object?>();
        for (var most = InitialCount(run); elements.Count < most && source.TryTake(out var element);)
        {
            elements.Add(element);
        }

        var link = run.Results.ReserveList(elements.Count + 1);
        for (var i = 0; i < elements.Count; i++)
        {
            run.Results.SetItem(link, i, item.Keep(elements[i], field, Selection!.NeedsPath ? new PathNode(path, i) : null, run));
        }

        run.Results.SetItem(link, elements.Count, run.Results.Keep(LinkKind.Value, source));
        return link;
    }

    private static StreamSource SourceOf(object value, FieldPlan field, ExecutionRun run) =>
        value as StreamSource ?? run.Deferrals!.Sources.Open(new ListSource(ListCompletion.ItemsOf(value, field).GetEnumerator()));

    private static void StartItem(int index, ExecutionRun run)
    {
        if (index > 0)
        {
            run.Output.Raw(","u8);
        }

        run.Path.SetIndex(index);
        run.Request.Cancellation.ThrowIfCancellationRequested();
    }

    private void Finish(StreamSource source, int count, FieldPlan field, ExecutionRun run)
    {
        run.Path.Depth--;
        run.Output.Raw("]"u8);
        if (source.MayHaveMore)
        {
            run.Deferrals!.AddStream(new StreamRecord(stream, field, run.Path.ToList(), source, count));
        }
    }
}
