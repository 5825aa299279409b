using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>What became of one notice of a call.</summary>
/// <param name="At">Its place in the call, from 0.</param>
/// <param name="Repeated">Whether the same message had been taken before; then nothing was done.</param>
/// <param name="Refusal">Why it was not taken.</param>
internal sealed record DeskResult(int At, string? MessageId, TransitionNotice? Taken, bool Repeated, Refusal? Refusal);

/// <summary>
/// Takes notices in: once each, to the stay that they tell of, with the client whom they name. One or a hundred make the same few statements.
/// </summary>
internal sealed class NoticeDesk(ReferralsDb db, StayMatching matching, FeedPulse pulse, TenantClock clock)
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

        await matching.Lock(taken.Select(t => (partner, t.Visit)), ct);
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
        var found = await matching.Find(added, ct);
        var touched = added.Select(book.StayOf).Distinct().ToList();
        var doubted = touched.Where(s => s.Match is StayMatch.Uncertain).ToHashSet();
        foreach (var (notice, candidates) in added.Zip(found))
        {
            book.StayOf(notice).Weigh(candidates);
        }

        touched.ForEach(stay => stay.Take(StayState.Of(book.NoticesOf(stay)), rules, now));
        return await matching.Follow(touched, doubted, book.NoticesOf, rules, now, ct);
    }
}
