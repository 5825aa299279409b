using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>Opens one-time links and takes the answers, each within its tenant's wall.</summary>
internal sealed class LinkDesk(IServiceScopeFactory scopes, TenantCatalog tenants, Catalog catalog, UseCasePipeline pipeline, TimeProvider world)
{
    /// <param name="Session">What the answer is sent with.</param>
    /// <param name="Subject">The id of what it is about, by which whoever has several tells them apart.</param>
    internal sealed record Opened(
        LinkProblem? Problem, Tenant? Tenant = null, UseCase? UseCase = null, string? Session = null, DateTimeOffset Ends = default, string? Subject = null)
    {
        /// <summary>What is shown beside the form.</summary>
        public IReadOnlyList<LinkFact> Facts { get; init; } = [];
    }

    internal sealed record Answered(LinkProblem? Problem, Tenant? Tenant = null, UseCase? UseCase = null, string? Subject = null)
    {
        /// <summary>Why it was not taken; empty when it was.</summary>
        public IReadOnlyList<Refusal> Refusals { get; init; } = [];

        /// <summary>What can be done next, each by a link of its own.</summary>
        public IReadOnlyList<(UseCase UseCase, IssuedLink Link)> Next { get; init; } = [];
    }

    /// <summary>Opens a link, once: of two at the same moment one comes in.</summary>
    public async Task<Opened> Open(LinkToken token, CancellationToken ct)
    {
        if (await tenants.Find(token.Tenant, ct) is not { } tenant)
        {
            return new Opened(LinkProblem.Unknown);
        }

        await using var scope = Begin(tenant, Actor.Unknown("one-time link") with { Link = token.Link });
        var (session, db) = (scope.ServiceProvider.GetRequiredService<Session>(), scope.ServiceProvider.GetRequiredService<AccessDb>());
        await session.OpenAsync(ct);
        var now = session.Clock.GetUtcNow();
        var link = await db.OneTimeLinks.FirstOrDefaultAsync(l => l.Id == token.Link, ct);
        if (link is null || !link.Fits(token.Secret))
        {
            return new Opened(LinkProblem.Unknown, tenant);
        }

        if (link.Problem(now) is { } problem)
        {
            return new Opened(problem, tenant);
        }

        var secret = SecretText.New();
        link.Open(secret, now);
        try
        {
            await session.SaveAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Opened(LinkProblem.Used, tenant);
        }

        var facts = new List<LinkFact>();
        foreach (var guide in scope.ServiceProvider.GetServices<ILinkGuide>())
        {
            facts.AddRange(await guide.Facts(link.UseCase, link.Subject, link.Organisation, ct));
        }

        await session.SaveAsync(ct);
        var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        trail.Write("openLink", [link.Id.ToString(), link.Subject], "done");
        await trail.CommitAsync(ct);
        return new Opened(null, tenant, UseCaseOf(link), LinkToken.Of(tenant, link.Id, secret), link.SessionEndsAt!.Value, link.Subject) { Facts = facts };
    }

    /// <summary>Does what the link is for, with this answer. A repeat of the same answer changes nothing.</summary>
    public async Task<Answered> Answer(LinkToken token, JsonObject answer, CancellationToken ct)
    {
        if (await tenants.Find(token.Tenant, ct) is not { } tenant)
        {
            return new Answered(LinkProblem.Unknown);
        }

        var (link, organisation) = await Find(tenant, token, ct);
        if (link is null || !link.FitsSession(token.Secret))
        {
            return new Answered(LinkProblem.Unknown, tenant);
        }

        if (link.SessionProblem(world.GetUtcNow() + tenant.ClockOffset) is { } problem)
        {
            return new Answered(problem, tenant);
        }

        var answered = new Answered(null, tenant, UseCaseOf(link), link.Subject);
        try
        {
            var refusals = await Run(tenant, link, organisation, LinkForm.Input(answered.UseCase!, link.Subject, answer, tenant.TimeZone), ct);
            if (refusals.Count == 0)
            {
                await Close(tenant, token.Link, ct);
                return answered with { Next = await Next(tenant, link, ct) };
            }

            return answered with { Refusals = refusals };
        }
        catch (JsonException unreadable)
        {
            return answered with { Refusals = [new InvalidInput(unreadable.Path ?? "", "Please check what you have entered: it cannot be read.")] };
        }
        catch (DeniedException)
        {
            // The feature was switched off since the link was sent.
            return new Answered(LinkProblem.Revoked, tenant);
        }
    }

    // The key makes whatever is sent twice happen once, also when this host dies before the link is closed.
    private async Task<IReadOnlyList<Refusal>> Run(Tenant tenant, OneTimeLink link, Organisation? organisation, object input, CancellationToken ct)
    {
        var useCase = UseCaseOf(link);
        var actor = new Actor(
            null, organisation is null ? "one-time link" : $"{organisation.Name} (one-time link)", new HashSet<string>(), new HashSet<TeamId>(),
            new Dictionary<string, Reach> { [useCase.Permission] = Reach.Organisation })
        {
            Link = link.Id,
            Organisation = link.Organisation,
        };
        await using var scope = Begin(tenant, actor);
        var outcome = await pipeline.Run(new Call(useCase, input, scope.ServiceProvider, $"link/{link.Id}", ct));
        return outcome.Refusals;
    }

    private async Task<(OneTimeLink? Link, Organisation? Organisation)> Find(Tenant tenant, LinkToken token, CancellationToken ct)
    {
        await using var scope = Begin(tenant, Actor.Unknown("one-time link") with { Link = token.Link });
        await scope.ServiceProvider.GetRequiredService<Session>().OpenAsync(ct);
        var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
        var link = await db.OneTimeLinks.AsNoTracking().FirstOrDefaultAsync(l => l.Id == token.Link, ct);
        return link?.Organisation is { } id
            ? (link, (await scope.ServiceProvider.GetRequiredService<OrganisationById>().ReadAsync([id], ct)).GetValueOrDefault(id))
            : (link, null);
    }

    private async Task Close(Tenant tenant, OneTimeLinkId id, CancellationToken ct)
    {
        await using var scope = Begin(tenant, Actor.Unknown("one-time link") with { Link = id });
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        await session.OpenAsync(ct);
        var link = await scope.ServiceProvider.GetRequiredService<AccessDb>().OneTimeLinks.FirstAsync(l => l.Id == id, ct);
        link.Answer(session.Clock.GetUtcNow());
        try
        {
            await session.SaveAsync(ct);
            await session.CommitAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The same answer was sent twice at the same moment, or the link was revoked: it is closed either way.
        }
    }

    private async Task<IReadOnlyList<(UseCase UseCase, IssuedLink Link)>> Next(Tenant tenant, OneTimeLink link, CancellationToken ct)
    {
        await using var scope = Begin(tenant, Actor.Unknown("one-time link") with { Link = link.Id });
        var (session, links) = (scope.ServiceProvider.GetRequiredService<Session>(), scope.ServiceProvider.GetRequiredService<OneTimeLinks>());
        await session.OpenAsync(ct);
        var next = new List<(UseCase UseCase, IssuedLink Link)>();
        foreach (var guide in scope.ServiceProvider.GetServices<ILinkGuide>())
        {
            foreach (var one in await guide.Next(link.UseCase, link.Subject, link.Organisation, ct))
            {
                next.Add((catalog.UseCases.Single(u => u.Type == one.UseCase), await links.Issue(one.UseCase, one.Subject, link.Organisation, one.Lifetime, ct)));
            }
        }

        await session.SaveAsync(ct);
        await session.CommitAsync(ct);
        return next;
    }

    private UseCase UseCaseOf(OneTimeLink link) => catalog.UseCases.Single(u => u.Name == link.UseCase);

    private AsyncServiceScope Begin(Tenant tenant, Actor actor)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Session>().Begin(tenant, actor, Guid.CreateVersion7(world.GetUtcNow()));
        return scope;
    }
}
