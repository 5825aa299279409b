using System.Globalization;
using CarePlatform.Testing;
using FsCheck.Fluent;
using Npgsql;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>What is kept of each clinician's days is what their appointments say, whatever happens to these, and whoever is faster.</summary>
public sealed class TakenDaysTests
{
    private const int Changes = 300;
    private static readonly DateTimeOffset Start = new(2099, 1, 5, 20, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Days_follow_every_change_of_appointments()
    {
        var day = await Day.Of(await IntakeDesk.Open());
        await using var connection = await day.Database.Administrator.OpenConnectionAsync(Stop);
        var clinicians = new[] { Guid.CreateVersion7(), Guid.CreateVersion7() };
        var steps =
            from kind in Gen.Choose(0, 5)
            from pick in Gen.Choose(0, 1000)
            from slot in Gen.Choose(0, 40)
            from length in Gen.Choose(1, 12)
            select (kind, pick, slot, length);
        var ids = new List<Guid>();
        foreach (var (kind, pick, slot, length) in steps.Sample(Changes))
        {
            if (kind < 2 || ids.Count == 0)
            {
                ids.Add(await day.Book(connection, clinicians[pick % 2], Start.AddMinutes(slot * 15), length * 15, buffer: pick % 3 * 5));
                continue;
            }

            var id = ids[pick % ids.Count];
            await day.Run(connection, kind switch
            {
                2 => "update intake.appointments set state = 'no-show' where id = $1",
                3 => "update intake.appointments set state = case state when 'no-show' then 'booked' else 'checked-in' end where id = $1",
                4 => $"update intake.appointments set starts_at = starts_at + interval '{slot} hours', ends_at = ends_at + interval '{slot} hours' where id = $1",
                _ => "delete from intake.appointments where id = $1",
            }, id);
        }

        // Many at once are one statement.
        await day.Run(connection, "update intake.appointments set state = 'no-show' where tenant_id = $1 and ends_at - starts_at > interval '2 hours'", day.Tenant);
        Assert.Equal("0", await day.Differences());
        Assert.NotEqual("0", await day.Text("select count(*) from intake.taken_days where tenant_id = $1 and not isempty(times)"));
    }

    [Fact]
    public async Task Of_two_who_change_a_day_at_once_neither_is_lost()
    {
        var day = await Day.Of(await IntakeDesk.Open());
        var clinician = Guid.CreateVersion7();
        await using var one = await day.Database.Administrator.OpenConnectionAsync(Stop);
        await using var other = await day.Database.Administrator.OpenConnectionAsync(Stop);
        await using var first = await one.BeginTransactionAsync(Stop);
        await day.Book(one, clinician, Start, 30, 0);
        var second = day.Book(other, clinician, Start.AddHours(1), 30, 0);
        while (await day.Text("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database() and $1 is not null") == "0")
        {
            Assert.False(second.IsCompleted, "The second must wait for the first: it changes the same day.");
            await Task.Yield();
        }

        await first.CommitAsync(Stop);
        await second;

        Assert.Equal("0", await day.Differences());
        Assert.Equal("2", await day.Text("select count(*) from intake.taken_days, unnest(times) where tenant_id = $1"));
    }

    private sealed record Day(TestDatabase Database, Guid Tenant, Guid Client)
    {
        public static async Task<Day> Of(IntakeDesk desk)
        {
            var day = new Day(desk.Tenant.Host.Database, desk.Tenant.Tenant.Id.Value, Guid.CreateVersion7());
            await using var connection = await day.Database.Administrator.OpenConnectionAsync(Stop);
            await day.Run(
                connection, "insert into intake.clients (id, tenant_id, state, sort_name, registered_at, races) values ($1, $2, 'active', 'x', now(), '{}')",
                day.Client, day.Tenant);
            return day;
        }

        public async Task<Guid> Book(NpgsqlConnection connection, Guid clinician, DateTimeOffset at, int minutes, int buffer)
        {
            var id = Guid.CreateVersion7();
            await Run(
                connection, """
                insert into intake.appointments (id, tenant_id, client, clinician, mode, starts_at, ends_at, buffer_minutes, state, booked_at)
                values ($1, $2, $3, $4, 'in-person', $5, $6, $7, 'booked', now())
                """, id, Tenant, Client, clinician, at, at.AddMinutes(minutes), buffer);
            return id;
        }

        public async Task Run(NpgsqlConnection connection, string sql, params object[] values)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            }

            await command.ExecuteNonQueryAsync(Stop);
        }

        public async Task<string> Text(string sql)
        {
            await using var command = Database.Administrator.CreateCommand(sql);
            command.Parameters.Add(new NpgsqlParameter { Value = Tenant });
            return Convert.ToString(await command.ExecuteScalarAsync(Stop), CultureInfo.InvariantCulture)!;
        }

        /// <summary>How many days differ from what their appointments say.</summary>
        public Task<string> Differences() => Text("""
            select count(*) from (
                select clinician, (starts_at at time zone 'UTC')::date as day,
                       range_agg(tstzrange(starts_at, ends_at + buffer_minutes * interval '1 minute')) as times
                from intake.appointments where tenant_id = $1 and state in ('held', 'booked', 'checked-in') group by 1, 2) said
            full join (select clinician, day, times from intake.taken_days where tenant_id = $1 and not isempty(times)) kept using (clinician, day)
            where said.times is distinct from kept.times
            """);
    }
}
