using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>A link that was issued. The address is shown this once.</summary>
/// <param name="Address">Where it is opened; whoever has it may use it.</param>
/// <param name="ExpiresAt">Until when it can be opened.</param>
public sealed record IssuedLink(OneTimeLinkId Id, string Address, DateTimeOffset ExpiresAt);

/// <summary>
/// Issues links by which somebody without an account does one thing about one subject, once: for modules that wait for an answer
/// from outside. The use case is a mutation that is marked with <see cref="ByLinkAttribute"/>.
/// </summary>
public sealed class OneTimeLinks
{
    private readonly AccessDb _db;
    private readonly Session _session;
    private readonly Catalog _catalog;
    private readonly SignInOptions _options;

    internal OneTimeLinks(AccessDb db, Session session, Catalog catalog, SignInOptions options) =>
        (_db, _session, _catalog, _options) = (db, session, catalog, options);

    /// <summary>Issues a link, in the session's transaction. Earlier ones for the same thing that nobody has opened stop working.</summary>
    /// <param name="useCase">The class of the mutation.</param>
    /// <param name="subject">Wire id of what it is done to.</param>
    /// <param name="organisation">The partner organisation in whose name it will be done, if any.</param>
    /// <param name="lifetime">How long it can be opened.</param>
    /// <exception cref="ArgumentException">The mutation is not open to links.</exception>
    public async Task<IssuedLink> Issue(Type useCase, string subject, OrganisationId? organisation, TimeSpan lifetime, CancellationToken ct)
    {
        if (_catalog.UseCases.FirstOrDefault(u => u.Type == useCase)?.Type.IsDefined(typeof(ByLinkAttribute)) != true)
        {
            throw new ArgumentException($"{useCase.Name} is no mutation that is marked with [ByLink].", nameof(useCase));
        }

        var (now, secret) = (_session.Clock.GetUtcNow(), SecretText.New());
        foreach (var earlier in await _db.OneTimeLinks
            .Where(l => l.UseCase == useCase.Name && l.Subject == subject && l.OpenedAt == null && l.RevokedAt == null).ToListAsync(ct))
        {
            earlier.Revoke(now);
        }

        var link = OneTimeLink.Of(useCase.Name, subject, organisation, secret, _session.Actor.User, now, now + lifetime);
        _db.Add(link);
        return new IssuedLink(
            link.Id, $"{_options.PublicAddress.TrimEnd('/')}{LinkEndpoint.Path}/{LinkToken.Of(_session.Tenant, link.Id, secret)}", link.ExpiresAt);
    }
}

/// <summary>The secret part of a link's address, or of the session that it begins: tenant, link and secret.</summary>
internal readonly record struct LinkToken(string Tenant, OneTimeLinkId Link, string Secret)
{
    private const char Between = '.';

    public static string Of(Tenant tenant, OneTimeLinkId link, string secret) => string.Join(Between, tenant.Slug, link, secret);

    /// <summary>Its parts; null when it is not whole.</summary>
    public static LinkToken? Read(string? text) =>
        text?.Split(Between) is [{ Length: > 0 } tenant, var link, { Length: > 0 } secret] && Id.TryParse<OneTimeLinkId>(link, out var id)
            ? new LinkToken(tenant, id, secret)
            : null;
}
