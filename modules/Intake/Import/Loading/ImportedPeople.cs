using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Npgsql;

namespace CarePlatform.Intake;

/// <summary>A person as an import knows them: the client, and the source whose records these are.</summary>
/// <param name="IsNew">This import registered the client, so that nothing was told of them before.</param>
internal readonly record struct KnownPerson(ClientId Client, string System, bool IsNew);

/// <summary>Which client each key of the sources means.</summary>
internal sealed class ImportedPeople(Session session)
{
    private readonly Dictionary<string, KnownPerson> _people = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);

    /// <summary>The client; null when nobody is known under the key.</summary>
    public KnownPerson? Find(string key) => _people.TryGetValue(key, out var person) ? person : null;

    public void Add(string key, KnownPerson person) => _people[key] = person;

    /// <summary>Looks for people of earlier imports among the keys that this one has not brought.</summary>
    public async Task RecallAsync(IEnumerable<string> keys, CancellationToken ct)
    {
        var missing = keys.Where(k => !_people.ContainsKey(k) && !_unknown.Contains(k)).Distinct().ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        const string Query = """
            with recursive lead as (
                select i.value, coalesce(c.source_system, i.system) as system, c.id, c.merged_into
                from unnest($1) as k (value)
                join intake.client_identifiers i on i.system in ($2, $3) and i.value = k.value
                join intake.clients c on c.id = i.client
                union all
                select l.value, l.system, c.id, c.merged_into from lead l join intake.clients c on c.id = l.merged_into
            )
            select value, system, id from lead where merged_into is null
            """;
        await using var command = new NpgsqlCommand(Query, session.Connection, session.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = missing },
                new NpgsqlParameter<string> { TypedValue = Systems.Synthea },
                new NpgsqlParameter<string> { TypedValue = Systems.FhirId },
            },
        };
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                _people[reader.GetString(0)] = new KnownPerson(ClientId.From(reader.GetGuid(2)), reader.GetString(1), IsNew: false);
            }
        }

        _unknown.UnionWith(missing.Where(k => !_people.ContainsKey(k)));
    }
}
