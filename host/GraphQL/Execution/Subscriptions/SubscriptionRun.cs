namespace CarePlatform.GraphQL;

/// <summary>
/// A subscription under way: executes the operation for each event of its source, one event after the other, with variables, plan
/// and source as they were at the start and everything else new for each event.
/// </summary>
internal sealed class SubscriptionRun(
    GraphQLExecutor executor,
    GraphQLRequest request,
    OperationContext operation,
    OperationPlan plan,
    EventReader events,
    ExecutionScope? scope,
    CancellationTokenSource end,
    long started)
    : IAsyncEnumerator<GraphQLResponse>
{
    private GraphQLResponse? _current;
    private IReadOnlyList<GraphQLError> _errors = [];
    private long _bytes;
    private bool _isOver;
    private bool _isDisposed;

    public GraphQLResponse Current => _current ?? throw new InvalidOperationException("There is no response before the first is read.");

    private CancellationToken Cancellation => operation.Request.Cancellation;

    public async ValueTask<bool> MoveNextAsync()
    {
        if (_isOver)
        {
            return false;
        }

        try
        {
            if (!await events.Read().ConfigureAwait(false))
            {
                _isOver = true;
                return false;
            }

            _current = await Respond(events.Current).ConfigureAwait(false);
        }
        catch (Exception failure) when (!IsCancellation(failure))
        {
            _current = FailedResponse.To(failure, executor.Options, operation);
        }

        _isOver = _current.Kind is not ResponseKind.Executed;
        _errors = _current.Errors;
        _bytes += _current.Utf8.Length;
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        try
        {
            // Whatever the source began ends, even when nothing was ever read.
            await end.CancelAsync().ConfigureAwait(false);
            await events.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (!IsCancellation(failure))
        {
            InternalError.Log(executor.Options, failure, operation.OperationName, "the end of the subscription's source");
        }
        finally
        {
            executor.Finish(operation, _isOver ? ResponseKind.Executed : null, _errors, _bytes, started);
            if (scope is not null)
            {
                await scope.DisposeAsync().ConfigureAwait(false);
            }

            end.Dispose();
        }
    }

    private async ValueTask<GraphQLResponse> Respond(object? happened)
    {
        var opened = request.OpenScope is { } open ? await open(Cancellation).ConfigureAwait(false) : null;
        try
        {
            var context = new RequestContext(executor.Schema, request.In(opened ?? scope), operation.Operation, Cancellation)
            {
                Variables = operation.Request.Variables,
            };
            if (operation.Request.ExtensionsOrNull is { } added)
            {
                foreach (var (name, value) in added)
                {
                    context.Extensions[name] = value;
                }
            }

            var response = await Respond(context, happened!).ConfigureAwait(false);
            return opened is null ? response : await opened.Finished(response, Cancellation).ConfigureAwait(false);
        }
        finally
        {
            if (opened is not null)
            {
                await opened.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Pays for an event, and executes the operation on it. It is traced by itself, because nobody waits for the whole.</summary>
    private async ValueTask<GraphQLResponse> Respond(RequestContext context, object happened)
    {
        using var trace = OperationTrace.Start();
        var began = trace.IsWanted ? executor.Options.Time.GetTimestamp() : 0;
        GraphQLResponse? response = null;
        try
        {
            if (executor.Options.Cost is { } cost)
            {
                context.Charge = await CostCharge.Take(cost, plan, context, tellsBudget: true).ConfigureAwait(false);
                response = context.Charge.Refusal;
            }

            return response ??= await RequestExecution.Run(executor, plan, context, happened).ConfigureAwait(false);
        }
        finally
        {
            trace.Finish(context.Operation, response?.Kind, response?.Errors ?? [], executor.Options.Time, began);
        }
    }

    private bool IsCancellation(Exception exception) => exception is OperationCanceledException && Cancellation.IsCancellationRequested;
}
