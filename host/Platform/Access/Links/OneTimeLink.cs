namespace CarePlatform.Platform;

/// <summary>
/// A link by which somebody without an account does one thing about one subject, once. Opening it begins a short session; of both
/// only hashes are kept.
/// </summary>
internal sealed class OneTimeLink
{
    /// <summary>How long somebody has to answer once the link is opened.</summary>
    public static readonly TimeSpan SessionLasts = TimeSpan.FromMinutes(30);

    private OneTimeLink()
    {
    }

    public OneTimeLinkId Id { get; private init; }

    /// <summary>Name of the use case that may be done.</summary>
    public string UseCase { get; private init; } = "";

    /// <summary>Wire id of what it is done to.</summary>
    public string Subject { get; private init; } = "";

    /// <summary>The partner organisation in whose name it is done; null for somebody of whom no organisation is known.</summary>
    public OrganisationId? Organisation { get; private init; }

    public byte[] Hash { get; private init; } = [];

    public DateTimeOffset IssuedAt { get; private init; }

    public UserId? IssuedBy { get; private init; }

    public DateTimeOffset ExpiresAt { get; private init; }

    public DateTimeOffset? OpenedAt { get; private set; }

    public byte[]? SessionHash { get; private set; }

    public DateTimeOffset? SessionEndsAt { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public int Version { get; private set; } = 1;

    public static OneTimeLink Of(
        string useCase, string subject, OrganisationId? organisation, string secret, UserId? by, DateTimeOffset now, DateTimeOffset ends)
    {
        var id = Guid.CreateVersion7(now);
        return new OneTimeLink
        {
            Id = new OneTimeLinkId(id),
            UseCase = useCase,
            Subject = subject,
            Organisation = organisation,
            Hash = SecretText.Hash(id, secret),
            IssuedAt = now,
            IssuedBy = by,
            ExpiresAt = ends,
        };
    }

    /// <summary>Whether the secret is the link's, in a time that does not depend on the answer.</summary>
    public bool Fits(string secret) => SecretText.Fits(Id.Value, secret, Hash);

    /// <summary>Whether the secret is that of the session that opening it began.</summary>
    public bool FitsSession(string secret) => SessionHash is { } hash && SecretText.Fits(Id.Value, secret, hash);

    /// <summary>Why it cannot be opened; null when it can.</summary>
    public LinkProblem? Problem(DateTimeOffset now) =>
        RevokedAt is not null ? LinkProblem.Revoked
        : OpenedAt is not null ? LinkProblem.Used
        : ExpiresAt <= now ? LinkProblem.Expired : null;

    /// <summary>Why its session may not answer; null when it may.</summary>
    public LinkProblem? SessionProblem(DateTimeOffset now) =>
        RevokedAt is not null ? LinkProblem.Revoked
        : AnsweredAt is not null ? LinkProblem.Used
        : SessionEndsAt is null || SessionEndsAt <= now ? LinkProblem.Expired : null;

    public void Open(string session, DateTimeOffset now) =>
        (OpenedAt, SessionHash, SessionEndsAt) = (now, SecretText.Hash(Id.Value, session), now + SessionLasts);

    public void Answer(DateTimeOffset now) => AnsweredAt = now;

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}

/// <summary>Why a link does not open.</summary>
internal enum LinkProblem
{
    /// <summary>It is no link, or not whole.</summary>
    Unknown,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>It has been opened or answered.</summary>
    Used,

    /// <summary>It was taken back, or another one took its place.</summary>
    Revoked,
}
