using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class AuditChainTests : IAsyncLifetime
{
    private const string Linked = """
        select coalesce(string_agg(e.action, ' ' order by c.sequence), '')
        from platform.audit_chain c join platform.audit_entries e on e.id = c.entry_id
        """;

    private AuditedTenant _audited = null!;

    public async ValueTask InitializeAsync() => _audited = await AuditedTenant.Start();

    public ValueTask DisposeAsync() => _audited.DisposeAsync();

    [Fact]
    public async Task Entries_are_linked_in_the_order_of_their_transactions()
    {
        await _audited.Write("a");
        await _audited.Write("b");
        await _audited.SealAll();
        await _audited.Write("c");
        await _audited.SealAll();

        Assert.Equal("a b c", await _audited.Platform.Ask(Linked));
        Assert.Equal((3, 0, null), Told(await _audited.Verify()));
    }

    [Fact]
    public async Task An_entry_whose_transaction_commits_late_is_not_skipped()
    {
        await using var slow = _audited.Platform.In(_audited.Tenant);
        var trail = slow.ServiceProvider.GetRequiredService<AuditTrail>();
        trail.Write("slow", [], "done");
        await trail.FlushAsync(TestPlatform.Cancellation);
        await _audited.Write("quick");

        Assert.False(await _audited.Seal());
        Assert.Equal("", await _audited.Platform.Ask(Linked));

        await slow.ServiceProvider.GetRequiredService<Session>().CommitAsync(TestPlatform.Cancellation);
        await _audited.SealAll();
        Assert.Equal("slow quick", await _audited.Platform.Ask(Linked));
    }

    [Fact]
    public async Task Many_writers_and_several_sealers_lose_nothing_and_link_nothing_twice()
    {
        const int Writers = 6, Each = 25;
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(async w =>
        {
            for (var i = 0; i < Each; i++)
            {
                await _audited.Write($"{w}.{i}", $"tree_{w}");
            }
        }));
        var sealing = Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            while (!writing.IsCompleted)
            {
                await _audited.Seal();
            }
        }));
        await Task.WhenAll(writing, sealing);
        await _audited.SealAll();

        Assert.Equal((Writers * Each, 0, null), Told(await _audited.Verify()));
        var linked = ((string)(await _audited.Platform.Ask(Linked))!).Split(' ');
        Assert.All(Enumerable.Range(0, Writers), w => Assert.Equal(
            Enumerable.Range(0, Each).Select(i => $"{w}.{i}"), linked.Where(a => a.StartsWith($"{w}.", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task More_than_a_batch_is_sealed_bit_by_bit()
    {
        await _audited.Platform.Do(_audited.Tenant, async services =>
        {
            var trail = services.GetRequiredService<AuditTrail>();
            for (var i = 0; i < 4801; i++)
            {
                trail.Write("many", [$"tree_{i}"], "done");
            }

            await trail.FlushAsync(TestPlatform.Cancellation);
            return true;
        });

        Assert.False(await _audited.Seal());
        await _audited.SealAll();
        Assert.Equal((4801, 0, null), Told(await _audited.Verify()));
    }

    [Fact]
    public async Task Each_tenant_has_a_chain_of_its_own()
    {
        var meadow = await _audited.Platform.Found("meadow");
        await _audited.Write("a");
        await _audited.SealAll();
        var other = await _audited.Platform.Do(
            meadow, services => VerifyAudit.Handle(null, services.GetRequiredService<Session>(), TestPlatform.Cancellation));

        Assert.Equal((0, 0, null), Told(other));
    }

    [Fact]
    public async Task The_chain_goes_on_after_the_database_was_restored_where_transactions_are_counted_anew()
    {
        await _audited.Write("before");
        // As after a restore: what is sealed already comes from transactions that are still to come here.
        await _audited.Tamper("update platform.audit_entries set transaction_id = (pg_current_xact_id()::text::bigint + 100000)::text::xid8");
        await SealByHand();
        await _audited.Write("after");
        await _audited.SealAll();

        Assert.Equal("before after", await _audited.Platform.Ask(Linked));
    }

    [Fact]
    public async Task The_sealer_seals_what_was_written_and_what_others_left_behind()
    {
        await _audited.Write("left behind");
        var host = _audited.Platform.Build();
        await using var running = await TestPlatform.Run(host);

        while ((await _audited.Verify()).Links == 0)
        {
            await Task.Yield();
            TestPlatform.Cancellation.ThrowIfCancellationRequested();
        }

        await _audited.Write("new");
        var sealer = _audited.Platform.Services.GetRequiredService<AuditSealer>();
        while ((await _audited.Verify()).Links == 1)
        {
            await sealer.SealWaiting(TestPlatform.Cancellation);
        }

        Assert.Equal((2, 0, null), Told(await _audited.Verify()));
    }

    // Links the only entry as it is now, whatever its transaction.
    private Task<bool> SealByHand() => _audited.Platform.Do(_audited.Tenant, async services =>
    {
        var session = services.GetRequiredService<Session>();
        await session.OpenAsync(TestPlatform.Cancellation);
        await using var read = new Npgsql.NpgsqlCommand($"select {AuditLine.Columns} from platform.audit_entries e", session.Connection, session.Transaction);
        AuditLine line;
        await using (var reader = await read.ExecuteReaderAsync(TestPlatform.Cancellation))
        {
            await reader.ReadAsync(TestPlatform.Cancellation);
            line = AuditLine.Read(reader);
        }

        await using var link = new Npgsql.NpgsqlCommand(
            "insert into platform.audit_chain (sequence, entry_id, previous, hash) values (1, $1, $2, $3)", session.Connection, session.Transaction)
        {
            Parameters = { new() { Value = line.Id }, new() { Value = AuditLine.Beginning }, new() { Value = line.Link(AuditLine.Beginning) } },
        };
        return await link.ExecuteNonQueryAsync(TestPlatform.Cancellation) == 1;
    });

    private static (int Links, int Waiting, string? Problem) Told(AuditVerification verification) =>
        (verification.Links, verification.Waiting, verification.Problem);
}
