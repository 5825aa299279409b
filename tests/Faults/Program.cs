using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using CarePlatform.Faults;
using CarePlatform.Messaging;
using Npgsql;

// Arguments: connection string, lease in milliseconds, minutes by which its clock is wrong. Runs the subscriber "records" and the timer
// "records" until its input ends. An event or message of type tests.trap@1 takes effect, says so, and then waits for a line of input
// before it goes on; one of type tests.fails@1 fails in its batch, then alone, and succeeds when it is retried.
// A line "append <tenant> <stream>" appends an event and schedules a message, says so, and commits at the next line.
await using var source = NpgsqlDataSource.Create(args[0]);
var options = new MessagingOptions
{
    LeaseDuration = TimeSpan.FromMilliseconds(int.Parse(args[1], CultureInfo.InvariantCulture)),
    PollInterval = TimeSpan.FromMilliseconds(200),
};
var lines = Channel.CreateUnbounded<string>();
var failed = new ConcurrentDictionary<string, int>();
var retry = new RetryPolicy([.. Enumerable.Repeat(TimeSpan.FromMilliseconds(10), 1_000)]);
options.Subscribe(Subscriber.Each("records", (logged, delivery, ct) =>
    Record(delivery, logged.Stream, logged.Position, null, logged.Type, ct)) with
{
    Start = StartAt.Beginning,
    Retry = retry,
});
options.Handle(new TimerHandler("records", (message, delivery, ct) => Record(delivery, message.Stream, 0, message.Key, message.Type, ct))
{
    Retry = retry,
});

var wrong = TimeSpan.FromMinutes(int.Parse(args[2], CultureInfo.InvariantCulture));
await using var host = new LogHost(source, options, new WrongClock(wrong), new ConsoleLog());
await host.Start();
Console.WriteLine("STARTED");
while (await Console.In.ReadLineAsync() is { } line)
{
    if (line.Split(' ') is ["append", var tenant, var stream])
    {
        _ = Task.Run(() => Append(Guid.Parse(tenant), stream));
    }
    else
    {
        await lines.Writer.WriteAsync(line);
    }
}

lines.Writer.Complete();
await host.Stop();

async Task Append(Guid tenant, string stream)
{
    await using var connection = await source.OpenConnectionAsync();
    await using var transaction = await connection.BeginTransactionAsync();
    await using (var enter = new NpgsqlCommand("select set_config('app.tenant', $1, true)", connection, transaction))
    {
        enter.Parameters.Add(new() { Value = tenant.ToString() });
        await enter.ExecuteNonQueryAsync();
    }

    var now = TimeProvider.System.GetUtcNow();
    await EventLog.Append(transaction, [new NewEvent(stream, "tests.happened@1", "{}", now)]);
    await Schedules.Set(transaction, new ScheduledMessage("records", stream, stream, now, "tests.due@1", "{}"));
    Console.WriteLine("APPENDED");
    await lines.Reader.ReadAsync();
    await transaction.CommitAsync();
}

async Task Record(Delivery delivery, string stream, long position, string? key, string type, CancellationToken ct)
{
    await using var command = new NpgsqlCommand(
        "insert into test.effect (subscriber, tenant_id, stream, position, note) values ($1, $2, $3, $4, $5)",
        delivery.Connection, delivery.Transaction)
    {
        Parameters =
        {
            new() { Value = key is null ? "records" : "timer" }, new() { Value = delivery.Tenant }, new() { Value = stream },
            new() { Value = position }, new() { Value = (object?)key ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
        },
    };
    await command.ExecuteNonQueryAsync(ct);
    if (type == "tests.fails@1" && failed.AddOrUpdate($"{position} {key}", 1, (_, times) => times + 1) <= 2)
    {
        throw new InvalidOperationException("Fails twice.");
    }

    if (type == "tests.trap@1")
    {
        Console.WriteLine("TRAPPED");
        await lines.Reader.ReadAsync(ct);
    }

    Console.WriteLine("TOOK EFFECT");
}
