using CarePlatform.Intake.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>The matching of people whom other modules hear of: candidates of all of them in one statement, and their records in a few more.</summary>
internal sealed class PersonLookup(IntakeDb db) : IPersonLookup
{
    // As many as for one person who asks at the front door.
    private const int MostCandidates = 200;

    public async Task<IReadOnlyList<IReadOnlyList<PersonCandidate>>> Find(IReadOnlyList<SoughtPerson> people, CancellationToken ct)
    {
        var settings = await db.MatchSettings(ct);
        List<Person> sought = [.. people.Select(ToPerson)];
        var hits = await Candidates(sought, ct);
        if (hits.Count == 0)
        {
            return [.. people.Select(_ => (IReadOnlyList<PersonCandidate>)[])];
        }

        var known = (await KnownPeople.Read(db, [.. hits.Select(h => new Hit(h.Record, h.Client)).Distinct()], ct)).ToDictionary(k => k.Client.Id);
        var clients = hits.ToLookup(h => h.Person, h => ClientId.From(h.Client));
        return [.. sought.Select((person, at) => (IReadOnlyList<PersonCandidate>)[.. clients[at].Distinct().Select(id => known[id])
            .Select(k => (k.Client, Score: k.Records.Select(r => MatchScoring.Of(person, r, settings)).MaxBy(s => s.Points)!))
            .Where(m => m.Score.Points >= settings.PossibleFrom)
            .OrderByDescending(m => m.Score.Points).ThenBy(m => m.Client.Id.Value)
            .Select(m => new PersonCandidate(m.Client.Id, m.Score.Points, m.Score.IsCertain(settings), m.Score.Texts))])];
    }

    public async Task<IReadOnlyDictionary<ClientId, Guid[]>> NamedUsers(IReadOnlyCollection<ClientId> clients, CancellationToken ct) =>
        await db.Clients.AsNoTracking().Where(c => clients.Contains(c.Id) && c.NamedUsers != null).ToDictionaryAsync(c => c.Id, c => c.NamedUsers!, ct);

    public async Task<PersonHandles> HandlesOf(IReadOnlyCollection<ClientId> clients, CancellationToken ct)
    {
        var facts = await db.Clients.AsNoTracking().Where(c => clients.Contains(c.Id)).ToListAsync(ct);
        var prior = (await db.PriorNames.AsNoTracking().Where(n => clients.Contains(n.Client)).ToListAsync(ct)).ToLookup(n => n.Client);
        var people = facts.Select(c => Person.Of(c.Facts, prior[c.Id].Select(n => new ComparedName(n.Given, n.Family)))).ToList();
        return new PersonHandles(
            [.. people.Select(p => p.BirthDate).OfType<DateOnly>().Distinct()],
            [.. people.SelectMany(p => p.Names).Where(n => n is { Given: not null, Family: not null }).Select(n => $"{n.Family} {n.Given}").Distinct()]);
    }

    private static Person ToPerson(SoughtPerson sought) => new(
        [new ComparedName(sought.Given, sought.Family)],
        sought.BirthDate,
        Enum.TryParse<Gender>(sought.Gender, ignoreCase: true, out var gender) ? gender : null,
        sought.Phones,
        Emails: [],
        sought.Line is null && sought.PostalCode is null ? [] : [new ComparedAddress(sought.Line, sought.PostalCode)],
        [.. sought.Identifiers.Select(i => (i.System.Trim(), i.Value.Trim()))]);

    private async Task<IReadOnlyList<PersonHit>> Candidates(IReadOnlyList<Person> people, CancellationToken ct)
    {
        List<(int Person, string Key)> keys = [.. people.SelectMany((p, at) => MatchKeys.ToFind(p).Select(k => (at, k)))];
        List<(int Person, string System, string Value)> systems =
            [.. people.SelectMany((p, at) => (p.Identifiers ?? []).Select(i => (at, i.System, i.Value)))];
        int[] keyOf = [.. keys.Select(k => k.Person)], systemOf = [.. systems.Select(s => s.Person)];
        string[] texts = [.. keys.Select(k => k.Key)], names = [.. systems.Select(s => s.System)], values = [.. systems.Select(s => s.Value)];
        return await db.Database.SqlQuery<PersonHit>($"""
            with recursive shared as (
                select s.person, k.client, row_number() over (partition by s.person order by count(*) desc, k.client) as place
                from unnest({keyOf}, {texts}) as s (person, key) join intake.match_keys k on k.key = s.key
                group by s.person, k.client
            ), hit as (
                select person, client from shared where place <= {MostCandidates}
                union
                select g.person, i.client from intake.client_identifiers i
                join unnest({systemOf}, {names}, {values}) as g (person, system, value) on i.system = g.system and i.value = g.value
            ), lead as (
                select h.person, c.id as record, c.id as client, c.merged_into from hit h join intake.clients c on c.id = h.client
                union all
                select l.person, l.record, c.id, c.merged_into from lead l join intake.clients c on c.id = l.merged_into
            )
            select person as "Person", record as "Record", client as "Client" from lead where merged_into is null
            """).ToListAsync(ct);
    }
}

/// <summary>A record that shares a key with one of the people looked for, and the client in use that it leads to.</summary>
internal sealed record PersonHit(int Person, Guid Record, Guid Client);
