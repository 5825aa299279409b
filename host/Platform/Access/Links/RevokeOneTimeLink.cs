using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>Takes a one-time link back: it opens nothing from now on, and whoever has opened it can no longer answer.</summary>
[Mutation, Requires("platform.secure")]
internal static class RevokeOneTimeLink
{
    /// <param name="Link">The link.</param>
    public sealed record Input(OneTimeLinkId Link);

    public static async Task<Outcome<OneTimeLink>> Handle(Input input, AccessDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.OneTimeLinks.FirstOrDefaultAsync(l => l.Id == input.Link, ct) is not { } link)
        {
            return new NotFound("input.link");
        }

        link.Revoke(clock.GetUtcNow());
        return link;
    }
}

/// <summary>A link by which somebody without an account does one thing, once.</summary>
[View<OneTimeLink>]
internal static class OneTimeLinkView
{
    /// <summary>By which it can be revoked.</summary>
    public static string Id(OneTimeLink link) => link.Id.ToString();

    /// <summary>The use case that it opens.</summary>
    public static string UseCase(OneTimeLink link) => link.UseCase;

    /// <summary>Id of what it is about.</summary>
    public static string Subject(OneTimeLink link) => link.Subject;

    /// <summary>The partner organisation in whose name it is used.</summary>
    public static OrganisationId? Organisation(OneTimeLink link) => link.Organisation;

    /// <summary>When it was issued.</summary>
    public static DateTimeOffset IssuedAt(OneTimeLink link) => link.IssuedAt;

    /// <summary>Who issued it.</summary>
    public static UserId? IssuedBy(OneTimeLink link) => link.IssuedBy;

    /// <summary>Until when it can be opened.</summary>
    public static DateTimeOffset ExpiresAt(OneTimeLink link) => link.ExpiresAt;

    /// <summary>When it was opened; null while it was not.</summary>
    public static DateTimeOffset? OpenedAt(OneTimeLink link) => link.OpenedAt;

    /// <summary>When it was answered; null while it was not.</summary>
    public static DateTimeOffset? AnsweredAt(OneTimeLink link) => link.AnsweredAt;

    /// <summary>When it was taken back; null while it was not.</summary>
    public static DateTimeOffset? RevokedAt(OneTimeLink link) => link.RevokedAt;
}

/// <summary>The one-time links that were issued.</summary>
[Query, Requires("platform.secure")]
internal static class OneTimeLinkQueries
{
    /// <summary>All one-time links, the latest first. Their addresses are nowhere.</summary>
    public static Task<Connection<OneTimeLink>> OneTimeLinks(Page page, AccessDb db, CancellationToken ct) => db.OneTimeLinks.ToConnection(
        page, new Ordering<OneTimeLink, DateTimeOffset, OneTimeLinkId>(l => l.IssuedAt, l => l.Id, Descending: true), ct);
}
