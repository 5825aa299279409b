using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CarePlatform.Testing;
using Npgsql;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>The host is killed while something crosses from one tenant to the other; another one then does what is left, and only that.</summary>
public sealed class KilledCrossingTests(Crossings crossings) : IClassFixture<Crossings>
{
    private const string Lane = "before update of position on messaging.lane";

    [Theory]
    [InlineData(false, "the referral has arrived, its sender does not know", "clinic", Lane, "referrals.when-referrals-travel", "alliance", "referral")]
    [InlineData(true, "the referral has arrived, its sender does not know", "clinic", Lane, "referrals.when-referrals-travel", "alliance", "referral")]
    [InlineData(true, "the referral is written and its arrival not committed", "alliance", "after insert on referrals.link_arrivals", null, null, null)]
    [InlineData(true, "the referral has arrived and taken no effect", "alliance", Lane, "referrals.when-link-arrived", "alliance", "referral")]
    public async Task Killed_while_a_referral_travels(
        bool inTwoDatabases, string point, string trapped, string where, string? subscriber, string? arrivesAt, string? kind)
    {
        var crossing = await crossings.Of(inTwoDatabases);
        var referral = await crossing.Both.Draft();

        await crossing.Kill(point, trapped, where, subscriber, arrivesAt, kind, crossing.Both.Clinic, LoopTenant.Referrer, "sendReferral", referral);

        var both = await crossing.Survive();
        var arrived = (await both.Arrived()).Single();
        Assert.Equal(referral, arrived.GetProperty("reference").GetString());
        await both.Alliance.Handle("acceptInboundReferral", new { referral = LoopTenant.IdOf(arrived) });
        await Closes(both, referral, LoopTenant.IdOf(arrived));
    }

    [Theory]
    [InlineData(false, "the answer has arrived, who gave it does not know", "alliance", Lane, "referrals.when-inbound-moves", "clinic", "move")]
    [InlineData(true, "the answer has arrived, who gave it does not know", "alliance", Lane, "referrals.when-inbound-moves", "clinic", "move")]
    [InlineData(true, "the answer has arrived and taken no effect", "clinic", Lane, "referrals.when-link-arrived", "clinic", "move")]
    public async Task Killed_while_an_answer_travels(
        bool inTwoDatabases, string point, string trapped, string where, string? subscriber, string? arrivesAt, string? kind)
    {
        var crossing = await crossings.Of(inTwoDatabases);
        var (referral, inbound) = await crossing.Both.Send();

        await crossing.Kill(point, trapped, where, subscriber, arrivesAt, kind, crossing.Both.Alliance, "intake-worker", "acceptInboundReferral", inbound);

        await Closes(await crossing.Survive(), referral, inbound);
    }

    /// <summary>From the answer on to the end of the loop: everything has happened once, and was disclosed once.</summary>
    private static async Task Closes(LinkedTenants both, string referral, string inbound)
    {
        await both.Quiet();
        Assert.Equal("ACCEPTED", await both.Status(referral));
        await both.Alliance.Resolve(inbound, "IN_CARE");
        await both.Alliance.Handle("reportInboundOutcome", new { referral = inbound, met = "MET", outcome = "Moved in." });
        await both.Quiet();
        await both.Clinic.Outside.Do(LoopTenant.Referrer, "reviewReferral", new { referral }, LoopTenant.Referral);
        var seen = await both.Clinic.See(referral);
        Assert.Equal(
            ["SEND", "ACCEPT", "COMPLETE", "REPORT_OUTCOME", "REVIEW", "CLOSE"],
            seen.GetProperty("history").EnumerateArray().Select(s => s.GetProperty("move").GetString()!));
        Assert.Single(await both.Arrived());
        var (client, _) = await both.Alliance.TakenIn(inbound);
        Assert.Equal(3, (await both.Alliance.Disclosures(client)).Count);
    }
}

/// <summary>One crossing for each way of keeping the two tenants; one that a failed test left halfway is not used again.</summary>
public sealed class Crossings : IAsyncDisposable
{
    private readonly Dictionary<bool, Crossing> _crossings = [];

    internal async Task<Crossing> Of(bool inTwoDatabases)
    {
        if (_crossings.Remove(inTwoDatabases, out var before) && !before.Serves)
        {
            await before.DisposeAsync();
            before = null;
        }

        var crossing = _crossings[inTwoDatabases] = before ?? await Crossing.Begin(inTwoDatabases);
        await crossing.Link();
        return crossing;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var crossing in _crossings.Values)
        {
            await crossing.DisposeAsync();
        }
    }
}

/// <summary>Two linked tenants whose host ends, is replaced by a process that is killed, and is replaced again.</summary>
internal sealed class Crossing : IAsyncDisposable
{
    private const string Caught = "select exists (select from pg_locks where locktype = 'advisory' and classid = 17999 and objid = 2 and not granted)";

    private readonly string _keys;
    private TestHost _host;
    private LinkedTenants? _both;

    private Crossing(string keys, TestHost host) => (_keys, _host) = (keys, host);

    public LinkedTenants Both => _both!;

    /// <summary>Whether its host runs.</summary>
    public bool Serves { get; private set; } = true;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Crossing> Begin(bool inTwoDatabases)
    {
        var keys = Directory.CreateTempSubdirectory("care-test-crossing-").FullName;
        return new Crossing(keys, await TestHost.OfItsOwn(keys, inTwoDatabases));
    }

    /// <summary>Two other tenants, for another test.</summary>
    public async Task Link() => _both = await LinkedTenants.New(_host);

    /// <summary>A process serves both tenants, is asked for this, and is killed when it has come to the point.</summary>
    public async Task Kill(
        string point, string trapped, string where, string? subscriber, string? arrivesAt, string? kind, LoopTenant asks, string who, string mutation, string referral)
    {
        TestContext.Current.SendDiagnosticMessage("It is killed when {0}.", point);
        await Both.Quiet();
        Serves = false;
        await _host.DisposeAsync();
        await using var holder = await DatabaseOf(trapped).Administrator.OpenConnectionAsync(Ct);
        await Run(holder, "select pg_advisory_lock(17999, 2)");
        await using var process = await OtherProcess.StartAsync(
            Serve, JsonSerializer.Serialize(new Seat(_keys, _host.Database.ApplicationConnectionString, _host.Cell?.Name, _host.Cell?.ApplicationConnectionString)), Ct);
        await Run(holder, $$"""
            create schema test;
            create function test.trap() returns trigger language plpgsql as $$
            begin
                perform pg_advisory_xact_lock_shared(17999, 2);
                return new;
            end $$;
            grant usage on schema test to public;
            create trigger trap {{where}} for each row {{(subscriber is null ? "" : $"when (new.subscriber = '{subscriber}')")}} execute function test.trap()
            """);
        await Ask(asks, who, mutation, referral);
        if (arrivesAt is not null)
        {
            await Until(arrivesAt, $"select exists (select from referrals.link_arrivals where tenant_id = '{TenantOf(arrivesAt).Outside.Tenant.Id.Value}' and kind = '{kind}')");
        }

        await Until(trapped, Caught);
        await process.KillAsync();
        // What it had not committed is undone, also where the server has not yet noticed that it is gone.
        await Run(holder, "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'CarePlatform' and datname = current_database()");
        await Run(holder, "drop schema test cascade");
    }

    /// <summary>Another host takes over and does what was left.</summary>
    public async Task<LinkedTenants> Survive()
    {
        foreach (var database in new[] { _host.Database, _host.Cell }.OfType<TestDatabase>())
        {
            await using var connection = await database.Administrator.OpenConnectionAsync(Ct);
            await Run(connection, """
                update messaging.lane set expires_at = now() - interval '1 second' where holder is not null;
                delete from messaging.host
                """);
        }

        _host = await _host.Another();
        Serves = true;
        _both = Both.At(_host);
        await Both.Quiet();
        return Both;
    }

    public async ValueTask DisposeAsync()
    {
        if (Serves)
        {
            await _host.DisposeAsync();
        }

        await _host.Database.DisposeAsync();
        await (_host.Cell?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(_keys, recursive: true);
    }

    private static Task Serve(string seat)
    {
        var (keys, home, cell, at) = JsonSerializer.Deserialize<Seat>(seat)!;
        return TestHost.ServeAsync(keys, home, cell is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [cell] = at! });
    }

    private TestDatabase DatabaseOf(string tenant) => tenant == "alliance" ? _host.Cell ?? _host.Database : _host.Database;

    private LoopTenant TenantOf(string tenant) => tenant == "alliance" ? Both.Alliance : Both.Clinic;

    private async Task Ask(LoopTenant tenant, string who, string mutation, string referral)
    {
        using var client = new HttpClient { BaseAddress = new Uri(await File.ReadAllTextAsync(Path.Combine(_keys, "address"), Ct)) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _host.Token(tenant.Outside.Tenant.Slug, who));
        var type = char.ToUpperInvariant(mutation[0]) + mutation[1..] + "Input";
        using var response = await client.PostAsJsonAsync("/graphql", new
        {
            query = $"mutation($input: {type}!) {{ {mutation}(input: $input) {{ errors {{ code message }} }} }}",
            variables = new { input = new { referral } },
        }, Ct);
        var answer = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(
            response.IsSuccessStatusCode && JsonDocument.Parse(answer).RootElement.TryGetProperty("data", out var data)
            && data.GetProperty(mutation).GetProperty("errors").GetArrayLength() == 0, $"{mutation} failed: {answer}");
    }

    private async Task Until(string tenant, string sql)
    {
        await using var connection = await DatabaseOf(tenant).Administrator.OpenConnectionAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        while (!(bool)(await command.ExecuteScalarAsync(Ct))!)
        {
            await Run(connection, "select pg_sleep(0.02)");
        }
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private sealed record Seat(string Keys, string Home, string? Cell, string? At);
}
