namespace CarePlatform.Platform;

/// <summary>A tenant with an authority of its own.</summary>
internal sealed record TenantIssuer(TenantId Tenant, string Issuer, string? Audience);

/// <summary>
/// The tenants that have an authority of their own: read from the register every few seconds while somebody asks, and as soon as any
/// tenant has changed.
/// </summary>
internal sealed class TenantIssuers(Databases databases, TenantCatalog tenants, TimeProvider world)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    private volatile Reading? _last;

    /// <summary>Those whose authority this is.</summary>
    public async ValueTask<IReadOnlyCollection<TenantIssuer>> Of(string issuer, CancellationToken ct)
    {
        var last = _last;
        if (last is null || last.Found.IsFaulted || last.Changes != tenants.Changes || world.GetElapsedTime(last.Since) > Remembered)
        {
            var changes = tenants.Changes;
            _last = last = new Reading(Read(), changes, world.GetTimestamp());
        }

        return [.. (await last.Found.WaitAsync(ct))[issuer.TrimEnd('/')]];
    }

    private async Task<ILookup<string, TenantIssuer>> Read()
    {
        await using var command = databases.Home.CreateCommand(
            "select id, sign_in ->> 'issuer', sign_in ->> 'audience' from platform.tenants where sign_in ->> 'issuer' is not null");
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<TenantIssuer>();
        while (await reader.ReadAsync())
        {
            found.Add(new TenantIssuer(
                new TenantId(reader.GetGuid(0)), reader.GetString(1), await reader.IsDBNullAsync(2) ? null : reader.GetString(2)));
        }

        return found.ToLookup(t => t.Issuer.TrimEnd('/'), StringComparer.Ordinal);
    }

    private sealed record Reading(Task<ILookup<string, TenantIssuer>> Found, long Changes, long Since);
}
