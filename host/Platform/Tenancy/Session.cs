using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// One actor working for one tenant on one connection in one transaction: what everything in a scope shares. The database
/// sees the tenant through a setting that ends with the transaction; without it row-level security shows no row at all.
/// </summary>
public sealed class Session(Databases databases, TimeProvider? world = null) : IAsyncDisposable
{
    private readonly TimeProvider _world = world ?? TimeProvider.System;
    private Tenant? _tenant;
    private NpgsqlConnection? _connection;
    private NpgsqlTransaction? _transaction;
    private readonly List<ModuleDb> _contexts = [];
    private readonly List<Action> _afterCommit = [];
    private Stage _stage;
    private bool _borrowed;

    /// <summary>Whose data this is about.</summary>
    public Tenant Tenant => _tenant ?? throw new InvalidOperationException("No session has begun in this scope: call Begin first.");

    /// <summary>Whether it is known for whom this scope works.</summary>
    public bool HasBegun => _tenant is not null;

    /// <summary>Who is acting.</summary>
    public Actor Actor { get; private set; } = Actor.System;

    /// <summary>Why the actor asks, as the request stated or the tenant presumes; null where nobody asks.</summary>
    public PurposeOfUse? Purpose { get; set; }

    /// <summary>The tenant's time.</summary>
    public TenantClock Clock => field ??= new TenantClock(this, _world);

    /// <summary>Ties together everything that one request or event caused.</summary>
    public Guid Correlation { get; private set; }

    /// <summary>Position of the event that caused this work; null when a request did.</summary>
    public long? Causation { get; private set; }

    /// <summary>The connection; open after <see cref="OpenAsync"/>.</summary>
    public NpgsqlConnection Connection => _connection ??= databases.Get(Tenant.Database).CreateConnection();

    /// <summary>The transaction; there after <see cref="OpenAsync"/>.</summary>
    public NpgsqlTransaction Transaction => _stage is Stage.Open
        ? _transaction! // A session that only reads has none: its transaction begins and ends with statements of its own.
        : throw new InvalidOperationException("The session is not open: await OpenAsync before touching the database.");

    /// <summary>
    /// Whether this session only shows: what is read is not watched for changes, most is read without a transaction
    /// (<see cref="ReadingBatch"/>), and where there is one its beginning and end travel with other statements. Set before a database context is made.
    /// </summary>
    public bool OnlyReads { get; set; }

    /// <summary>What loaders will read next.</summary>
    internal ReadsTogether Reads => field ??= new ReadsTogether(this);

    /// <summary>Whether a transaction is running.</summary>
    public bool IsOpen => _stage is Stage.Open;

    private List<string> Beginning =>
        ["begin", $"set local app.tenant = '{Tenant.Id.Value}'", .. Actor.Organisation is { } side ? [$"set local app.organisation = '{side.Value}'"] : Array.Empty<string>()];

    /// <summary>Says for whom this scope works; once per scope.</summary>
    public void Begin(Tenant tenant, Actor actor, Guid correlation, long? causation = null)
    {
        if (_tenant is not null)
        {
            throw new InvalidOperationException("This scope already works for a tenant; open another scope.");
        }

        (_tenant, Actor, Correlation, Causation) = (tenant, actor, correlation, causation);
    }

    /// <summary>Joins a transaction that somebody else began (with the tenant set) and will end: a delivery of the log.</summary>
    public void Join(NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_connection, _transaction, _stage, _borrowed) = (connection, transaction, Stage.Open, true);

    /// <summary>Begins the transaction if it has not begun.</summary>
    public async ValueTask OpenAsync(CancellationToken ct)
    {
        if (_stage is Stage.Open)
        {
            return;
        }

        if (OnlyReads)
        {
            await ConnectAsync(ct);
            await using var begin = new NpgsqlBatch(Connection);
            TakeBeginning()?.ForEach(statement => begin.BatchCommands.Add(new NpgsqlBatchCommand(statement)));
            await begin.ExecuteNonQueryAsync(ct);
            return;
        }

        await Connection.OpenAsync(ct);
        _transaction = await Connection.BeginTransactionAsync(ct);
        _stage = Stage.Open;
        if (Tenant.Sandbox)
        {
            await SandboxGate.Enter(this, ct);
            if (Actor.Organisation is null)
            {
                return;
            }
        }

        await using var batch = new NpgsqlBatch(Connection, _transaction) { BatchCommands = { TenantSetting.Of(this) } };
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// Takes a connection for reading through a <see cref="ReadingBatch"/>, or through a database context, whose first statement will
    /// begin the transaction. Whoever reads by statements of their own awaits <see cref="OpenAsync"/> as ever.
    /// </summary>
    internal async ValueTask ConnectAsync(CancellationToken ct)
    {
        if (_stage is Stage.Closed)
        {
            await Connection.OpenAsync(ct);
            _stage = Stage.Connected;
        }
    }

    /// <summary>Begins the transaction, or only takes a connection where the next statement will begin it (<see cref="TakeBeginning"/>).</summary>
    internal ValueTask ReadyAsync(CancellationToken ct) => OnlyReads ? ConnectAsync(ct) : OpenAsync(ct);

    /// <summary>What must come before the first statement of a session that only reads; null for every other.</summary>
    internal List<string>? TakeBeginning()
    {
        if (_stage is not Stage.Connected)
        {
            return null;
        }

        _stage = Stage.Open;
        return Beginning;
    }

    /// <summary>Writes the changes that the scope's database contexts hold.</summary>
    public async Task SaveAsync(CancellationToken ct)
    {
        foreach (var context in _contexts)
        {
            await context.SaveChangesAsync(ct);
        }
    }

    /// <summary>Makes everything done so far last, and gives the connection back.</summary>
    public ValueTask CommitAsync(CancellationToken ct) => CommitAsync(last: null, ct);

    /// <summary>The same with a last statement, which travels with the commit where this session only reads.</summary>
    internal async ValueTask CommitAsync(NpgsqlBatchCommand? last, CancellationToken ct)
    {
        if (_borrowed || (last is null && _stage is not Stage.Open))
        {
            return;
        }

        if (last is not null)
        {
            await OpenAsync(ct);
        }

        await using var batch = new NpgsqlBatch(Connection, _transaction);
        if (last is not null)
        {
            batch.BatchCommands.Add(last);
        }

        if (OnlyReads)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(ct);
        }

        await (_transaction?.CommitAsync(ct) ?? Task.CompletedTask);
        await CloseAsync();
        _afterCommit.ForEach(static effect => effect());
        _afterCommit.Clear();
    }

    /// <summary>
    /// Does this once the transaction is committed, in this process only: forgetting what was remembered. Never for what must
    /// happen: a process that dies in between does not do it.
    /// </summary>
    public void AfterCommit(Action effect) => _afterCommit.Add(effect);

    /// <summary>Gives the connection back, undoing what was not committed. The session can be opened again.</summary>
    public async ValueTask CloseAsync()
    {
        if (_borrowed || _connection is null)
        {
            return;
        }

        if (_transaction is not null)
        {
            await _transaction.DisposeAsync();
            _transaction = null;
        }

        // A connection that is given back within a transaction is rolled back.
        await _connection.CloseAsync();
        _stage = Stage.Closed;
    }

    internal void Track(ModuleDb context) => _contexts.Add(context);

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        if (!_borrowed && _connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }

    private enum Stage
    {
        Closed,

        /// <summary>There is a connection, and no transaction yet.</summary>
        Connected,

        /// <summary>A transaction is running, with the tenant set.</summary>
        Open,
    }
}
