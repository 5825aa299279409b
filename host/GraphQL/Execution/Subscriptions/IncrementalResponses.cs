namespace CarePlatform.GraphQL;

/// <summary>The parts of the response to one request, the first included. They share the scope of the request, which ends with them.</summary>
internal sealed class IncrementalResponses(
    IncrementalResponse response, ExecutionScope? scope, ExecutorOptions options, OperationContext? operation) : IAsyncEnumerator<GraphQLResponse>
{
    private readonly IAsyncEnumerator<GraphQLResponse> _rest = response.Rest().GetAsyncEnumerator();
    private GraphQLResponse? _current;
    private bool _isOver;

    public GraphQLResponse Current => _current ?? throw new InvalidOperationException("There is no response before the first is read.");

    public async ValueTask<bool> MoveNextAsync()
    {
        if (_current is null)
        {
            _current = response.First;
            return true;
        }

        if (_isOver)
        {
            return false;
        }

        try
        {
            if (!await _rest.MoveNextAsync().ConfigureAwait(false))
            {
                _isOver = true;
                return false;
            }

            _current = scope is null ? _rest.Current : await scope.Finished(_rest.Current, Cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !Cancellation.IsCancellationRequested)
        {
            _current = FailedResponse.To(failure, options, operation);
            _isOver = true;
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _rest.DisposeAsync().ConfigureAwait(false);
            await response.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            if (scope is not null)
            {
                await scope.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private CancellationToken Cancellation => operation!.Request.Cancellation;
}
