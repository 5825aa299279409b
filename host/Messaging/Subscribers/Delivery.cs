using Npgsql;

namespace CarePlatform.Messaging;

/// <summary>
/// The open transaction in which events take effect, already set to their tenant and the application's role. What is done through
/// it commits together with the subscriber's position, or not at all. The handler must neither commit nor dispose it.
/// </summary>
public sealed class Delivery
{
    internal Delivery(NpgsqlTransaction transaction, Guid tenant)
    {
        Transaction = transaction;
        Connection = transaction.Connection!;
        Tenant = tenant;
    }

    /// <summary>The open connection; use it for nothing but this delivery.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>The transaction of the effects.</summary>
    public NpgsqlTransaction Transaction { get; }

    /// <summary>The tenant to whom the events belong.</summary>
    public Guid Tenant { get; }

    /// <summary>Appends what follows from <paramref name="because"/>, which becomes its causation and hands on its correlation.</summary>
    public Task<long> Append(LoggedEvent because, IReadOnlyList<NewEvent> events, CancellationToken ct = default) =>
        EventLog.Append(Transaction, [.. events.Select(e => e with
        {
            Causation = e.Causation ?? because.Position,
            Correlation = e.Correlation ?? because.Correlation,
        })], ct);
}
