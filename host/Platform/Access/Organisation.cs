using Npgsql;

namespace CarePlatform.Platform;

/// <summary>An organisation that the tenant works with.</summary>
/// <param name="Kind">What it is, such as <c>hospital</c> or <c>food-bank</c>.</param>
public sealed record Organisation(OrganisationId Id, string Key, string Name, string Kind);

/// <summary>An organisation that this one works with.</summary>
[View<Organisation>]
internal static class OrganisationView
{
    /// <summary>Its id.</summary>
    public static OrganisationId Id(Organisation organisation) => organisation.Id;

    /// <summary>Its short name within this one, by which templates and recipes name it.</summary>
    public static string Key(Organisation organisation) => organisation.Key;

    /// <summary>Its name.</summary>
    public static string Name(Organisation organisation) => organisation.Name;

    /// <summary>What it is, such as <c>hospital</c> or <c>food-bank</c>.</summary>
    public static string Kind(Organisation organisation) => organisation.Kind;

    /// <summary>What an administrator should know before anything is sent there: that no view of the privacy policy names its kind; null when one does.</summary>
    public static Loaded<string> PrivacyWarning(Organisation organisation, PrivacyWarningByKind loader) => loader.For(organisation.Kind);
}

/// <summary>Says of which kinds the privacy policy has no view.</summary>
internal sealed class PrivacyWarningByKind(TenantPrivacy privacy) : DataLoader<string, string>
{
    public override async Task<IReadOnlyDictionary<string, string>> ReadAsync(IReadOnlyList<string> keys, CancellationToken ct)
    {
        var policy = await privacy.Policy(ct);
        return keys.Distinct().Select(k => (Kind: k, Warning: policy.WarningOf(k))).Where(k => k.Warning is not null).ToDictionary(k => k.Kind, k => k.Warning!);
    }
}

/// <summary>Reads the organisations that this one works with.</summary>
public sealed class OrganisationById(Session session) : DataLoader<OrganisationId, Organisation>
{
    public override async Task<IReadOnlyDictionary<OrganisationId, Organisation>> ReadAsync(
        IReadOnlyList<OrganisationId> keys, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            "select id, key, name, kind from platform.organisations where id = any($1)", session.Connection, session.Transaction)
        {
            Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = [.. keys.Select(k => k.Value)] } },
        };
        return (await Read(command, ct)).ToDictionary(o => o.Id);
    }

    /// <summary>All of the tenant, by name: tens, not thousands.</summary>
    public async Task<IReadOnlyList<Organisation>> All(CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            "select id, key, name, kind from platform.organisations order by name, id", session.Connection, session.Transaction);
        return await Read(command, ct);
    }

    private static async Task<List<Organisation>> Read(NpgsqlCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var organisations = new List<Organisation>();
        while (await reader.ReadAsync(ct))
        {
            organisations.Add(new Organisation(
                new OrganisationId(reader.GetGuid(0)), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        }

        return organisations;
    }
}
