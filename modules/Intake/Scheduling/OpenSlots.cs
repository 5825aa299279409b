using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Times at which a visit could begin, the earliest first: over all sites and clinicians unless some are named. With a window of one
/// day it finds what is free the same day. Go on with first and after; there is no way back.
/// </summary>
[Query, Feature("intake.scheduling"), Requires("intake.schedule")]
internal static class OpenSlots
{
    private const int Usual = 20;
    private const int UsualDays = 60;

    /// <param name="visitType">The kind of visit.</param>
    /// <param name="from">Beginning at this instant or later; now when left out.</param>
    /// <param name="until">Beginning before this instant; 60 days after from when left out.</param>
    /// <param name="sites">At one of these sites.</param>
    /// <param name="clinicians">With one of these people.</param>
    /// <param name="mode">How to meet.</param>
    /// <param name="language">A language that the clinician speaks, as a BCP 47 tag.</param>
    public static async Task<Connection<Slot>> Handle(
        VisitTypeId visitType, DateTimeOffset? from, DateTimeOffset? until, IReadOnlyList<SiteId>? sites, IReadOnlyList<UserId>? clinicians,
        AppointmentMode? mode, string? language, Page page, IntakeDb db, SlotSearch search, TimeProvider clock, CancellationToken ct)
    {
        var count = page.First ?? Usual;
        if (count is < 1 or > Paging.Largest || page.Last is not null || page.Before is not null)
        {
            throw new InvalidPageException($"Ask for the first 1 to {Paging.Largest} open slots, and for the next ones with after.");
        }

        var now = clock.GetUtcNow();
        var since = from > now ? from.Value.ToUniversalTime() : now;
        var before = until?.ToUniversalTime() ?? since.AddDays(UsualDays);
        if (before - since > SlotSearch.Farthest)
        {
            throw new InvalidPageException("Open slots can be looked for at most 366 days ahead.");
        }

        var type = await db.VisitTypes.AsNoTracking().FirstOrDefaultAsync(v => v.Id == visitType && v.RetiredAt == null, ct);
        var isGiven = type is not null && (mode is null || type.Modes.Contains(mode.Value)) && since < before;
        var found = isGiven
            ? await search.First(
                new SlotsWanted(type!, since, before, sites, clinicians, mode, language), count + 1,
                page.After is { } cursor ? SlotPlace.Of(cursor) : null, ct)
            : [];
        return new Connection<Slot>(
            [.. found.Take(count)], slot => slot.Place.ToCursor(), found.Count > count, page.After is not null, TotalCount: null);
    }
}
