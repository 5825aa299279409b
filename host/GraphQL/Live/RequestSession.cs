using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.GraphQL;

/// <summary>A session with executor and user of the request that opened it, and a service scope for each execution.</summary>
internal sealed class RequestSession(GraphQLExecutor executor, object? user, IServiceScopeFactory scopes) : LiveSession
{
    public static async ValueTask<LiveSession> Of(LiveRequest request, GraphQLHttpOptions options) => new RequestSession(
        await options.Executor(request.Http).ConfigureAwait(false),
        options.User(request.Http),
        request.Http.RequestServices.GetRequiredService<IServiceScopeFactory>());

    public override ValueTask<GraphQLExecutor> FindExecutor(CancellationToken cancellation) => new(executor);

    public override ValueTask<ExecutionScope> OpenScope(CancellationToken cancellation) => new(new ServiceScope(scopes.CreateAsyncScope(), user));

    private sealed class ServiceScope(AsyncServiceScope scope, object? user) : ExecutionScope(scope.ServiceProvider, user)
    {
        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync().ConfigureAwait(false);
            await scope.DisposeAsync().ConfigureAwait(false);
        }
    }
}
