using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Npgsql;

namespace CarePlatform.Intake;

/// <summary>Brings in places and givers of care, and remembers all that the tenant knows, by what sources call them.</summary>
internal sealed class DirectoryLoader(Session session)
{
    private static readonly StagedTable<(Guid Id, SourceOrganisation Row)> Organisations =
        new StagedTable<(Guid Id, SourceOrganisation Row)>("intake.care_organisations", "tenant_id", "source_system", "external_id")
            .Uuid("id", r => r.Id, Known.Stays)
            .Text("source_system", r => r.Row.System)
            .Text("external_id", r => r.Row.Key)
            .Text("name", r => r.Row.Name)
            .Text("phone", r => r.Row.Phone, Known.FollowsIfTold)
            .Text("line", r => r.Row.Address?.Line, Known.FollowsIfTold)
            .Text("city", r => r.Row.Address?.City, Known.FollowsIfTold)
            .Text("state", r => r.Row.Address?.State, Known.FollowsIfTold)
            .Text("postal_code", r => r.Row.Address?.PostalCode, Known.FollowsIfTold);

    private static readonly StagedTable<(Guid Id, Guid? Organisation, SourcePractitioner Row)> Practitioners =
        new StagedTable<(Guid Id, Guid? Organisation, SourcePractitioner Row)>(
            "intake.practitioners", "tenant_id", "source_system", "external_id")
            .Uuid("id", r => r.Id, Known.Stays)
            .Text("source_system", r => r.Row.System)
            .Text("external_id", r => r.Row.Key)
            .Uuid("organisation", r => r.Organisation, Known.FollowsIfTold)
            .Text("name", r => r.Row.Name)
            .Text("npi", r => r.Row.Npi, Known.FollowsIfTold)
            .Text("specialty", r => r.Row.Specialty, Known.FollowsIfTold)
            .Text("line", r => r.Row.Address?.Line, Known.FollowsIfTold)
            .Text("city", r => r.Row.Address?.City, Known.FollowsIfTold)
            .Text("state", r => r.Row.Address?.State, Known.FollowsIfTold)
            .Text("postal_code", r => r.Row.Address?.PostalCode, Known.FollowsIfTold);

    private readonly Dictionary<string, Guid> _organisations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> _practitioners = new(StringComparer.Ordinal);

    /// <summary>The organisation of this key; null when nothing is known of it.</summary>
    public Guid? Organisation(string? key) => key is not null && _organisations.TryGetValue(key, out var id) ? id : null;

    /// <summary>The practitioner of this key or NPI; null when nothing is known of them.</summary>
    public Guid? Practitioner(string? key) => key is not null && _practitioners.TryGetValue(key, out var id) ? id : null;

    /// <summary>Learns what earlier imports brought.</summary>
    public async Task RecallAsync(CancellationToken ct)
    {
        await RememberAsync("select external_id, id, null from intake.care_organisations", _organisations, ct);
        await RememberAsync("select external_id, id, npi from intake.practitioners", _practitioners, ct);
    }

    public async Task<Merged> LoadAsync(IReadOnlyList<SourceOrganisation> rows, CancellationToken ct)
    {
        var staged = Last(rows, r => (r.System, r.Key)).Select(r => (Id.New<CareOrganisationId>(session.Clock).Value, r)).ToList();
        var merged = await Organisations.MergeAsync(session, staged, areNew: false, ct);
        await RememberAsync(
            "select t.external_id, t.id, null from intake.care_organisations t join import_care_organisations using (source_system, external_id)",
            _organisations,
            ct);
        return merged;
    }

    public async Task<Merged> LoadAsync(IReadOnlyList<SourcePractitioner> rows, CancellationToken ct)
    {
        var staged = Last(rows, r => (r.System, r.Key))
            .Select(r => (Id.New<PractitionerId>(session.Clock).Value, Organisation(r.Organisation), r)).ToList();
        var merged = await Practitioners.MergeAsync(session, staged, areNew: false, ct);
        await RememberAsync(
            "select t.external_id, t.id, t.npi from intake.practitioners t join import_practitioners using (source_system, external_id)",
            _practitioners,
            ct);
        return merged;
    }

    private static IEnumerable<T> Last<T, TKey>(IEnumerable<T> rows, Func<T, TKey> key)
        where TKey : notnull => rows.GroupBy(key).Select(same => same.Last());

    private async Task RememberAsync(string query, Dictionary<string, Guid> ids, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(query, session.Connection, session.Transaction);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            ids[reader.GetString(0)] = reader.GetGuid(1);
            if (!reader.IsDBNull(2))
            {
                ids[reader.GetString(2)] = reader.GetGuid(1);
            }
        }
    }
}
