namespace CarePlatform.Platform;

/// <summary>Begins sessions for work that neither a request nor an event asked for, such as an import from the command line.</summary>
public sealed class TenantSessions
{
    private readonly Databases _databases;
    private readonly TimeProvider _world;
    private readonly TenantCatalog _tenants;
    private readonly EventWriter _events;

    internal TenantSessions(Databases databases, TimeProvider world, TenantCatalog tenants, EventWriter events) =>
        (_databases, _world, _tenants, _events) = (databases, world, tenants, events);

    /// <summary>A session of the platform itself for the tenant with this slug or id; null when there is no such tenant.</summary>
    public async Task<Session?> Begin(string slugOrId, CancellationToken ct)
    {
        if (await _tenants.Find(slugOrId, ct) is not { } tenant)
        {
            return null;
        }

        var session = new Session(_databases, _world);
        session.Begin(tenant, Actor.System, Guid.CreateVersion7(_world.GetUtcNow()));
        return session;
    }

    /// <summary>Appends event records to the log, in the session's transaction.</summary>
    public Task Append(Session session, IReadOnlyList<object> events, CancellationToken ct) => _events.Append(session, events, ct);
}
