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
    private int _extensionsTold;
    private long _bytes;
    private bool _isRefused;

    public IncrementalRun(OperationPlan plan, RequestContext request, ExecutorOptions options)
    {
        _plan = plan;
        _request = request;
        _options = options;
        _sources = new OpenSources(options);
        _work = new IncrementalWork(request, options, _sources);
    }

    /// <summary>Whether something follows what was delivered.</summary>
    public bool HasNext => _graph.HasNext && !_isRefused;

    /// <summary>The first part of the response; all of it when nothing is left to be delivered later.</summary>
    public async ValueTask<GraphQLResponse> Begin(object root)
    {
        var output = new JsonOutput(4096) { Limit = _options.MaxResponseBytes };
        var log = new DeferralLog(output, _sources);
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

            WriteRest(log.Take(), output);
            finished = true;
            _bytes = output.Position;
            return new GraphQLResponse(output, ResponseKind.Executed, run.Errors);
        }
        catch (ResponseTooLargeException tooLarge)
        {
            _isRefused = true;
            return GraphQLResponse.WithNullData(new GraphQLError(tooLarge.Message));
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
            _work.Start(_graph, (int)Math.Max(0, _options.MaxResponseBytes - _bytes));
            await _work.TakeFinished(_graph, payload).ConfigureAwait(false);
        }

        var output = new JsonOutput(1024);
        payload.Write(_graph.HasNext, output);
        if (!_graph.HasNext && (_request.ExtensionsOrNull?.Count ?? 0) > _extensionsTold)
        {
            ErrorWriter.WriteExtensions(_request.ExtensionsOrNull, output);
        }

        output.Raw("}"u8);
        _bytes += output.Position;
        return new GraphQLResponse(output, ResponseKind.Executed, payload.Errors);
    }

    /// <summary>Waits for the work that is under way, and closes what is open. The request must be cancelled before when it is not over.</summary>
    public async ValueTask DisposeAsync()
    {
        await _work.Settle().ConfigureAwait(false);
        await _sources.CloseAll().ConfigureAwait(false);
    }

    private void WriteRest(IReadOnlyList<PartRecord> found, JsonOutput output)
    {
        var payload = new Payload();
        _graph.Add(found, payload);
        if (_graph.HasNext)
        {
            output.Raw(","u8);
            payload.WritePending(output);
            output.Raw("\"hasNext\":true"u8);
        }

        ErrorWriter.WriteExtensions(_request.ExtensionsOrNull, output);
        output.Raw("}"u8);
        _extensionsTold = _request.ExtensionsOrNull?.Count ?? 0;
    }
}
