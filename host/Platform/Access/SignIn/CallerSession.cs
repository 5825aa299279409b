using System.Security.Claims;
using CarePlatform.GraphQL;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>
/// An open connection of a signed-in caller. Each operation and each event has a session of its own. The connection ends when the
/// token does, and when tenant or person are no longer what they were when it opened: who connects again sees what is so now.
/// </summary>
internal sealed class CallerSession(
    IServiceScopeFactory scopes, SchemaViews views, Callers callers, TimeProvider world, ClaimsPrincipal user, DateTimeOffset? expires, Caller opened,
    PurposeOfUse purpose)
    : LiveSession
{
    /// <summary>Mutations go by POST, where a key makes their repeat safe.</summary>
    public override OperationKinds Allowed => OperationKinds.Query | OperationKinds.Subscription;

    public override ValueTask<GraphQLExecutor> FindExecutor(CancellationToken cancellation) =>
        new(views.Of(opened.Tenant.Features, opened.Actor));

    public override ValueTask<ExecutionScope> OpenScope(CancellationToken cancellation)
    {
        var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.OnlyReads = true;
        session.Begin(opened.Tenant, opened.Actor, Guid.CreateVersion7(world.GetUtcNow()));
        session.Purpose = purpose;
        return new(new SessionScope(scope, user));
    }

    public override async ValueTask<string?> FindEnd(CancellationToken cancellation)
    {
        if (expires <= world.GetUtcNow())
        {
            return "The token has expired. Sign in again to get a new one.";
        }

        try
        {
            var now = await callers.Find(user, cancellation);
            if (!now.Tenant.Features.Equals(opened.Tenant.Features))
            {
                return "The features of this organisation have changed. Connect again.";
            }

            if (now.Tenant.Life != opened.Tenant.Life)
            {
                return "This sandbox was reset. Connect again.";
            }

            return MayStill(now.Actor) ? null : "What you may do in this organisation has changed. Connect again.";
        }
        catch (GraphQLException gone)
        {
            return gone.Message;
        }
    }

    public override bool IsOpenTo(HttpContext http) => callers.AreSame(http.User, user);

    private bool MayStill(Actor now) => ReferenceEquals(now, opened.Actor)
        || (now.Organisation == opened.Actor.Organisation && now.Auditor == opened.Actor.Auditor && now.Roles.SetEquals(opened.Actor.Roles) && now.Teams.SetEquals(opened.Actor.Teams)
            && now.Permissions.Count == opened.Actor.Permissions.Count
            && now.Permissions.All(p => opened.Actor.Permissions.TryGetValue(p.Key, out var reach) && reach == p.Value));

    private sealed class SessionScope(AsyncServiceScope scope, ClaimsPrincipal user) : ExecutionScope(scope.ServiceProvider, user)
    {
        // What was shown is in the audit trail before it is sent.
        public override async ValueTask Finish(GraphQLResponse response, CancellationToken cancellation) =>
            await Services.GetRequiredService<RequestAccess>().CommitAsync(cancellation);

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await scope.DisposeAsync();
        }
    }
}
