using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>What became of one notice of a call.</summary>
/// <param name="At">Its place in the call, from 0.</param>
/// <param name="Repeated">Whether the same message had been taken before; then nothing was done.</param>
/// <param name="Refusal">Why it was not taken.</param>
internal sealed record DeskResult(int At, string? MessageId, TransitionNotice? Taken, bool Repeated, Refusal? Refusal);

/// <summary>
/// Takes notices in: once each, to the stay that they tell of, with the client whom they name. One or a hundred make the same few statements.
/// </summary>
internal sealed class NoticeDesk(ReferralsDb db, IPersonLookup matching, FeedPulse pulse, NoticeRemoval removal, TenantClock clock)
{
    /// <summary>Takes what can be taken; the events are what is news in it.</summary>
    /// <param name="pathOf">Where the notice at a place stands in the input.</param>
    public async Task<(IReadOnlyList<DeskResult> Results, IReadOnlyList<object> Events)> Take(
        OrganisationId partner, IReadOnlyList<NoticeContent> given, Func<int, string> pathOf, CancellationToken ct)
    {
        var (now, byPartner) = (clock.GetUtcNow(), db.Actor.Organisation is not null || db.Actor.Client is not null);
        var results = new DeskResult[given.Count];
        var taken = new List<(int At, NoticeContent Content, string Visit)>();
        for (var at = 0; at < given.Count; at++)
        {
            if (NoticeCheck.Problems(given[at], pathOf(at), byPartner, now).FirstOrDefault() is { } problem)
            {
                results[at] = new DeskResult(at, given[at].MessageId, null, Repeated: false, problem);
                continue;
            }

            var content = NoticeCheck.Tidy(given[at]);
            taken.Add((at, content, NoticeCheck.VisitOf(content)));
        }

        if (taken.Count == 0)
        {
            return (results, []);
        }

        await Lock(partner, [.. taken.Select(t => t.Visit)], ct);
        var book = await StayBook.Read(db, partner, [.. taken.Select(t => t.Visit)], [.. taken.Select(t => t.Content.MessageId).OfType<string>()], clock, ct);
        var added = new List<TransitionNotice>();
        foreach (var (at, content, visit) in taken)
        {
            if (content.MessageId is { } id && book.Known.GetValueOrDefault(id) is { } earlier)
            {
                var same = earlier.Fingerprint is null || earlier.Fingerprint == NoticeCheck.Fingerprint(content);
                results[at] = new DeskResult(
                    at, id, same ? earlier : null, same, same ? null : new TakeTransitionNotice.MessageIdReused(id, $"{pathOf(at)}.messageId"));
                continue;
            }

            var notice = book.Add(content, visit, byPartner, db.Me);
            added.Add(notice);
            results[at] = new DeskResult(at, notice.MessageId, notice, Repeated: false, null);
        }

        var rules = await db.TransitionRules(ct);
        List<object> events = byPartner ? [.. await pulse.Heard(partner, rules, ct)] : [];
        if (added.Count > 0)
        {
            events.AddRange(await Attach(book, added, rules, now, ct));
        }

        return (results, events);
    }

    // Matching, the state of each stay, and what is news in it.
    private async Task<IReadOnlyList<object>> Attach(
        StayBook book, IReadOnlyList<TransitionNotice> added, TransitionRules rules, DateTimeOffset now, CancellationToken ct)
    {
        var found = await matching.Find([.. added.Select(n => Sought(n.Content!.Person))], ct);
        var touched = added.Select(book.StayOf).Distinct().ToList();
        var doubted = touched.Where(s => s.Match is StayMatch.Uncertain).ToHashSet();
        foreach (var (notice, candidates) in added.Zip(found))
        {
            book.StayOf(notice).Weigh(candidates);
        }

        var named = await matching.NamedUsers([.. touched.Select(s => s.Client).OfType<ClientId>().Distinct()], ct);
        var events = new List<object>();
        foreach (var stay in touched)
        {
            stay.Take(StayState.Of(book.NoticesOf(stay)), rules, now);
            stay.ShowTo(stay.Client is { } client ? named.GetValueOrDefault(client) : null);
            foreach (var notice in book.NoticesOf(stay))
            {
                notice.BelongTo(stay.Client, stay.NamedUsers);
            }

            events.AddRange(StayNews.Of(stay, now));
        }

        events.AddRange(touched.Where(s => s.Match is StayMatch.Uncertain && !doubted.Contains(s))
            .Select(s => new StayUncertain(s.Id, s.Partner, s.Candidates.Count, now)));
        events.AddRange(touched.Where(s => s.Match is StayMatch.Matched && doubted.Contains(s))
            .Select(s => new StaySettledBy(s.Id, s.Partner, StaySettled.Client, now)));
        if (touched.Any(s => s.Match is StayMatch.NoClient))
        {
            await removal.Plan(rules, ct);
        }

        return events;
    }

    // Those who tell of the same stay at once wait for each other; in one order, so that nobody waits for ever.
    private async Task Lock(OrganisationId partner, IReadOnlyList<string> visits, CancellationToken ct)
    {
        string[] keys = [.. visits.Select(v => $"referrals stay {db.TenantKey} {partner.Value} {v}").Distinct()];
        await db.Database.ExecuteSqlAsync($"""
            select pg_advisory_xact_lock(key) from (
                select distinct hashtextextended(k, 0) as key from unnest({keys}) as k order by 1) ordered
            """, ct);
    }

    private static SoughtPerson Sought(NoticePerson person) => new(
        person.Given, person.Family, person.BirthDate, person.Gender, person.Phones ?? [], person.Line, person.PostalCode,
        [.. (person.Identifiers ?? []).Select(i => (i.System, i.Value))]);
}
