namespace CarePlatform.GraphQL;

/// <summary>
/// What one execution runs in: the services that its resolvers see and the caller as they are known at that moment. A subscription
/// has one for its source, which lives as long as it does, and another for each event.
/// </summary>
public class ExecutionScope(IServiceProvider services, object? user) : IAsyncDisposable
{
    /// <summary>The services that resolvers see.</summary>
    public IServiceProvider Services { get; } = services;

    /// <summary>What the host knows of the caller.</summary>
    public object? User { get; } = user;

    /// <summary>
    /// Done when a response is finished and before it is given out: what the host must have kept by then, such as a record of what
    /// was shown. When it fails, the client gets an internal error instead of the response.
    /// </summary>
    public virtual ValueTask Finish(GraphQLResponse response, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>The response, once the host has kept what it must; it is disposed when that fails.</summary>
    internal async ValueTask<GraphQLResponse> Finished(GraphQLResponse response, CancellationToken cancellation)
    {
        try
        {
            await Finish(response, cancellation).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
