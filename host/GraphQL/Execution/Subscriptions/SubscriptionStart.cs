namespace CarePlatform.GraphQL;

/// <summary>Opens the responses to a request: executes a query or mutation, or opens the source of a subscription.</summary>
internal sealed class SubscriptionStart(GraphQLExecutor executor, GraphQLRequest request, CancellationToken requested)
{
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(requested);
    private readonly long _started = executor.Options.Time.GetTimestamp();
    private RequestExecution? _execution;
    private ExecutionScope? _scope;
    private EventReader? _events;
    private IncrementalRun? _following;

    public async ValueTask<GraphQLResponses> Open()
    {
        var trace = OperationTrace.Start();
        GraphQLResponse? response = null;
        try
        {
            response = await Answer().ConfigureAwait(false);
            if (_events is { } events)
            {
                var run = new SubscriptionRun(executor, request, _execution!.Operation!, _execution.Plan!, events, _scope, _end, _started);
                return new GraphQLResponses(run, isSubscription: true);
            }

            return new GraphQLResponses(
                _following is null ? new SingleResponse(response!) : InParts(response!, _following, trace), isSubscription: false);
        }
        finally
        {
            if (_following is null)
            {
                // A subscription is traced by its events; what is over here is its start.
                var kind = _events is null ? response?.Kind : ResponseKind.Executed;
                trace.Finish(_execution?.Operation?.Operation, kind, response?.Errors ?? [], executor.Options.Time, _started);
                trace.Dispose();
            }

            if (_following is null && _events is null)
            {
                await End(response).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<GraphQLResponse?> Answer()
    {
        try
        {
            _scope = request.OpenScope is { } open ? await open(_end.Token).ConfigureAwait(false) : null;
            _execution = new RequestExecution(executor, request.In(_scope), _end.Token) { MayDeliverLater = executor.DeliversLater };
            var response = await _execution.Prepare().ConfigureAwait(false);
            if (response is null && _execution.Operation!.Operation.Operation is OperationKind.Subscription)
            {
                response = await OpenSource(_execution.Plan!, _execution.Operation.Request).ConfigureAwait(false);
            }
            else
            {
                response ??= await _execution.Run().ConfigureAwait(false);
            }

            if (response is not null && _scope is not null)
            {
                response = await _scope.Finished(response, _end.Token).ConfigureAwait(false);
            }

            _following = _execution.Following is { HasNext: true } following ? following : null;
            return response;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !requested.IsCancellationRequested)
        {
            return FailedResponse.To(failure, executor.Options, _execution?.Operation);
        }
    }

    /// <summary>Opens the source of a subscription; the response when there is none to open, or when it does not open.</summary>
    private async ValueTask<GraphQLResponse?> OpenSource(OperationPlan plan, RequestContext shared)
    {
        if (plan.Root.Fields is not [{ } field])
        {
            throw new GraphQLException(new GraphQLError("A subscription must select exactly one field.", plan.Operation));
        }

        using var unused = new JsonOutput(0);
        var run = new ExecutionRun(plan, shared, executor.Options, unused);
        run.Path.Push(field.ResponseKey);
        try
        {
            if (run.RefusalOf(field) is { } refusal)
            {
                throw refusal;
            }

            var source = field.Definition.Events
                ?? throw new GraphQLException($"Subscription field \"{field.Definition.Name}\" has no source of events.");
            _events = await source.Open(request.Root ?? RequestExecution.NoRoot, new FieldContext(field, run, null)).ConfigureAwait(false);
            shared.Charge?.Settle(0);
            return null;
        }
        catch (Exception failure) when (!run.IsFatal(failure))
        {
            run.Fail(field, failure);
            return GraphQLResponse.WithoutData(run.Errors, ResponseKind.Refused, shared.ExtensionsOrNull);
        }
    }

    private IncrementalResponses InParts(GraphQLResponse first, IncrementalRun following, OperationTrace trace)
    {
        var operation = _execution!.Operation;
        var parts = new IncrementalResponse(first, following, _end, (kind, errors, bytes) =>
        {
            executor.Finish(operation, trace, kind, errors, bytes, _started);
            trace.Dispose();
        });
        return new IncrementalResponses(parts, _scope, executor.Options, operation);
    }

    private async ValueTask End(GraphQLResponse? response)
    {
        executor.Finish(_execution?.Operation, response?.Kind, response?.Errors ?? [], response?.Utf8.Length ?? 0, _started);
        if (_execution?.Following is { } incomplete)
        {
            await _end.CancelAsync().ConfigureAwait(false);
            await incomplete.DisposeAsync().ConfigureAwait(false);
        }

        if (_scope is not null)
        {
            await _scope.DisposeAsync().ConfigureAwait(false);
        }

        _end.Dispose();
    }
}
