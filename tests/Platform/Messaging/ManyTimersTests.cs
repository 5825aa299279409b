using System.Globalization;
using System.Text.RegularExpressions;
using CarePlatform.Messaging;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>What is due is found without looking at what waits.</summary>
public sealed partial class ManyTimersTests
{
    private const int Lane = 3;

    [Theory]
    [InlineData(50, false)]
    [InlineData(50, true)]
    [InlineData(5_000, false)]
    public async Task What_is_due_is_found_by_index_however_many_messages_wait(int areDue, bool statisticsAreOld)
    {
        await using var log = await TestLog.Create();
        var (busy, quiet) = (TestLog.NewTenant(), TestLog.NewTenant());
        var due = TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1);
        await Set(log, busy, from: 0, count: 4_000, due.AddDays(3));
        await Set(log, quiet, from: 0, count: areDue, due.AddHours(-2));
        await Analyze(log);
        var few = await Cost(log, busy, quiet);

        await Set(log, busy, from: 4_000, count: 76_000, due.AddDays(4));
        if (!statisticsAreOld)
        {
            await Analyze(log);
        }

        var many = await Cost(log, busy, quiet);

        Assert.InRange(few.Claim, 1, 5_000);
        Assert.InRange(many.Claim, 1, 2 * few.Claim);
        Assert.InRange(many.Shares, 1, 2 * few.Shares);
        Assert.InRange(many.Agenda, 1, 2 * few.Agenda);
    }

    private static Task Set(TestLog log, Guid tenant, int from, int count, DateTimeOffset due) => log.InTenant(tenant, t => Schedules.Set(
        t, [.. Enumerable.Range(from, count).Select(i => new ScheduledMessage("ring", $"{i}", $"{i}", due.AddSeconds(i), "tests.due@1", "{}"))],
        TestLog.Ct));

    private static Task<int> Analyze(TestLog log) => log.Scalar<int>("analyze messaging.schedule; select 1");

    private static async Task<(long Claim, long Shares, long Agenda)> Cost(TestLog log, params Guid[] tenants)
    {
        object[] due = [Lane, new[] { "ring" }, 500, Array.Empty<string>(), Array.Empty<string>(), Array.Empty<string>()];
        return (
            await Blocks(log, DueMessages.Claim, due),
            await Blocks(log, DueMessages.ClaimShares, [.. due, tenants]),
            await Blocks(log, Agenda.Next, [new[] { "ring" }, 5_000 / ScheduleLane.Lanes]));
    }

    /// <summary>How many blocks the statement touches; what it has done is undone.</summary>
    private static async Task<long> Blocks(TestLog log, string sql, object[] parameters)
    {
        await using var connection = await log.Source.OpenConnectionAsync(TestLog.Ct);
        await using var transaction = await connection.BeginTransactionAsync(TestLog.Ct);
        await using (var role = new NpgsqlCommand("set local role care_relay", connection, transaction))
        {
            await role.ExecuteNonQueryAsync(TestLog.Ct);
        }

        await using var command = new NpgsqlCommand("explain (analyze, buffers, costs off, timing off) " + sql, connection, transaction);
        command.Parameters.AddRange(parameters.Select(p => new NpgsqlParameter { Value = p }).ToArray());
        await using var row = await command.ExecuteReaderAsync(TestLog.Ct);
        var plan = new List<string>();
        while (await row.ReadAsync(TestLog.Ct))
        {
            plan.Add(row.GetString(0));
        }

        TestContext.Current.SendDiagnosticMessage(string.Join('\n', plan));
        return Buffers().Matches(plan.First(line => line.Contains("Buffers:", StringComparison.Ordinal)))
            .Sum(m => long.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"(?:hit|read)=(\d+)")]
    private static partial Regex Buffers();
}
