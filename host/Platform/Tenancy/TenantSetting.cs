using Npgsql;

namespace CarePlatform.Platform;

/// <summary>The setting by which row-level security knows whose rows to show. It ends with the transaction, so no connection carries it further.</summary>
internal static class TenantSetting
{
    private const string Set = "select set_config('app.tenant', $1, true)";

    /// <summary>
    /// Sets the tenant: for the rest of the transaction, or for the batch that it stands in when there is none. Gives one result, which says nothing.
    /// </summary>
    public static NpgsqlBatchCommand Of(TenantId tenant) => new(Set)
    {
        Parameters = { new NpgsqlParameter<string> { TypedValue = tenant.Value.ToString() } },
    };
}
