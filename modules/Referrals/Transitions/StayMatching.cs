using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Says of stays whose they are, and what follows from that: who sees them, what is told, and until when they are kept.</summary>
internal sealed class StayMatching(ReferralsDb db, IPersonLookup people, NoticeRemoval removal)
{
    /// <summary>The clients whom these notices may name, in their order.</summary>
    public Task<IReadOnlyList<IReadOnlyList<PersonCandidate>>> Find(IReadOnlyList<TransitionNotice> notices, CancellationToken ct) =>
        people.Find([.. notices.Select(n => Sought(n.Content!.Person))], ct);

    /// <summary>The stays have been weighed: what is news in that.</summary>
    /// <param name="doubted">Those that somebody was asked about before.</param>
    public async Task<IReadOnlyList<object>> Follow(
        IReadOnlyList<Stay> weighed, IReadOnlySet<Stay> doubted, Func<Stay, IReadOnlyList<TransitionNotice>> noticesOf, TransitionRules rules,
        DateTimeOffset now, CancellationToken ct)
    {
        var named = await people.NamedUsers([.. weighed.Select(s => s.Client).OfType<ClientId>().Distinct()], ct);
        var events = new List<object>();
        foreach (var stay in weighed)
        {
            stay.ShowTo(stay.Client is { } client ? named.GetValueOrDefault(client) : null);
            foreach (var notice in noticesOf(stay))
            {
                notice.BelongTo(stay.Client, stay.NamedUsers);
            }

            events.AddRange(StayNews.Of(stay, now));
        }

        events.AddRange(weighed.Where(s => s.Match is StayMatch.Uncertain && !doubted.Contains(s))
            .Select(s => new StayUncertain(s.Id, s.Partner, s.Candidates.Count, now)));
        events.AddRange(weighed.Where(s => s.Match is not StayMatch.Uncertain && doubted.Contains(s))
            .Select(s => new StaySettledBy(s.Id, s.Partner, s.Match is StayMatch.Matched ? StaySettled.Client : StaySettled.NoClient, now)));
        if (weighed.Any(s => s.Match is StayMatch.NoClient))
        {
            await removal.Plan(rules, ct);
        }

        return events;
    }

    /// <summary>Those who tell or decide of the same stay at once wait for each other; in one order, so that nobody waits for ever.</summary>
    public Task Lock(IEnumerable<(OrganisationId Partner, string Visit)> stays, CancellationToken ct)
    {
        string[] keys = [.. stays.Select(s => $"referrals stay {db.TenantKey} {s.Partner.Value} {s.Visit}").Distinct()];
        return db.Database.ExecuteSqlAsync($"""
            select pg_advisory_xact_lock(key) from (
                select distinct hashtextextended(k, 0) as key from unnest({keys}) as k order by 1) ordered
            """, ct);
    }

    private static SoughtPerson Sought(NoticePerson person) => new(
        person.Given, person.Family, person.BirthDate, person.Gender, person.Phones ?? [], person.Line, person.PostalCode,
        [.. (person.Identifiers ?? []).Select(i => (i.System, i.Value))]);
}
