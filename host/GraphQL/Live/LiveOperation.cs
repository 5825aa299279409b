namespace CarePlatform.GraphQL;

/// <summary>One operation over an open connection.</summary>
internal sealed class LiveOperation : IAsyncDisposable
{
    private readonly LiveConnection _connection;
    private readonly RequestParameters _parameters;
    private readonly OperationKinds _allowed;
    private readonly CancellationTokenSource _stop;
    private GraphQLResponses? _responses;

    public LiveOperation(LiveConnection connection, string id, RequestParameters parameters, OperationKinds allowed)
    {
        _connection = connection;
        _parameters = parameters;
        _allowed = allowed;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(connection.Ended);
        Id = id;
        Stopped = _stop.Token;
    }

    /// <summary>What the client calls the operation.</summary>
    public string Id { get; }

    /// <summary>Cancelled when the operation must end.</summary>
    public CancellationToken Stopped { get; }

    /// <summary>Executes a query or a mutation, or opens the source of a subscription.</summary>
    public async ValueTask<GraphQLResponses> Open()
    {
        try
        {
            var executor = await _connection.Session.FindExecutor(Stopped).ConfigureAwait(false);
            var request = new GraphQLRequest
            {
                Query = _parameters.Query,
                QueryJson = _parameters.QueryJson,
                DocumentId = _parameters.DocumentId,
                Extensions = _parameters.Extensions,
                OperationName = _parameters.OperationName,
                Variables = _parameters.Variables,
                OpenScope = OpenScope,
                Allowed = _allowed & _connection.Session.Allowed,
            };
            return _responses = await executor.Subscribe(request, Stopped).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !Stopped.IsCancellationRequested)
        {
            // The host has no executor for the session: there are no options yet that would say more.
            var response = FailedResponse.To(failure, new ExecutorOptions { Logger = _connection.Logger }, null);
            return _responses = new GraphQLResponses(new SingleResponse(response), isSubscription: false);
        }
    }

    /// <summary>Ends the operation. Nothing more is sent for it.</summary>
    public void Stop()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has come to its end by itself meanwhile.
        }
    }

    /// <summary>Gives up an operation that found no room; its parameters stay the caller's.</summary>
    public void Abandon() => _stop.Dispose();

    public async ValueTask DisposeAsync()
    {
        if (_responses is { } responses)
        {
            await responses.DisposeAsync().ConfigureAwait(false);
        }

        _stop.Dispose();
        _parameters.Dispose();
    }

    private async ValueTask<ExecutionScope> OpenScope(CancellationToken cancellation)
    {
        await _connection.RequireSession(cancellation).ConfigureAwait(false);
        return await _connection.Session.OpenScope(cancellation).ConfigureAwait(false);
    }
}
