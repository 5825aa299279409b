using CarePlatform.Intake.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Finds the clients that a person may be: candidates by their keys in one statement, then the score decides.</summary>
internal static class MatchSearch
{
    // More candidates than this share only coarse keys; those that share most keys come first.
    private const int MostCandidates = 200;

    /// <summary>The settings of the tenant.</summary>
    public static async Task<MatchSettings> MatchSettings(this IntakeDb db, CancellationToken ct) =>
        await db.Settings.AsNoTracking().Select(s => s.Matching).FirstOrDefaultAsync(ct) ?? CarePlatform.Intake.MatchSettings.Usual;

    /// <summary>Clients from the threshold for possible ones on, the likeliest first. A merged record leads to the one in use.</summary>
    public static async Task<IReadOnlyList<ClientMatch>> FindMatches(this IntakeDb db, Person person, MatchSettings settings, CancellationToken ct)
    {
        var hits = await Candidates(db, person, ct);
        if (hits.Count == 0)
        {
            return [];
        }

        var known = await KnownPeople.Read(db, await Open(db, hits, ct), ct);
        return [.. known
            .Select(k => new ClientMatch(k.Client, k.Records.Select(r => MatchScoring.Of(person, r, settings)).MaxBy(s => s.Points)!))
            .Where(m => m.Score.Points >= settings.PossibleFrom)
            .OrderByDescending(m => m.Score.Points).ThenBy(m => m.Client.Id.Value)];
    }

    /// <summary>Of two requests about the same unknown person at once, the second waits here and then finds whom the first registered.</summary>
    public static Task LockLookalikes(this IntakeDb db, Person person, CancellationToken ct)
    {
        var name = person.Names is [var first, ..] ? NameForm.SortName(first.Family, first.Given) : "";
        var who = $"intake person {db.TenantKey} {name} {person.BirthDate?.DayNumber}";
        return db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({who}, 0))", ct);
    }

    // Whose record is for named people only is recognised by these alone.
    private static async Task<IReadOnlyList<Hit>> Open(IntakeDb db, IReadOnlyList<Hit> hits, CancellationToken ct)
    {
        if (db.Actor.IsSystem)
        {
            return hits;
        }

        List<ClientId> clients = [.. hits.Select(h => ClientId.From(h.Client)).Distinct()];
        var open = await db.OpenClients.Where(c => clients.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct);
        return open.Count == clients.Count ? hits : [.. hits.Where(h => open.Contains(ClientId.From(h.Client)))];
    }

    private static async Task<IReadOnlyList<Hit>> Candidates(IntakeDb db, Person person, CancellationToken ct)
    {
        string[] keys = [.. MatchKeys.ToFind(person)];
        string[] systems = [.. person.Identifiers?.Select(i => i.System) ?? []];
        string[] values = [.. person.Identifiers?.Select(i => i.Value) ?? []];
        return await db.Database.SqlQuery<Hit>($"""
            with recursive hit as (
                (select client from intake.match_keys where key = any ({keys}) group by client order by count(*) desc, client limit {MostCandidates})
                union
                select i.client from intake.client_identifiers i
                join unnest({systems}, {values}) as given (system, value) on i.system = given.system and i.value = given.value
            ), lead as (
                select c.id as record, c.id as client, c.merged_into from hit h join intake.clients c on c.id = h.client
                union all
                select l.record, c.id, c.merged_into from lead l join intake.clients c on c.id = l.merged_into
            )
            select record, client from lead where merged_into is null
            """).ToListAsync(ct);
    }
}

/// <summary>A record that shares a key, and the client in use that it leads to.</summary>
internal sealed record Hit(Guid Record, Guid Client);

/// <summary>A client with everything that is compared, one person for each record that leads to it.</summary>
internal sealed record KnownPeople(Client Client, IReadOnlyList<Person> Records)
{
    /// <summary>
    /// Reads the candidates with their parts, one statement for each kind of part. What is for named people only (class H) says nothing to anybody
    /// else: nobody learns by asking that somebody lives at an address.
    /// </summary>
    public static async Task<IReadOnlyList<KnownPeople>> Read(IntakeDb db, IReadOnlyList<Hit> hits, CancellationToken ct)
    {
        List<ClientId> ids = [.. hits.SelectMany(h => (Guid[])[h.Record, h.Client]).Distinct().Select(ClientId.From)];
        var clients = await db.Clients.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var names = (await db.PriorNames.AsNoTracking().Where(n => ids.Contains(n.Client)).ToListAsync(ct)).ToLookup(n => n.Client);
        var (all, me) = (db.Actor.IsSystem, db.MeKey);
        var points = (await db.ContactPoints.AsNoTracking()
            .Where(p => ids.Contains(p.Client) && (all || p.NamedUsers == null || p.NamedUsers.Contains(me))).ToListAsync(ct)).ToLookup(p => p.Client);
        var homes = (await db.Addresses.AsNoTracking()
            .Where(a => ids.Contains(a.Client) && (all || a.NamedUsers == null || a.NamedUsers.Contains(me))).ToListAsync(ct)).ToLookup(a => a.Client);
        var systems = (await db.ClientIdentifiers.AsNoTracking().Where(i => ids.Contains(i.Client)).ToListAsync(ct)).ToLookup(i => i.Client);
        return [.. hits.GroupBy(h => ClientId.From(h.Client), h => ClientId.From(h.Record)).Select(group => new KnownPeople(
            clients[group.Key],
            [.. group.Append(group.Key).Distinct().Select(record => Person.Of(
                clients[record].Facts, names[record].Select(n => new ComparedName(n.Given, n.Family))) with
            {
                Phones = [.. points[group.Key].Where(p => p.Kind is ContactKind.Phone).Select(p => p.Value)],
                Emails = [.. points[group.Key].Where(p => p.Kind is ContactKind.Email).Select(p => p.Value)],
                Addresses = [.. homes[group.Key].Select(a => new ComparedAddress(a.Line, a.PostalCode))],
                Identifiers = [.. systems[group.Key].Select(i => (i.System, i.Value))],
            })]))];
    }
}
