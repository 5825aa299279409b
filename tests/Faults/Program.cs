using CarePlatform.Faults;
using CarePlatform.Messaging;
using Npgsql;

// Arguments: connection string, lease in milliseconds. Runs the subscriber "records" and the timer "records" until its input ends.
// An event or message of type tests.trap@1 takes effect, says so, and then waits for a line of input before it goes on.
await using var source = NpgsqlDataSource.Create(args[0]);
var options = new MessagingOptions
{
    LeaseDuration = TimeSpan.FromMilliseconds(int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture)),
    PollInterval = TimeSpan.FromMilliseconds(200),
};
var lines = System.Threading.Channels.Channel.CreateUnbounded<string>();
options.Subscribe(Subscriber.Each("records", (logged, delivery, ct) => Record(delivery, logged.Stream, logged.Position, logged.Type, ct)) with
{
    Start = StartAt.Beginning,
});
options.Handle(new TimerHandler("records", (message, delivery, ct) => Record(delivery, message.Stream, 0, message.Type, ct)));

await using var host = new LogHost(source, options, TimeProvider.System, new ConsoleLog());
await host.Start();
Console.WriteLine("STARTED");
while (await Console.In.ReadLineAsync() is { } line)
{
    await lines.Writer.WriteAsync(line);
}

lines.Writer.Complete();
await host.Stop();

async Task Record(Delivery delivery, string stream, long position, string type, CancellationToken ct)
{
    await using var command = new NpgsqlCommand(
        "insert into test.effect (subscriber, tenant_id, stream, position) values ('records', $1, $2, $3)", delivery.Connection, delivery.Transaction)
    {
        Parameters = { new() { Value = delivery.Tenant }, new() { Value = stream }, new() { Value = position } },
    };
    await command.ExecuteNonQueryAsync(ct);
    if (type == "tests.trap@1")
    {
        Console.WriteLine("TRAPPED");
        await lines.Reader.ReadAsync(ct);
    }

    Console.WriteLine("TOOK EFFECT");
}
