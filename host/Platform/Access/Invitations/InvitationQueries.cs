namespace CarePlatform.Platform;

/// <summary>Who was invited.</summary>
[Query, Requires("platform.people")]
internal static class InvitationQueries
{
    /// <summary>All invitations, the latest first. Their secrets are nowhere.</summary>
    /// <param name="open">Only those that are neither accepted nor withdrawn.</param>
    public static Task<Connection<Invitation>> Invitations(bool? open, Page page, AccessDb db, CancellationToken ct) =>
        (open == true ? db.Invitations.Where(i => i.AcceptedAt == null && i.WithdrawnAt == null) : db.Invitations).ToConnection(
            page, new Ordering<Invitation, DateTimeOffset, InvitationId>(i => i.IssuedAt, i => i.Id, Descending: true), ct);
}

/// <summary>An invitation to sign in as a person of the organisation or of a partner.</summary>
[View<Invitation>]
internal static class InvitationView
{
    /// <summary>By which it is sent again or withdrawn.</summary>
    public static string Id(Invitation invitation) => invitation.Id.ToString();

    /// <summary>Who is invited.</summary>
    public static UserId User(Invitation invitation) => invitation.Person;

    /// <summary>Where it went.</summary>
    public static string Mail(Invitation invitation) => invitation.Mail;

    /// <summary>How often it was sent.</summary>
    public static int Sent(Invitation invitation) => invitation.Sent;

    /// <summary>When it was sent last.</summary>
    public static DateTimeOffset IssuedAt(Invitation invitation) => invitation.IssuedAt;

    /// <summary>Who sent it.</summary>
    public static UserId? IssuedBy(Invitation invitation) => invitation.IssuedBy;

    /// <summary>Until when it can be accepted.</summary>
    public static DateTimeOffset ExpiresAt(Invitation invitation) => invitation.ExpiresAt;

    /// <summary>When it was accepted; null while it was not.</summary>
    public static DateTimeOffset? AcceptedAt(Invitation invitation) => invitation.AcceptedAt;

    /// <summary>When it was taken back; null while it was not.</summary>
    public static DateTimeOffset? WithdrawnAt(Invitation invitation) => invitation.WithdrawnAt;
}
