using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Referrals that were sent to partner organisations.</summary>
[Query, ForPartners, Feature("referrals"), Requires(ReferralReach.Answer)]
internal static class ReceivedReferralQueries
{
    /// <summary>The referrals that were sent to the caller's organisation, the latest first; nothing for people of the organisation itself.</summary>
    /// <param name="open">Only those that are open, or only those that have ended; both when nothing is said.</param>
    public static Task<Connection<ReceivedReferral>> ReferralsSentToUs(bool? open, Page page, ReferralsDb db, Actor actor, CancellationToken ct)
    {
        var partner = actor.Organisation;
        return db.Referrals
            .Where(r => partner != null && r.Partner == partner && r.SentAt != null)
            .Where(r => open == null || (r.EndedAt == null) == open)
            .Select(ReceivedReferral.Shown)
            .ToConnection(page, new Ordering<ReceivedReferral, DateTimeOffset, ReferralId>(r => r.SentAt, r => r.Referral, Descending: true), ct);
    }

    /// <summary>A referral that was sent to the caller's organisation; null for any other.</summary>
    /// <param name="id">The referral.</param>
    public static Task<ReceivedReferral?> ReferralSentToUs(ReferralId id, ReferralsDb db, Actor actor, CancellationToken ct)
    {
        var partner = actor.Organisation;
        return db.Referrals.AsNoTracking().Where(r => partner != null && r.Partner == partner && r.SentAt != null && r.Id == id)
            .Select(ReceivedReferral.Shown).FirstOrDefaultAsync(ct);
    }
}

/// <summary>A referral as the partner to whom it was sent sees it: what was sent, and where it stands.</summary>
[View<ReceivedReferral>, Audited(nameof(ReceivedReferral.Client)), About(
    nameof(ReceivedReferral.Client), OwnReferral = nameof(ReceivedReferral.IsOwn), Class = nameof(ReceivedReferral.NeedClass))]
internal static class ReceivedReferralView
{
    /// <summary>By which it is answered.</summary>
    public static string Id(ReceivedReferral referral) => referral.Referral.ToString();

    /// <summary>The name of the service.</summary>
    public static Loaded<string> Service(ReceivedReferral referral, ServiceNameById loader) => loader.For(referral.Service);

    /// <summary>Code of the need; null where it was not shared.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static string? Need(ReceivedReferral referral) => referral.Has(SharedNames.Need) ? referral.Need : null;

    /// <summary>What whoever sent it wants to be known; null where nothing was shared.</summary>
    [DataClass(DataClass.G, Fixed = true)]
    public static string? Note(ReceivedReferral referral) => referral.Has(SharedNames.Note) ? referral.Note : null;

    /// <summary>How soon it must be answered.</summary>
    public static ReferralPriority Priority(ReceivedReferral referral) => referral.Priority;

    /// <summary>Where it stands.</summary>
    public static ReferralStatus Status(ReceivedReferral referral) => referral.Status;

    /// <summary>When it was sent.</summary>
    public static DateTimeOffset SentAt(ReceivedReferral referral) => referral.SentAt;

    /// <summary>The agreed time; null while there is none.</summary>
    public static DateTimeOffset? StartsAt(ReceivedReferral referral) => referral.StartsAt;

    /// <summary>When it ended; null while it is open.</summary>
    public static DateTimeOffset? EndedAt(ReceivedReferral referral) => referral.EndedAt;

    /// <summary>Code of why it ended without its loop being closed, or should never have been; null for every other.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static string? EndReason(ReceivedReferral referral) => referral.EndReason;

    /// <summary>What whoever ended it wants to be known; null where nothing was said, and where it should never have been.</summary>
    [DataClass(DataClass.G, Fixed = true)]
    public static Loaded<string?> EndNote(ReceivedReferral referral, EndNoteOfReceived loader) => loader.For(referral.Referral);

    /// <summary>
    /// Who is referred, as far as it was shared and the person's consents go today; null once the record may not be seen any more. Nothing of the
    /// person stands there where the referral should never have been.
    /// </summary>
    public static Loaded<ReferredPerson> Person(ReceivedReferral referral, ReferredPeople loader) =>
        loader.For(new PersonKey(referral.Client, string.Join(',', referral.Shows)));

    /// <summary>How many messages from the other organisation nobody of the caller's has read.</summary>
    public static int Unread(ReceivedReferral referral) => referral.Unread;

    /// <summary>What was written on it, in order.</summary>
    public static Loaded<IReadOnlyList<SeenMessage>> Messages(ReceivedReferral referral, MessagesByReferral loader) => loader.For(referral.Referral);

    /// <summary>What is attached to it, in order: the caller's own documents, and those that are shared with it.</summary>
    public static Loaded<IReadOnlyList<SeenDocument>> Documents(ReceivedReferral referral, DocumentsByReferral loader) => loader.For(referral.Referral);

    /// <summary>How the person was connected with the caller's organisation, and how that was tried, in order.</summary>
    public static Loaded<IReadOnlyList<ReceivedHandoff>> WarmHandoffs(ReceivedReferral referral, HandoffsOfReceived loader) => loader.For(referral.Referral);

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(ReceivedReferral referral) => referral.Version;
}

/// <summary>Whom a referral is about, and what of them was shared with it.</summary>
internal readonly record struct PersonKey(ClientId Client, string Shared);

/// <summary>The person of a referral as the partner sees them.</summary>
internal sealed record ReferredPerson(ClientId Client, string? Name, DateOnly? BirthDate, string? Phone, string? Language);

/// <summary>Reads the people of referrals, in a few statements for a whole page; what was not shared is not there.</summary>
internal sealed class ReferredPeople(IReferralFactsLookup facts, TenantClock clock) : DataLoader<PersonKey, ReferredPerson>
{
    public override async Task<IReadOnlyDictionary<PersonKey, ReferredPerson>> ReadAsync(IReadOnlyList<PersonKey> keys, CancellationToken ct)
    {
        var found = await facts.Find([.. keys.Select(k => k.Client).Distinct()], clock.Today(), ct);
        return keys.Distinct().Where(k => found.ContainsKey(k.Client)).ToDictionary(k => k, k =>
        {
            var (person, shared) = (found[k.Client], k.Shared.Split(','));
            return new ReferredPerson(
                k.Client,
                shared.Contains(SharedNames.Name) ? person.Name : null,
                shared.Contains(SharedNames.BirthDate) ? person.BirthDate : null,
                shared.Contains(SharedNames.Phone) ? person.Phone : null,
                shared.Contains(SharedNames.Language) ? person.Language : null);
        });
    }
}

/// <summary>Who is referred, as the partner sees them.</summary>
[View<ReferredPerson>, About(nameof(ReferredPerson.Client))]
internal static class ReferredPersonView
{
    /// <summary>The person's name.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static string? Name(ReferredPerson person) => person.Name;

    /// <summary>The day of birth.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static DateOnly? BirthDate(ReferredPerson person) => person.BirthDate;

    /// <summary>A telephone number.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static string? Phone(ReferredPerson person) => person.Phone;

    /// <summary>The language in which the person wants to be spoken to, as a BCP 47 tag.</summary>
    [DataClass(DataClass.A, Minimum = true)]
    public static string? Language(ReferredPerson person) => person.Language;
}

/// <summary>Reads what was said when referrals ended. Whoever asks has been let through to the referral.</summary>
internal sealed class EndNoteOfReceived(ReferralsDb db) : DataLoader<ReferralId, string?>
{
    public override async Task<IReadOnlyDictionary<ReferralId, string?>> ReadAsync(IReadOnlyList<ReferralId> keys, CancellationToken ct) =>
        await db.Referrals.AsNoTracking().Where(r => keys.Contains(r.Id) && r.Status == ReferralStatus.NotClosed)
            .Select(r => new
            {
                r.Id,
                Note = db.Steps.Where(s => s.Referral == r.Id && s.Move == ReferralMove.End).OrderByDescending(s => s.Number).Select(s => s.Note).FirstOrDefault(),
            })
            .ToDictionaryAsync(r => r.Id, r => r.Note, ct);
}

/// <summary>Reads the names of services.</summary>
internal sealed class ServiceNameById(ReferralsDb db) : DataLoader<ServiceId, string>
{
    public override async Task<IReadOnlyDictionary<ServiceId, string>> ReadAsync(IReadOnlyList<ServiceId> keys, CancellationToken ct) =>
        await db.Services.AsNoTracking().Where(s => keys.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, ct);
}
