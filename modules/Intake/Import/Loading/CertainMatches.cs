using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Npgsql;

namespace CarePlatform.Intake;

/// <summary>
/// Finds the client that a person of a source certainly is: the same identifier in the source's own records; a number that
/// others gave, together with the date of birth; or the same names, date of birth and address, unless the source itself tells
/// the two apart. Everything less certain becomes a client of its own, for staff to compare.
/// </summary>
internal sealed class CertainMatches
{
    private readonly Dictionary<(string System, string Value), Owner> _owners = [];
    private readonly Dictionary<string, Neighbour> _neighbours = new(StringComparer.Ordinal);

    private CertainMatches()
    {
    }

    /// <summary>Reads what the tenant knows of these people.</summary>
    public static async Task<CertainMatches> AmongAsync(Session session, IReadOnlyList<SourcePerson> people, CancellationToken ct)
    {
        var matches = new CertainMatches();
        await matches.ReadOwnersAsync(session, people, ct);
        await matches.ReadNeighboursAsync(session, people, ct);
        return matches;
    }

    /// <summary>
    /// The client that the person certainly is, and whether that is by way of a record that was merged into it; null when there is none.
    /// </summary>
    public (ClientId Client, bool ByMerge)? Find(SourcePerson person)
    {
        foreach (var identifier in person.Identifiers.OrderByDescending(i => i.Decides))
        {
            if (_owners.TryGetValue((identifier.System, identifier.Value), out var owner)
                && (identifier.Decides || (person.BornOn is not null && person.BornOn == owner.BornOn)))
            {
                return (owner.Client, owner.ByMerge);
            }
        }

        return Home(person) is { } home && _neighbours.TryGetValue(home, out var neighbour)
            && !person.Identifiers.Any(i => i.Decides && i.System != Systems.FhirId && neighbour.Systems.Contains(i.System))
                ? (neighbour.Client, false)
                : null;
    }

    /// <summary>Whether the identifier leads to somebody else already.</summary>
    public bool BelongsToAnother(SourceIdentifier identifier, ClientId client) =>
        _owners.TryGetValue((identifier.System, identifier.Value), out var owner) && owner.Client != client;

    /// <summary>From now on these identifiers lead to the client.</summary>
    public void Add(SourcePerson person, ClientId client)
    {
        foreach (var identifier in person.Identifiers)
        {
            _owners.TryAdd((identifier.System, identifier.Value), new Owner(client, person.BornOn, ByMerge: false));
        }
    }

    private async Task ReadOwnersAsync(Session session, IReadOnlyList<SourcePerson> people, CancellationToken ct)
    {
        const string Query = """
            with recursive lead as (
                select i.system, i.value, c.id, c.merged_into, c.birth_date, false as by_merge
                from unnest($1, $2) as k (system, value)
                join intake.client_identifiers i on i.system = k.system and i.value = k.value
                join intake.clients c on c.id = i.client
                union all
                select l.system, l.value, c.id, c.merged_into, c.birth_date, true
                from lead l join intake.clients c on c.id = l.merged_into
            )
            select system, value, id, birth_date, by_merge from lead where merged_into is null
            """;
        var identifiers = people.SelectMany(p => p.Identifiers).ToList();
        await using var command = new NpgsqlCommand(Query, session.Connection, session.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = [.. identifiers.Select(i => i.System)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. identifiers.Select(i => i.Value)] },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            _owners[(reader.GetString(0), reader.GetString(1))] = new Owner(
                ClientId.From(reader.GetGuid(2)), Day(reader, 3), reader.GetBoolean(4));
        }
    }

    private async Task ReadNeighboursAsync(Session session, IReadOnlyList<SourcePerson> people, CancellationToken ct)
    {
        const string Query = """
            select c.id, c.given, c.family, c.birth_date, a.line, a.postal_code,
                   array(select i.system from intake.client_identifiers i where i.client = c.id)
            from (select distinct client from intake.match_keys where key = any ($1)) k
            join intake.clients c on c.id = k.client and c.state = 'active' and c.birth_date is not null
            join intake.addresses a on a.client = c.id
            """;
        await using var command = new NpgsqlCommand(Query, session.Connection, session.Transaction)
        {
            Parameters = { new NpgsqlParameter<string[]> { TypedValue = [.. people.SelectMany(PlaceKeys).Distinct()] } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var place = ReachForm.Address(new ComparedAddress(Text(reader, 4), Text(reader, 5)));
            if (Home(Text(reader, 1), Text(reader, 2), Day(reader, 3), place) is { } home)
            {
                _neighbours.TryAdd(home, new Neighbour(ClientId.From(reader.GetGuid(0)), reader.GetFieldValue<string[]>(6)));
            }
        }
    }

    private static IEnumerable<string> PlaceKeys(SourcePerson person) =>
        Place(person) is { } place && NameForm.Words(person.Name.Given) is [var first, ..] ? [$"a:{place}:{NameSound.Of(first)}"] : [];

    private static string? Place(SourcePerson person) =>
        person.Addresses is [var address, ..] ? ReachForm.Address(new ComparedAddress(address.Line, address.PostalCode)) : null;

    private static string? Home(SourcePerson person) => Home(person.Name.Given, person.Name.Family, person.BornOn, Place(person));

    private static string? Home(string? given, string? family, DateOnly? bornOn, string? place) =>
        given is null || family is null || bornOn is null || place is null
            ? null
            : $"{NameForm.Of(given)}|{NameForm.Of(family)}|{bornOn:O}|{place}";

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static DateOnly? Day(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateOnly>(column);

    private readonly record struct Owner(ClientId Client, DateOnly? BornOn, bool ByMerge);

    private readonly record struct Neighbour(ClientId Client, string[] Systems);
}
