using CarePlatform.Testing;
using FsCheck;
using FsCheck.Fluent;
using Npgsql;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>
/// Free times as the database computes them against a walker that knows nothing of ranges: it goes from minute to minute, looks at the
/// clock on the wall, and asks of each minute whether somebody is there and nobody else is seen. Over the days on which clocks change.
/// </summary>
public sealed class FreeTimesProperties
{
    private const int Cases = 60;
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private static readonly DateOnly[] ClockChanges = [new(2026, 3, 8), new(2026, 11, 1), new(2026, 6, 3)];

    [Fact]
    public async Task Every_time_that_is_free_is_found_and_no_other()
    {
        var desk = await IntakeDesk.Open();
        var database = desk.Tenant.Host.Database;
        var random = Gen.Sample(Plans(), Cases);
        foreach (var plan in random)
        {
            var found = await Found(database, desk.Tenant.Tenant.Id.Value, plan);
            Assert.Equal(Walked(plan), found);
        }
    }

    private static Gen<Plan> Plans() =>
        from day in Gen.Elements(ClockChanges)
        from hours in Spans(0, 1440, 3)
        from closed in Spans(0, 1440, 2)
        from visits in Spans(0, 1800, 3)
        from minutes in Gen.Elements(10, 25, 45, 60)
        from buffer in Gen.Elements(0, 5, 15)
        from step in Gen.Elements(5, 15, 30)
        from visitBuffer in Gen.Elements(0, 10)
        select new Plan(day, hours, closed, visits, minutes, buffer, step, visitBuffer);

    // Many begin and end at night, where clocks change.
    private static Gen<(int From, int To)[]> Spans(int least, int most, int count) => (
        from a in Gen.Choose(least / 15, most / 15)
        from night in Gen.Choose(0, 4 * 4)
        from atNight in Gen.Elements(true, false)
        from length in Gen.Choose(1, 20)
        let start = Math.Min((atNight ? night : a) * 15, most - 15)
        select (start, Math.Min(start + (length * 15), most))).ListOf().Select(l => l.Take(count).ToArray());

    private static List<DateTimeOffset> Walked(Plan plan)
    {
        var (since, before) = plan.Window;
        var free = new List<DateTimeOffset>();
        var open = plan.Hours.Select(plan.Local).ToList();
        var shut = plan.Closed.Select(plan.Local).ToList();
        for (var at = since; at < before; at = at.AddMinutes(plan.Step))
        {
            var fits = Enumerable.Range(0, plan.Minutes).Select(m => at.AddMinutes(m))
                .All(m => open.Any(o => o.From <= m && m < o.To) && !shut.Any(s => s.From <= m && m < s.To));
            var meets = plan.Visits.Select(plan.Elapsed).Any(v =>
                at < v.To.AddMinutes(plan.VisitBuffer) && v.From < at.AddMinutes(plan.Minutes + plan.Buffer));
            if (fits && !meets)
            {
                free.Add(at);
            }
        }

        return free;
    }

    private static async Task<List<DateTimeOffset>> Found(TestDatabase database, Guid tenant, Plan plan)
    {
        var (clinician, site, client) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var connection = await database.Administrator.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await Run("insert into intake.clients (id, tenant_id, state, sort_name, registered_at, races) values ($1, $2, 'active', 'x', now(), '{}')", client, tenant);
        foreach (var (from, to) in plan.Hours)
        {
            await Run("""
                insert into intake.clinic_hours (id, tenant_id, clinician, site, weekday, from_minute, to_minute, starts_on)
                values (gen_random_uuid(), $1, $2, $3, trim(to_char($4::date, 'day')), $5, $6, '2020-01-01')
                """, tenant, clinician, site, plan.Day, from, to);
        }

        foreach (var (from, to) in plan.Closed)
        {
            await Run("""
                insert into intake.hours_exceptions (id, tenant_id, clinician, site, day, from_minute, to_minute, open, reason, recorded_at)
                values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, false, 'training', now())
                """, tenant, clinician, site, plan.Day, from, to);
        }

        foreach (var (from, to) in plan.Visits.Select(plan.Elapsed))
        {
            await Run("""
                insert into intake.appointments (id, tenant_id, client, clinician, mode, starts_at, ends_at, buffer_minutes, state, booked_at)
                values (gen_random_uuid(), $1, $2, $3, 'in-person', $4, $5, $6, 'booked', now())
                """, tenant, client, clinician, from, to, plan.VisitBuffer);
        }

        var (since, before) = plan.Window;
        await using var read = Command(
            "select starts_at from intake.free_times($1, $2, $3, $4, '{}', '{}', '{}', null, null, $5, $6, $7, $8, $9) order by 1",
            new[] { site }, new[] { plan.Day }, new[] { NewYork.Id }, new[] { clinician }, since, before, plan.Minutes, plan.Buffer, plan.Step);
        await using var reader = await read.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var found = new List<DateTimeOffset>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            found.Add(reader.GetFieldValue<DateTimeOffset>(0));
        }

        return found;

        NpgsqlCommand Command(string sql, params object[] values)
        {
            var command = new NpgsqlCommand(sql, connection, transaction);
            foreach (var value in values)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            }

            return command;
        }

        async Task Run(string sql, params object[] values)
        {
            await using var command = Command(sql, values);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>One day of a clinician; spans in minutes.</summary>
    private sealed record Plan(
        DateOnly Day, (int From, int To)[] Hours, (int From, int To)[] Closed, (int From, int To)[] Visits, int Minutes, int Buffer, int Step,
        int VisitBuffer)
    {
        private static readonly TimeSpan Margin = TimeSpan.FromHours(3);

        private DateTimeOffset Midnight { get; } = new DateTimeOffset(Day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddHours(4);

        /// <summary>The day with something around it.</summary>
        public (DateTimeOffset Since, DateTimeOffset Before) Window => (Midnight - Margin, Midnight.AddDays(1) + Margin);

        /// <summary>Visits are instants: minutes that pass, whatever the clock on the wall does.</summary>
        public (DateTimeOffset From, DateTimeOffset To) Elapsed((int From, int To) span) =>
            (Midnight.AddMinutes(span.From), Midnight.AddMinutes(span.To));

        /// <summary>Hours are read off the clock on the wall.</summary>
        public (DateTimeOffset From, DateTimeOffset To) Local((int From, int To) span) => (Shows(span.From), Shows(span.To));

        // The last minute at which the clock shows this time; one that it skips is looked for an hour later.
        private DateTimeOffset Shows(int minute)
        {
            var wanted = Day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
            var shown = Enumerable.Range(-300, 2400).Select(m => Midnight.AddMinutes(m))
                .Where(at => TimeZoneInfo.ConvertTime(at, NewYork).DateTime == wanted).ToList();
            return shown.Count > 0 ? shown[^1] : Shows(minute + 60);
        }
    }
}
