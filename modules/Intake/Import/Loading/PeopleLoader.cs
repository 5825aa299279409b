using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>
/// Brings in people with their names, identifiers, addresses and contact points: those already known are used and take the
/// facts of the source, unless staff have amended them; the others are registered.
/// </summary>
internal sealed class PeopleLoader(Session session, ImportedPeople known, Problems problems, AppendEvents append)
{
    private readonly HashSet<ClientId> _registered = [];
    private readonly HashSet<ClientId> _told = [];

    public async Task<Merged> LoadAsync(IReadOnlyList<SourcePerson> people, CancellationToken ct)
    {
        var matches = await CertainMatches.AmongAsync(session, people, ct);
        var now = session.Clock.GetUtcNow();
        var rows = new Dictionary<string, PersonRow>(StringComparer.Ordinal);
        var registered = new List<object>();

        // Several people of a source may be one client. The first speaks for it, not one who was merged into another.
        var facts = new List<PersonRow>();
        foreach (var person in people)
        {
            var match = matches.Find(person);
            var client = match?.Client ?? Id.New<ClientId>(session.Clock);
            if (match is null)
            {
                registered.Add(new ClientRegistered(client));
                _registered.Add(client);
            }

            foreach (var _ in person.Identifiers.Where(i => matches.BelongsToAnother(i, client)))
            {
                problems.Add(person.Origin, "an identifier of this person belongs to another client: it was left out");
            }

            matches.Add(person, client);
            known.Add(person.Key, new KnownPerson(client, person.System, _registered.Contains(client)));
            rows[person.Key] = new PersonRow(client, person, match is null, now);
            if (match?.ByMerge != true && _told.Add(client))
            {
                facts.Add(rows[person.Key]);
            }
        }

        var merged = await MergeAsync(PersonTables.Clients, facts.Where(r => r.IsNew), areNew: true, ct)
            + await MergeAsync(PersonTables.Clients, facts.Where(r => !r.IsNew), areNew: false, ct);
        await LoadPartsAsync([.. rows.Values.Where(r => r.IsNew)], matches, areNew: true, ct);
        await LoadPartsAsync([.. rows.Values.Where(r => !r.IsNew)], matches, areNew: false, ct);
        if (registered.Count > 0)
        {
            await append(session, registered, ct);
        }

        return merged;
    }

    private async Task LoadPartsAsync(IReadOnlyList<PersonRow> rows, CertainMatches matches, bool areNew, CancellationToken ct)
    {
        var identifiers = Parts(rows, p => p.Identifiers)
            .Where(p => !matches.BelongsToAnother(p.Part, p.Row.Client)).DistinctBy(p => (p.Part.System, p.Part.Value));
        await MergeAsync(PersonTables.Identifiers, identifiers, areNew, ct);
        await MergeAsync(PersonTables.PriorNames, Parts(rows, p => p.PriorNames), areNew, ct);
        await MergeAsync(PersonTables.Addresses, Parts(rows, p => p.Addresses), areNew, ct);
        await MergeAsync(PersonTables.Contacts, Parts(rows, p => p.Contacts), areNew, ct);
        var keys = rows.SelectMany(row => MatchKeys.Of(row.Compared), (row, key) => (row.Client, key));
        await MergeAsync(PersonTables.MatchKeys, keys.Distinct(), areNew, ct);
    }

    private Task<Merged> MergeAsync<T>(StagedTable<T> table, IEnumerable<T> rows, bool areNew, CancellationToken ct) =>
        table.MergeAsync(session, [.. rows], areNew, ct);

    private static IEnumerable<PartOf<T>> Parts<T>(IReadOnlyList<PersonRow> rows, Func<SourcePerson, IReadOnlyList<T>> parts)
    {
        foreach (var row in rows)
        {
            var place = 0;
            foreach (var part in parts(row.Person))
            {
                yield return new PartOf<T>(Guid.CreateVersion7(row.Now), row, part, place++);
            }
        }
    }
}
