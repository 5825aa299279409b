using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>
/// Takes invitations: whoever signs in with a token that vouches for the tenant's people, and shows the secret, is that person from now
/// on. The tenant's policy of sign-in holds here as everywhere.
/// </summary>
internal sealed class InvitationDesk(IServiceScopeFactory scopes, TenantCatalog tenants, Callers callers, TimeProvider world)
{
    /// <param name="Problem">Why it was not accepted; null when it was.</param>
    /// <param name="Tenant">Whose invitation it is; null when nobody knows it.</param>
    /// <param name="IsTaken">Whether the sign-in belongs to somebody else already.</param>
    internal sealed record Accepted(LinkProblem? Problem, Tenant? Tenant = null, UserId? Person = null, bool IsTaken = false);

    /// <exception cref="GraphQL.GraphQLException">The token may not vouch for this tenant's people, or not in this way.</exception>
    public async Task<Accepted> Accept(InvitationCode code, ClaimsPrincipal user, CancellationToken ct)
    {
        if (await tenants.Find(code.Tenant, ct) is not { } tenant)
        {
            return new Accepted(LinkProblem.Unknown);
        }

        var (issuer, subject) = await callers.PersonOf(tenant, user, ct);
        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.Begin(tenant, Actor.Unknown(subject), Guid.CreateVersion7(world.GetUtcNow()));
        await session.OpenAsync(ct);
        var invitation = await scope.ServiceProvider.GetRequiredService<AccessDb>().Invitations.FirstOrDefaultAsync(i => i.Id == code.Invitation, ct);
        if (invitation is null || !invitation.Fits(code.Secret))
        {
            return new Accepted(LinkProblem.Unknown, tenant);
        }

        if (invitation.Problem(session.Clock.GetUtcNow()) is { } problem)
        {
            return new Accepted(problem, tenant);
        }

        var person = (await scope.ServiceProvider.GetRequiredService<People>().User(invitation.Person, ct))!;
        callers.RequirePolicy(tenant, user, person.Roles);
        var staff = scope.ServiceProvider.GetRequiredService<StaffBook>();
        if (await staff.IsTaken(person.Id, issuer, subject, ct))
        {
            return new Accepted(null, tenant, IsTaken: true);
        }

        invitation.Accept(session.Clock.GetUtcNow());
        await staff.Bind(person.Id, issuer, subject, ct);
        try
        {
            await session.SaveAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Of two at the same moment one comes in.
            return new Accepted(LinkProblem.Used, tenant);
        }

        var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        trail.Write("acceptInvitation", [invitation.Id.ToString(), person.Id.ToString()], "done");
        session.AfterCommit(() => tenants.Forget(tenant.Id));
        await trail.CommitAsync(ct);
        return new Accepted(null, tenant, person.Id);
    }
}
