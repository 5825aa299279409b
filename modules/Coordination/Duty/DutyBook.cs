using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Npgsql;

namespace CarePlatform.Coordination;

/// <summary>
/// Reads who can take work now: once per scope, because giving somebody a step leaves the next one less room. Two transactions
/// that give at the same time may each take the last place; the limit is a rule of sharing, not a wall.
/// </summary>
internal sealed class DutyBook(
    Session session, People people, IRoleBoundaryLookup boundaries, ICareTeamLookup careTeams, OrganisationById organisations, TenantPrivacy privacy,
    IEnumerable<IClientAudienceLookup> audiences)
{
    // How far ahead somebody on duty counts; rosters are planned by the month.
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(31);

    private readonly Dictionary<ClientId, IReadOnlyList<CareTeamMember>> _expected = [];
    private Task<Availability>? _read;
    private Task<IReadOnlyList<Organisation>>? _partners;
    private Task<PrivacyPolicy>? _policy;
    private readonly Dictionary<ClientId, IReadOnlySet<UserId>?> _audiences = [];

    private static IReadOnlyDictionary<ClientId, IReadOnlySet<UserId>> None => new Dictionary<ClientId, IReadOnlySet<UserId>>();

    /// <summary>Who can take work now.</summary>
    public Task<Availability> Now(CancellationToken ct) => _read ??= Read(ct);

    /// <summary>Who is on the care team of a client.</summary>
    public async Task<IReadOnlyList<CareTeamMember>> CareTeamOf(ClientId client, CancellationToken ct) =>
        _expected.TryGetValue(client, out var members) ? members : (await careTeams.Find([client], ct)).GetValueOrDefault(client) ?? [];

    /// <summary>Reads the care teams of clients who will be asked for one by one.</summary>
    public async Task Expect(IReadOnlyCollection<ClientId> clients, CancellationToken ct)
    {
        var found = await careTeams.Find([.. clients], ct);
        foreach (var client in clients)
        {
            _expected[client] = found.GetValueOrDefault(client) ?? [];
        }
    }

    /// <summary>The organisations that may owe a step.</summary>
    public Task<IReadOnlyList<Organisation>> Partners(CancellationToken ct) => _partners ??= organisations.All(ct);

    /// <summary>Who alone may see the client's record; null where it is for everybody.</summary>
    public async Task<IReadOnlySet<UserId>?> AudienceOf(ClientId client, CancellationToken ct)
    {
        if (!_audiences.ContainsKey(client))
        {
            await ExpectAudiences([client], ct);
        }

        return _audiences[client];
    }

    /// <summary>Reads the audiences of clients who will be asked for one by one.</summary>
    public async Task ExpectAudiences(IReadOnlyCollection<ClientId> clients, CancellationToken ct)
    {
        // Where nobody keeps clients, no record is for named people only.
        var found = clients.Count > 0 && audiences.LastOrDefault() is { } lookup ? await lookup.Find([.. clients], ct) : None;
        foreach (var client in clients)
        {
            _audiences[client] = found.GetValueOrDefault(client);
        }
    }

    /// <summary>The programs under 42 CFR Part 2, whose work stays with their people.</summary>
    public async Task<IReadOnlyList<Part2Program>> Programs(CancellationToken ct) => (await (_policy ??= privacy.Policy(ct))).Programs;

    private async Task<Availability> Read(CancellationToken ct)
    {
        var now = session.Clock.GetUtcNow();
        await session.OpenAsync(ct);
        await using var batch = new NpgsqlBatch(session.Connection, session.Transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(
                    "select id, person, delegate, template_key, kind from coordination.delegations where last_day >= $1 and first_day <= $1")
                {
                    Parameters = { new NpgsqlParameter<DateOnly> { TypedValue = session.Clock.DayOf(now) } },
                },
                new NpgsqlBatchCommand("select team from coordination.duty_rosters"),
                new NpgsqlBatchCommand(
                    """
                    select distinct on (team, person) team, person, starts_at from coordination.duty_shifts
                    where ends_at > $1 and starts_at <= $2 order by team, person, starts_at
                    """)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<DateTimeOffset> { TypedValue = now }, new NpgsqlParameter<DateTimeOffset> { TypedValue = now + Ahead },
                    },
                },
                new NpgsqlBatchCommand("select person, role, most from coordination.capacities"),
            },
        };
        List<Delegated> delegated;
        List<TeamId> rosters;
        List<OnDuty> duty;
        List<(UserId? Person, string? Role, int Most)> capacities;
        await using (var reader = await batch.ExecuteReaderAsync(ct))
        {
            delegated = await Rows(reader, r => new Delegated(
                new DelegationId(r.GetGuid(0)), new UserId(r.GetGuid(1)), new UserId(r.GetGuid(2)), Text(r, 3),
                Text(r, 4) is { } kind ? Enum.Parse<StepKind>(kind.Replace("-", "", StringComparison.Ordinal), ignoreCase: true) : null), ct);
            await reader.NextResultAsync(ct);
            rosters = await Rows(reader, r => new TeamId(r.GetGuid(0)), ct);
            await reader.NextResultAsync(ct);
            duty = await Rows(reader, r => new OnDuty(
                new TeamId(r.GetGuid(0)), new UserId(r.GetGuid(1)), r.GetFieldValue<DateTimeOffset>(2)), ct);
            await reader.NextResultAsync(ct);
            capacities = await Rows(reader, r => (r.IsDBNull(0) ? (UserId?)null : new UserId(r.GetGuid(0)), Text(r, 1), r.GetInt32(2)), ct);
        }

        return new Availability(
            delegated.ToLookup(d => d.Person), rosters.ToHashSet(), duty, await Room(capacities, ct), await boundaries.Find(ct));
    }

    // Counts no further than somebody's limit, so that it costs the same however much is open.
    private async Task<Dictionary<UserId, int>> Room(List<(UserId? Person, string? Role, int Most)> capacities, CancellationToken ct)
    {
        var limits = capacities.Count == 0 ? [] : (await people.Users(ct)).Where(u => u.Active)
            .Select(u => (u.Id, Most: MostOf(u, capacities))).Where(u => u.Most is not null).ToList();
        if (limits.Count == 0)
        {
            return [];
        }

        await using var command = new NpgsqlCommand(
            """
            select p.id, p.most - (
                select count(*) from (
                    select from coordination.work_items i where i.owner = p.id and i.state = 'open' limit p.most) as has)::integer
            from unnest($1, $2) as p(id, most)
            """, session.Connection, session.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid[]> { TypedValue = [.. limits.Select(l => l.Id.Value)] },
                new NpgsqlParameter<int[]> { TypedValue = [.. limits.Select(l => l.Most!.Value)] },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        return (await Rows(reader, r => (Id: new UserId(r.GetGuid(0)), Left: r.GetInt32(1)), ct)).ToDictionary(r => r.Id, r => r.Left);
    }

    // Somebody with several roles has the widest of their limits.
    private static int? MostOf(User user, List<(UserId? Person, string? Role, int Most)> capacities) =>
        capacities.Where(c => c.Person == user.Id).Select(c => (int?)c.Most).FirstOrDefault()
        ?? capacities.Where(c => c.Role is not null && user.Roles.Contains(c.Role)).Max(c => (int?)c.Most);

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static async Task<List<T>> Rows<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
