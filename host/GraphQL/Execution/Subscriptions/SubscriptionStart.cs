namespace CarePlatform.GraphQL;

/// <summary>Opens the responses to a request: executes a query or mutation, or opens the source of a subscription.</summary>
internal sealed class SubscriptionStart(GraphQLExecutor executor, GraphQLRequest request, CancellationToken requested)
{
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(requested);
    private readonly long _started = executor.Options.Time.GetTimestamp();
    private RequestExecution? _execution;
    private ExecutionScope? _scope;
    private EventReader? _events;

    public async ValueTask<GraphQLResponses> Open()
    {
        GraphQLResponse? response = null;
        try
        {
            response = await Answer().ConfigureAwait(false);
            if (_events is { } events)
            {
                var run = new SubscriptionRun(executor, request, _execution!.Operation!, _execution.Plan!, events, _scope, _end, _started);
                return new GraphQLResponses(run, isSubscription: true);
            }

            return new GraphQLResponses(new SingleResponse(response!), isSubscription: false);
        }
        finally
        {
            if (_events is null)
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
            _execution = new RequestExecution(executor, request.In(_scope), _end.Token);
            var response = await _execution.Prepare().ConfigureAwait(false);
            if (response is null && _execution.Operation!.Operation.Operation is OperationKind.Subscription)
            {
                response = await OpenSource(_execution.Plan!, _execution.Operation.Request).ConfigureAwait(false);
            }
            else
            {
                response ??= await _execution.Run().ConfigureAwait(false);
            }

            return response is null || _scope is null ? response : await _scope.Finished(response, _end.Token).ConfigureAwait(false);
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
            return null;
        }
        catch (Exception failure) when (!run.IsFatal(failure))
        {
            run.Fail(field, failure);
            return GraphQLResponse.WithoutData(run.Errors, ResponseKind.Refused, shared.ExtensionsOrNull);
        }
    }

    private async ValueTask End(GraphQLResponse? response)
    {
        executor.Finish(_execution?.Operation, response?.Errors ?? [], response?.Utf8.Length ?? 0, _started, wasCancelled: response is null);
        if (_scope is not null)
        {
            await _scope.DisposeAsync().ConfigureAwait(false);
        }

        _end.Dispose();
    }
}
