using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>
/// Who may send notices, and who may see them. A partner sends its own and sees that they came. Of the organisation's own people <c>own</c> and <c>team</c> reach what one
/// wrote down oneself, and stays that one settled; wider is the tenant: a hospital knows nothing of our teams.
/// </summary>
internal static class TransitionReach
{
    /// <summary>The permission of partners to send, and of staff to write down what a partner told.</summary>
    public const string Notify = "referrals.notify";

    /// <summary>The permission to see notices and stays, and to say whose an uncertain one is.</summary>
    public const string Read = "referrals.transitions";

    public const string NameTheSender = "Name the organisation that tells it. A partner sends its own notices only, and need not name itself.";

    /// <summary>Who tells it: the caller's organisation, or the one that is named where the caller belongs to none; null where that is not allowed.</summary>
    public static async Task<OrganisationId?> Sender(OrganisationId? named, Actor actor, OrganisationById organisations, CancellationToken ct) => actor.Organisation is { } own
        ? named is null || named == own ? own : null
        : named is { } other && (await organisations.ReadAsync([other], ct)).ContainsKey(other) ? other : null;

    /// <summary>The stays within reach, for whoever may see the client's record.</summary>
    public static IQueryable<Stay> StaysWithin(this ReferralsDb db, Reach reach) => (reach switch
    {
        Reach.None => db.Stays.Where(_ => false),
        Reach.Own or Reach.Team => db.Stays.Where(s => s.SettledBy == db.Me || db.TransitionNotices.Any(n => n.Stay == s.Id && n.RecordedBy == db.Me)),
        _ => db.Stays,
    }).Where(s => s.NamedUsers == null || s.NamedUsers.Contains(db.MeKey));

    /// <summary>The notices within reach, likewise.</summary>
    public static IQueryable<TransitionNotice> NoticesWithin(this ReferralsDb db, Reach reach) => (reach switch
    {
        Reach.None => db.TransitionNotices.Where(_ => false),
        Reach.Own or Reach.Team => db.TransitionNotices.Where(n => n.RecordedBy == db.Me || db.Stays.Any(s => s.Id == n.Stay && s.SettledBy == db.Me)),
        _ => db.TransitionNotices,
    }).Where(n => n.NamedUsers == null || n.NamedUsers.Contains(db.MeKey));

    /// <summary>Without what programs under 42 CFR Part 2 sent in which the caller does not work: a page cannot be shortened later.</summary>
    public static IQueryable<Stay> Open(this IQueryable<Stay> stays, IReadOnlyList<string> programs) =>
        stays.Where(s => s.SourceProgram == null || programs.Contains(s.SourceProgram));

    /// <summary>The same of notices.</summary>
    public static IQueryable<TransitionNotice> Open(this IQueryable<TransitionNotice> notices, IReadOnlyList<string> programs) =>
        notices.Where(n => n.SourceProgram == null || programs.Contains(n.SourceProgram));
}
