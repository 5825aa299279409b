namespace CarePlatform.Platform;

/// <summary>
/// Lets somebody sign in as a person of the tenant from now on: whoever shows its secret with a good token is known by that token's
/// issuer and subject afterwards. It opens once; of the secret only a hash is kept.
/// </summary>
internal sealed class Invitation
{
    private Invitation()
    {
    }

    public InvitationId Id { get; private init; }

    /// <summary>Who is invited.</summary>
    public UserId Person { get; private init; }

    public string Mail { get; private init; } = "";

    /// <summary>In which they are written to, as a BCP 47 tag.</summary>
    public string Language { get; private init; } = "";

    public byte[] Hash { get; private set; } = [];

    /// <summary>How often it was sent; each time with another secret.</summary>
    public int Sent { get; private set; } = 1;

    public DateTimeOffset IssuedAt { get; private set; }

    public UserId? IssuedBy { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>Whether it waits: neither accepted nor withdrawn. It may have expired.</summary>
    public bool IsOpen => AcceptedAt is null && WithdrawnAt is null;

    public static Invitation For(
        UserId person, string mail, string language, string secret, UserId by, DateTimeOffset now, DateTimeOffset ends)
    {
        var id = Guid.CreateVersion7(now);
        return new Invitation
        {
            Id = new InvitationId(id),
            Person = person,
            Mail = mail,
            Language = language,
            Hash = SecretText.Hash(id, secret),
            IssuedAt = now,
            IssuedBy = by,
            ExpiresAt = ends,
        };
    }

    /// <summary>Whether the secret is the invitation's, in a time that does not depend on the answer.</summary>
    public bool Fits(string secret) => SecretText.Fits(Id.Value, secret, Hash);

    /// <summary>Why it cannot be accepted; null when it can.</summary>
    public LinkProblem? Problem(DateTimeOffset now) =>
        WithdrawnAt is not null ? LinkProblem.Revoked
        : AcceptedAt is not null ? LinkProblem.Used
        : ExpiresAt <= now ? LinkProblem.Expired : null;

    /// <summary>From now on another secret opens it, and the one before does not.</summary>
    public void SendAgain(string secret, UserId by, DateTimeOffset now, DateTimeOffset ends) =>
        (Hash, Sent, IssuedAt, IssuedBy, ExpiresAt) = (SecretText.Hash(Id.Value, secret), Sent + 1, now, by, ends);

    public void Accept(DateTimeOffset now) => AcceptedAt = now;

    public void Withdraw(DateTimeOffset now) => WithdrawnAt ??= now;
}

/// <summary>The secret part of an invitation: tenant, invitation and secret.</summary>
internal readonly record struct InvitationCode(string Tenant, InvitationId Invitation, string Secret)
{
    private const char Between = '.';

    public static string Of(Tenant tenant, InvitationId invitation, string secret) => string.Join(Between, tenant.Slug, invitation, secret);

    /// <summary>Its parts; null when it is not whole.</summary>
    public static InvitationCode? Read(string? text) =>
        text?.Trim().Split(Between) is [{ Length: > 0 } tenant, var id, { Length: > 0 } secret] && Id.TryParse<InvitationId>(id, out var invitation)
            ? new InvitationCode(tenant, invitation, secret)
            : null;
}
