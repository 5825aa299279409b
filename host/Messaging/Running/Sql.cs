using Npgsql;

namespace CarePlatform.Messaging;

/// <summary>Commands with positional parameters.</summary>
internal static class Sql
{
    public static NpgsqlCommand Command(NpgsqlTransaction transaction, string sql, params object[] parameters)
    {
        var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        foreach (var value in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    public static NpgsqlBatchCommand Part(string sql, params object[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    public static async Task<List<LoggedEvent>> Events(NpgsqlCommand command, CancellationToken ct)
    {
        var events = new List<LoggedEvent>();
        await using var row = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        while (await row.ReadAsync(ct).ConfigureAwait(false))
        {
            events.Add(LoggedEvent.From(row));
        }

        return events;
    }

    /// <summary>
    /// Whether the server itself is in trouble (a full disk, no connection left, a restart): then nobody's effects can commit, and no
    /// event is to blame.
    /// </summary>
    public static bool IsServersTrouble(Exception failure) => failure switch
    {
        PostgresException error => error.SqlState
            is PostgresErrorCodes.DiskFull or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.IoError
            or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow,
        _ => failure.InnerException is { } inner && IsServersTrouble(inner),
    };

    /// <summary>Whether the failure lies with the connection or the moment rather than with what was done.</summary>
    public static bool IsTransient(Exception failure) =>
        failure is NpgsqlException { IsTransient: true } || (failure.InnerException is { } inner && IsTransient(inner));
}
