namespace CarePlatform.GraphQL;

/// <summary>
/// One execution of a plan for what is delivered later: the same fields of several objects, or items of several lists. Their loads
/// are batched together, as those of a whole operation are.
/// </summary>
internal sealed class PartRun
{
    private readonly SharedOutput _shared;
    private readonly DeferralLog _log;
    private readonly ExecutionRun _run;
    private readonly ResponseBudget _budget;
    private int _errorsTold;
    private int _hiddenTold;

    public PartRun(OperationPlan plan, RequestContext request, ExecutorOptions options, OpenSources sources, ResponseBudget budget)
    {
        _budget = budget;
        _shared = new SharedOutput(budget);
        _log = new DeferralLog(_shared.Output, sources, options.Incremental);
        _run = new ExecutionRun(plan, request, options, _shared.Output) { Deferrals = _log };
    }

    /// <summary>Resolves and writes the fields of objects; tells what came of each of them.</summary>
    public async Task Resolve(IReadOnlyList<GroupRecord> groups, Action<GroupRecord, PartResult> tell)
    {
        try
        {
            var root = _run.Plan.Root;
            var ordinals = new int[groups.Count];
            Array.Fill(ordinals, -1);
            if (root.HasStoredFields)
            {
                for (var i = 0; i < ordinals.Length; i++)
                {
                    ordinals[i] = _run.Results.AddParent(root, groups[i].Parent, root.NeedsPath ? PathOf(groups[i].Path) : null, _run).Index;
                }

                await new WaveRunner(_run).Run(root.StoredFields).ConfigureAwait(false);
            }

            _budget.Require();
            for (var i = 0; i < groups.Count; i++)
            {
                var group = groups[i];
                _run.Path.GoTo(group.Path);
                _log.Scope = group.Scope;
                var start = _run.Output.Position;
                tell(group, _run.WriteObject(root, group.Parent, ordinals[i]) ? Since(start) : Failure(start));
            }
        }
        finally
        {
            Finish();
        }
    }

    /// <summary>Resolves and writes items of lists; tells what came of each list.</summary>
    public async Task Resolve(IReadOnlyList<(StreamRecord Stream, StreamBatch Batch)> streams, Action<StreamRecord, ItemsResult> tell)
    {
        try
        {
            var kept = new Link[streams.Count][];
            if (streams[0].Stream.Plan.Item.Selection is { HasStoredFields: true } selection)
            {
                for (var i = 0; i < kept.Length; i++)
                {
                    kept[i] = Keep(streams[i].Stream, streams[i].Batch.Items, selection.NeedsPath);
                }

                await new WaveRunner(_run).Run([]).ConfigureAwait(false);
            }

            _budget.Require();
            for (var i = 0; i < streams.Count; i++)
            {
                tell(streams[i].Stream, Write(streams[i].Stream, streams[i].Batch, kept[i]));
            }
        }
        finally
        {
            Finish();
        }
    }

    private void Finish()
    {
        _budget.Take(_run.Output.Position, _run.Cost);
        _run.Results.Return();
        _shared.Release();
    }

    private Link[] Keep(StreamRecord stream, IReadOnlyList<object?> items, bool needsPath)
    {
        var list = needsPath ? PathOf(stream.Path) : null;
        var links = new Link[items.Count];
        for (var i = 0; i < links.Length; i++)
        {
            var path = needsPath ? new PathNode(list, stream.Next + i) : null;
            links[i] = stream.Plan.Item.Keep(items[i], stream.Field, path, _run);
        }

        return links;
    }

    private ItemsResult Write(StreamRecord stream, StreamBatch batch, Link[]? kept)
    {
        var item = stream.Plan.Item;
        var start = _run.Output.Position;
        var count = 0;
        IReadOnlyList<GraphQLError>? failure = null;
        PartResult? written = null;
        _log.Scope = DeferScope.None;
        _run.Path.GoTo(stream.Path);
        _run.Path.PushIndex();
        var depth = _run.Path.Depth;
        while (count < batch.Items.Count && failure is null)
        {
            var (before, errors, hidden) = (_run.Output.Position, _run.Errors.Count, HiddenCount);
            _run.Output.Raw(count > 0 ? ","u8 : ""u8);
            _run.Path.Depth = depth;
            _run.Path.SetIndex(stream.Next + count);
            if (kept is null ? item.Write(batch.Items[count], stream.Field, _run) : item.Write(kept[count], stream.Field, _run))
            {
                count++;
                continue;
            }

            _run.Output.GoBackTo(before);
            written = count > 0 ? Since(start, errors, hidden) : null;
            failure = ErrorsSince(errors);
        }

        if (failure is null && count > 0)
        {
            written = Since(start);
        }

        return failure is null && batch.Failure is { } thrown
            ? new ItemsResult(written, count, IsLast: true, FailureOf(stream, thrown))
            : new ItemsResult(written, count, batch.IsLast || failure is not null, failure);
    }

    private IReadOnlyList<GraphQLError> FailureOf(StreamRecord stream, Exception thrown)
    {
        _run.Path.GoTo(stream.Path);
        _run.Fail(stream.Field, thrown);
        return ErrorsSince(_errorsTold);
    }

    private int HiddenCount => _run.Redactions?.Hidden.Count ?? 0;

    private PartResult Since(int start) => Since(start, _run.Errors.Count, HiddenCount);

    private PartResult Since(int start, int errorsBefore, int hiddenBefore) => new()
    {
        Data = _shared.From(start),
        Errors = ErrorsSince(_errorsTold, errorsBefore),
        Hidden = HiddenUntil(hiddenBefore),
        Found = _log.Take(),
    };

    private PartResult Failure(int start)
    {
        _run.Output.GoBackTo(start);
        _hiddenTold = HiddenCount;
        return PartResult.Failed(ErrorsSince(_errorsTold));
    }

    private IReadOnlyList<GraphQLError> ErrorsSince(int first) => ErrorsSince(first, _run.Errors.Count);

    private IReadOnlyList<GraphQLError> ErrorsSince(int first, int end)
    {
        _errorsTold = end;
        return first == end ? [] : [.. _run.Errors.Skip(first).Take(end - first)];
    }

    private IReadOnlyList<object?> HiddenUntil(int end)
    {
        var first = _hiddenTold;
        _hiddenTold = end;
        return first == end ? [] : [.. _run.Redactions!.Hidden.Skip(first).Take(end - first)];
    }

    private static PathNode? PathOf(IReadOnlyList<object> path)
    {
        PathNode? node = null;
        foreach (var step in path)
        {
            node = new PathNode(node, step);
        }

        return node;
    }
}
