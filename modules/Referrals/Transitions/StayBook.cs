using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>The stays that a call is about, with all their notices, old and new.</summary>
internal sealed class StayBook
{
    private readonly ReferralsDb _db;
    private readonly TenantClock _clock;
    private readonly OrganisationId _partner;
    private readonly string? _program;
    private readonly Dictionary<string, Stay> _stays;
    private readonly Dictionary<StayId, Stay> _byId;
    private readonly Dictionary<StayId, List<TransitionNotice>> _notices;

    private StayBook(
        ReferralsDb db, TenantClock clock, OrganisationId partner, string? program, IReadOnlyList<Stay> stays, IReadOnlyList<TransitionNotice> notices)
    {
        (_db, _clock, _partner, _program) = (db, clock, partner, program);
        (_stays, _byId) = (stays.ToDictionary(s => s.Visit), stays.ToDictionary(s => s.Id));
        _notices = notices.GroupBy(n => n.Stay).ToDictionary(g => g.Key, g => g.ToList());
    }

    /// <summary>The partner's messages that were taken before, and in this call, by their id.</summary>
    public Dictionary<string, TransitionNotice> Known { get; private init; } = [];

    public static async Task<StayBook> Read(
        ReferralsDb db, OrganisationId partner, IReadOnlyList<string> visits, IReadOnlyList<string> messages, TenantClock clock, CancellationToken ct)
    {
        var program = await db.TransitionFeeds.AsNoTracking().Where(f => f.Partner == partner).Select(f => f.SourceProgram).FirstOrDefaultAsync(ct);
        var stays = await db.Stays.Where(s => s.Partner == partner && visits.Contains(s.Visit)).ToListAsync(ct);
        List<StayId> ids = [.. stays.Select(s => s.Id)];
        var notices = await db.TransitionNotices.Where(n => ids.Contains(n.Stay)).ToListAsync(ct);
        var known = await db.TransitionNotices.AsNoTracking().Where(n => n.Partner == partner && messages.Contains(n.MessageId)).ToListAsync(ct);
        return new StayBook(db, clock, partner, program, stays, notices) { Known = known.ToDictionary(n => n.MessageId) };
    }

    /// <summary>Keeps a notice with the stay that it tells of, which begins with it where there is none.</summary>
    public TransitionNotice Add(NoticeContent content, string visit, bool byPartner, UserId? by)
    {
        if (!_stays.TryGetValue(visit, out var stay))
        {
            stay = Stay.Of(_partner, visit, content.VisitNumber, _program, _clock);
            _db.Add(stay);
            _stays.Add(visit, stay);
            _byId.Add(stay.Id, stay);
        }

        var notice = TransitionNotice.Of(content, stay, byPartner, by, _clock);
        _db.Add(notice);
        Known.Add(notice.MessageId, notice);
        if (!_notices.TryGetValue(stay.Id, out var notices))
        {
            _notices.Add(stay.Id, notices = []);
        }

        notices.Add(notice);
        return notice;
    }

    public Stay StayOf(TransitionNotice notice) => _byId[notice.Stay];

    public IReadOnlyList<TransitionNotice> NoticesOf(Stay stay) => _notices.GetValueOrDefault(stay.Id) ?? [];
}
