using Npgsql;

namespace CarePlatform.Platform;

/// <summary>A person who signs in and can own work.</summary>
/// <param name="Away">Whether work should go to somebody else now: on leave, or no longer active.</param>
/// <param name="Cover">Who stands in while the person is on leave; null when nobody was named.</param>
public sealed record User(
    UserId Id, string Name, bool Active, bool Away, UserId? Supervisor, IReadOnlySet<string> Roles, IReadOnlySet<TeamId> Teams,
    UserId? Cover = null)
{
    /// <summary>The partner organisation for which the person works; null for the tenant's own people.</summary>
    public OrganisationId? Organisation { get; init; }
}

/// <summary>A group of people who share work; its queue has no single owner.</summary>
public sealed record Team(TeamId Id, string Key, string Name, SiteId? Site);

/// <summary>
/// The tenant's people, teams and sites, as the platform needs them to own and pass on work. Read in the session's
/// transaction, whole and once per scope: a tenant has hundreds of staff, not millions.
/// </summary>
public sealed class People(Session session, TenantClock clock)
{
    private Task<Entries>? _entries;

    /// <summary>The person with this id, or null.</summary>
    public async Task<User?> User(UserId id, CancellationToken ct) => (await Read(ct)).Users.GetValueOrDefault(id);

    /// <summary>Everybody who works for the tenant, active or not; people of partner organisations are not among them.</summary>
    public async Task<IReadOnlyCollection<User>> Users(CancellationToken ct) => [.. (await Read(ct)).Users.Values.Where(u => u.Organisation is null)];

    /// <summary>Everybody who can sign in, people of partner organisations as well.</summary>
    public async Task<IReadOnlyCollection<User>> Everybody(CancellationToken ct) => (await Read(ct)).Users.Values;

    /// <summary>The people who hold this role and are there today, those of the team first when one is given; by name.</summary>
    public async Task<IReadOnlyList<User>> HoldersOf(string role, TeamId? team, CancellationToken ct) =>
        [.. (await Read(ct)).Users.Values
            .Where(u => u.Active && !u.Away && u.Organisation is null && u.Roles.Contains(role))
            .OrderByDescending(u => team is { } t && u.Teams.Contains(t)).ThenBy(u => u.Name, StringComparer.Ordinal)];

    /// <summary>
    /// Who takes over what cannot be without a person, when somebody has left: the successor, else the nearest supervisor above them who works here,
    /// else a supervisor of the team, else any. Null where there is none.
    /// </summary>
    public async Task<User?> AfterDeparture(UserId left, UserId? successor, TeamId? team, CancellationToken ct)
    {
        var users = (await Read(ct)).Users;
        var passed = new HashSet<UserId> { left };
        for (var next = successor ?? users.GetValueOrDefault(left)?.Supervisor; next is { } id && passed.Add(id); next = users.GetValueOrDefault(id)?.Supervisor)
        {
            if (users.GetValueOrDefault(id) is { Active: true, Organisation: null } here)
            {
                return here;
            }
        }

        return (await HoldersOf("supervisor", team, ct)).FirstOrDefault(u => u.Id != left);
    }

    /// <summary>All teams, by name.</summary>
    public async Task<IReadOnlyList<Team>> Teams(CancellationToken ct) =>
        [.. (await Read(ct)).Teams.Values.OrderBy(t => t.Name, StringComparer.Ordinal)];

    /// <summary>The team with this key, such as <c>front-door</c>, or null.</summary>
    public async Task<Team?> Team(string key, CancellationToken ct) => (await Read(ct)).Teams.Values.FirstOrDefault(t => t.Key == key);

    /// <summary>The team with this id, or null.</summary>
    public async Task<Team?> Team(TeamId id, CancellationToken ct) => (await Read(ct)).Teams.GetValueOrDefault(id);

    private Task<Entries> Read(CancellationToken ct) => _entries ??= ReadAll(ct);

    private async Task<Entries> ReadAll(CancellationToken ct)
    {
        await session.OpenAsync(ct);
        await using var batch = new NpgsqlBatch(session.Connection, session.Transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("""
                    select u.id, u.name, u.active, u.supervisor_id,
                           coalesce(u.away_from <= $1 and u.away_until >= $1, false) or a.user_id is not null as away,
                           coalesce(r.roles, '{}') as roles, coalesce(m.teams, '{}') as teams, a.cover_id, u.organisation_id
                    from platform.users u
                    left join (select user_id, array_agg(role) as roles from platform.user_roles group by user_id) r on r.user_id = u.id
                    left join (select user_id, array_agg(team_id) as teams from platform.team_members group by user_id) m on m.user_id = u.id
                    left join (
                        select distinct on (user_id) user_id, cover_id from platform.absences
                        where first_day <= $1 and (last_day is null or last_day >= $1)
                        order by user_id, cover_id is null, recorded_at desc) a on a.user_id = u.id
                    """)
                {
                    Parameters = { new NpgsqlParameter<DateOnly> { TypedValue = clock.DayOf(clock.GetUtcNow()) } },
                },
                new NpgsqlBatchCommand("select id, key, name, site_id from platform.teams"),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var users = new Dictionary<UserId, User>();
        while (await reader.ReadAsync(ct))
        {
            var id = new UserId(reader.GetGuid(0));
            users[id] = new User(
                id, reader.GetString(1), reader.GetBoolean(2), reader.GetBoolean(4) || !reader.GetBoolean(2),
                await reader.IsDBNullAsync(3, ct) ? null : new UserId(reader.GetGuid(3)),
                reader.GetFieldValue<string[]>(5).ToHashSet(),
                reader.GetFieldValue<Guid[]>(6).Select(t => new TeamId(t)).ToHashSet(),
                await reader.IsDBNullAsync(7, ct) ? null : new UserId(reader.GetGuid(7)))
            {
                Organisation = await reader.IsDBNullAsync(8, ct) ? null : new OrganisationId(reader.GetGuid(8)),
            };
        }

        await reader.NextResultAsync(ct);
        var teams = new Dictionary<TeamId, Team>();
        while (await reader.ReadAsync(ct))
        {
            var id = new TeamId(reader.GetGuid(0));
            var site = await reader.IsDBNullAsync(3, ct) ? (SiteId?)null : new SiteId(reader.GetGuid(3));
            teams[id] = new Team(id, reader.GetString(1), reader.GetString(2), site);
        }

        return new Entries(users, teams);
    }

    private sealed record Entries(Dictionary<UserId, User> Users, Dictionary<TeamId, Team> Teams);
}
