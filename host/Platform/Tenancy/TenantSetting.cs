using Npgsql;

namespace CarePlatform.Platform;

/// <summary>The setting by which row-level security knows whose rows to show. It ends with the transaction, so no connection carries it further.</summary>
internal static class TenantSetting
{
    private const string Set = "select set_config('app.tenant', $1, true)";
    private const string SetSide = $"{Set}, set_config('app.organisation', $2, true)";

    /// <summary>
    /// Sets the tenant: for the rest of the transaction, or for the batch that it stands in when there is none. Gives one result, which says nothing.
    /// </summary>
    public static NpgsqlBatchCommand Of(TenantId tenant) => new(Set)
    {
        Parameters = { new NpgsqlParameter<string> { TypedValue = tenant.Value.ToString() } },
    };

    /// <summary>The same with the partner for which the session's actor acts, where that is one: rows that are an organisation's own are walled by it.</summary>
    public static NpgsqlBatchCommand Of(Session session)
    {
        var command = Of(session.Tenant.Id);
        if (session.Actor.Organisation is { } side)
        {
            command.CommandText = SetSide;
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = side.Value.ToString() });
        }

        return command;
    }
}
