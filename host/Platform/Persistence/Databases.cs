using System.Collections.Concurrent;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// The databases (cells) in which tenants live, by name. A tenant's row names its database, so that tenants can be placed on
/// further servers without any module knowing. A cell with a connection string of its own is reached through that; any other
/// name is a database on the home server.
/// </summary>
public sealed class Databases(string homeConnectionString, IReadOnlyDictionary<string, string>? cells = null) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<NpgsqlDataSource>> _sources = new(StringComparer.Ordinal);

    /// <summary>Name of the database that also holds the register of tenants.</summary>
    public string HomeName { get; } = new NpgsqlConnectionStringBuilder(homeConnectionString).Database
        ?? throw new ArgumentException("The connection string CarePlatform names no database. Add Database=…", nameof(homeConnectionString));

    /// <summary>The database that also holds the register of tenants.</summary>
    public NpgsqlDataSource Home => Get(HomeName);

    /// <summary>The home database and every cell with a connection string of its own.</summary>
    public IEnumerable<NpgsqlDataSource> All => (cells?.Keys ?? []).Append(HomeName).Distinct(StringComparer.Ordinal).Select(Get);

    /// <summary>The pool of connections to this database, as the application's role.</summary>
    public NpgsqlDataSource Get(string database) => _sources.GetOrAdd(database, name => new(() => Build(name))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources.Values.Where(s => s.IsValueCreated))
        {
            await source.Value.DisposeAsync();
        }
    }

    private NpgsqlDataSource Build(string database)
    {
        var builder = new NpgsqlConnectionStringBuilder(cells?.GetValueOrDefault(database) ?? homeConnectionString)
        {
            ApplicationName = "CarePlatform",
            // Prepares what is asked often; the platform's statements are few and stable.
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            // Everything that a request sets is local to its transaction, so a returned connection is clean as it is.
            NoResetOnClose = true,
        };
        if (cells?.ContainsKey(database) != true)
        {
            builder.Database = database;
        }

        // The name is what metrics call the pool; without one they would show the connection string.
        return new NpgsqlDataSourceBuilder(builder.ConnectionString) { Name = database }.Build();
    }
}
