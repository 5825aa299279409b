using Npgsql;

namespace CarePlatform.Platform;

/// <summary>A place where the tenant works.</summary>
public sealed record Site(SiteId Id, string Key, string Name, string TimeZone);

/// <summary>The sites of the session's tenant; read once per scope.</summary>
internal sealed class Sites(Session session)
{
    private Task<IReadOnlyList<Site>>? _all;

    /// <summary>All sites, by name.</summary>
    public Task<IReadOnlyList<Site>> All(CancellationToken ct) => _all ??= Read(ct);

    private async Task<IReadOnlyList<Site>> Read(CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var command = new NpgsqlCommand(
            "select id, key, name, time_zone from platform.sites order by name, id", session.Connection, session.Transaction);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var sites = new List<Site>();
        while (await reader.ReadAsync(ct))
        {
            sites.Add(new Site(new SiteId(reader.GetGuid(0)), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        }

        return sites;
    }
}

/// <summary>A place where the organisation works.</summary>
[View<Site>]
internal static class SiteView
{
    /// <summary>Its id.</summary>
    public static SiteId Id(Site site) => site.Id;

    /// <summary>Its short name within the organisation.</summary>
    public static string Key(Site site) => site.Key;

    /// <summary>Its name.</summary>
    public static string Name(Site site) => site.Name;

    /// <summary>The IANA time zone in which its days begin.</summary>
    public static string TimeZone(Site site) => site.TimeZone;
}

internal sealed class SiteById(Sites sites) : DataLoader<SiteId, Site>
{
    public override async Task<IReadOnlyDictionary<SiteId, Site>> ReadAsync(IReadOnlyList<SiteId> keys, CancellationToken ct) =>
        (await sites.All(ct)).ToDictionary(s => s.Id);
}
