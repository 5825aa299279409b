using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>
/// Brings in people with their names, identifiers, addresses and contact points: those already known are used and take the
/// facts of the source, unless staff have amended them; the others are registered.
/// </summary>
internal sealed class PeopleLoader(Session session, ImportedPeople known, Problems problems, AppendEvents append)
{
    public async Task<Merged> LoadAsync(IReadOnlyList<SourcePerson> people, CancellationToken ct)
    {
        if (people.Count == 0)
        {
            return default;
        }

        var matches = await CertainMatches.AmongAsync(session, people, ct);
        var now = session.Clock.GetUtcNow();
        var rows = new Dictionary<string, PersonRow>(StringComparer.Ordinal);
        var registered = new List<object>();
        foreach (var person in people)
        {
            var client = matches.Find(person);
            if (client is null)
            {
                client = Id.New<ClientId>(session.Clock);
                registered.Add(new ClientRegistered(client.Value));
            }

            foreach (var _ in person.Identifiers.Where(i => matches.BelongsToAnother(i, client.Value)))
            {
                problems.Add(person.Origin, "an identifier of this person belongs to another client: it was left out");
            }

            matches.Add(person, client.Value);
            known.Add(person.Key, new KnownPerson(client.Value, person.System));
            rows[person.Key] = new PersonRow(client.Value, person, now);
        }

        var merged = await PersonTables.Clients.MergeAsync(
            session, [.. rows.Values.GroupBy(r => r.Client).Select(same => same.Last())], ct);
        await LoadPartsAsync([.. rows.Values], matches, ct);
        if (registered.Count > 0)
        {
            await append(session, registered, ct);
        }

        return merged;
    }

    private async Task LoadPartsAsync(IReadOnlyList<PersonRow> rows, CertainMatches matches, CancellationToken ct)
    {
        var identifiers = Parts(rows, p => p.Identifiers).Where(p => !matches.BelongsToAnother(p.Part, p.Row.Client));
        await PersonTables.Identifiers.MergeAsync(session, [.. identifiers], ct);
        await PersonTables.PriorNames.MergeAsync(session, [.. Parts(rows, p => p.PriorNames)], ct);
        await PersonTables.Addresses.MergeAsync(session, [.. Parts(rows, p => p.Addresses)], ct);
        await PersonTables.Contacts.MergeAsync(session, [.. Parts(rows, p => p.Contacts)], ct);
        var keys = rows.SelectMany(row => MatchKeys.Of(row.Compared), (row, key) => (row.Client, key));
        await PersonTables.MatchKeys.MergeAsync(session, [.. keys], ct);
    }

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
