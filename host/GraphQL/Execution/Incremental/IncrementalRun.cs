namespace CarePlatform.GraphQL;

/// <summary>
/// The execution of an operation that delivers parts of its response later. Work on a part begins when the client knows of it and
/// asks for more; parts that are ready together go into one payload.
/// </summary>
internal sealed class IncrementalRun : IAsyncDisposable
{
    private readonly OperationPlan _plan;
    private readonly RequestContext _request;
    private readonly ExecutorOptions _options;
    private readonly OpenSources _sources;
    private readonly DeliveryGraph _graph = new();
    private readonly IncrementalWork _work;
    private readonly ResponseBudget _budget;
    private readonly HashSet<string> _expected = new(StringComparer.Ordinal);
    private readonly HashSet<string> _extensionsTold = new(StringComparer.Ordinal);
    private bool _isRefused;

    public IncrementalRun(OperationPlan plan, RequestContext request, ExecutorOptions options)
    {
        _plan = plan;
        _request = request;
        _options = options;
        _sources = new OpenSources(options);
        _budget = new ResponseBudget(options);
        _work = new IncrementalWork(request, options, _sources, _budget);
    }

    /// <summary>Whether something follows what was delivered.</summary>
    public bool HasNext => _graph.HasNext && !_isRefused;

    /// <summary>The first part of the response; all of it when nothing is left to be delivered later.</summary>
    public async ValueTask<GraphQLResponse> Begin(object root)
    {
        using var span = GraphQLTelemetry.Start("graphql.execute");
        var output = new JsonOutput(4096) { Limit = _options.MaxResponseBytes, Memory = _options.ResponseMemory };
        var log = new DeferralLog(output, _sources, _options.Incremental);
        var run = new ExecutionRun(_plan, _request, _options, output) { Deferrals = log };
        var finished = false;
        try
        {
            output.Raw("{\"data\":"u8);
            var start = output.Position;
            var entry = log.Enter(_plan.Root, []);
            if (await run.Execute(root).ConfigureAwait(false))
            {
                log.AddGroups(entry, _plan.Root, root);
            }
            else
            {
                output.GoBackTo(start);
                output.Null();
            }

            if (run.Errors.Count > 0)
            {
                output.Raw(","u8);
                ErrorWriter.Write(run.Errors, output);
            }

            WriteRest(log.Take(), run, output);
            output.RequireLimit();
            finished = true;
            _budget.Take(output.Position);
            return new GraphQLResponse(output, ResponseKind.Executed, run.Errors);
        }
        catch (Exception reached) when (ResponseLimit.IsReached(reached))
        {
            _isRefused = true;
            return ResponseLimit.ResponseFor(reached, _plan.Operation.Operation);
        }
        finally
        {
            run.Results.Return();
            if (!finished)
            {
                output.Dispose();
            }
        }
    }

    /// <summary>Waits for what can be delivered next.</summary>
    public async ValueTask<GraphQLResponse> Next()
    {
        var payload = new Payload();
        while (payload.IsEmpty)
        {
            _work.Start(_graph);
            await _work.TakeFinished(_graph, payload).ConfigureAwait(false);
        }

        try
        {
            return Write(payload);
        }
        catch (Exception reached) when (ResponseLimit.IsReached(reached))
        {
            // What is told of the parts is too much, or there is no room to put them together: so the client is told that nothing of what it waits for will come.
            _isRefused = true;
            var end = new Payload();
            var errors = new[] { ResponseLimit.ErrorFor(reached) };
            foreach (var id in _expected)
            {
                end.Complete(id, errors);
            }

            return Write(end, new JsonOutput(1024));
        }
    }

    /// <summary>Waits for the work that is under way, and closes what is open. The request must be cancelled before when it is not over.</summary>
    public async ValueTask DisposeAsync()
    {
        await _work.Settle().ConfigureAwait(false);
        await _sources.CloseAll().ConfigureAwait(false);
        _budget.Dispose();
    }

    private GraphQLResponse Write(Payload payload) => Write(payload, new JsonOutput(1024)
    {
        Limit = (int)Math.Min(int.MaxValue, (long)_budget.Remaining + payload.DataLength),
        Memory = _options.ResponseMemory,
    });

    private GraphQLResponse Write(Payload payload, JsonOutput output)
    {
        var dataLength = payload.DataLength;
        try
        {
            payload.Write(HasNext, output);
            WriteExtensions(payload.Hidden, isFirst: false, output);
            output.Raw("}"u8);
            output.RequireLimit();
        }
        catch
        {
            output.Dispose();
            throw;
        }

        _budget.Take(output.Position - dataLength);
        _expected.UnionWith(payload.Announced);
        _expected.ExceptWith(payload.Completed);
        return new GraphQLResponse(output, ResponseKind.Executed, payload.Errors);
    }

    private void WriteRest(IReadOnlyList<PartRecord> found, ExecutionRun run, JsonOutput output)
    {
        _budget.Take(0, run.Cost);
        var payload = new Payload();
        _graph.Add(found, payload);
        if (_graph.HasNext)
        {
            output.Raw(","u8);
            payload.WritePending(output);
            _expected.UnionWith(payload.Announced);
            output.Raw("\"hasNext\":true"u8);
        }

        WriteExtensions(run.Redactions?.Hidden ?? [], isFirst: true, output);
        output.Raw("}"u8);
    }

    /// <summary>
    /// Tells what is hidden in this part, with the first part what the request tells, and with the last what came to it since. The cost is
    /// known when nothing follows.
    /// </summary>
    private void WriteExtensions(IReadOnlyList<object?> hidden, bool isFirst, JsonOutput output)
    {
        if (!HasNext)
        {
            _request.Charge?.Settle(_budget.Cost);
        }

        var told = new Dictionary<string, object?>();
        if (isFirst || !HasNext)
        {
            foreach (var (key, value) in _request.ExtensionsOrNull ?? [])
            {
                if (_extensionsTold.Add(key))
                {
                    told[key] = value;
                }
            }
        }

        if (hidden.Count > 0)
        {
            told[Redactions.Key] = hidden;
        }

        ErrorWriter.WriteExtensions(told, output);
    }
}
