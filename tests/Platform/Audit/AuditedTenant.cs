using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CarePlatform.Platform.Tests;

/// <summary>A tenant whose audit trail is written, sealed, verified and tampered with.</summary>
internal sealed class AuditedTenant : IAsyncDisposable
{
    private AuditedTenant(TestPlatform platform, Tenant tenant) => (Platform, Tenant) = (platform, tenant);

    public TestPlatform Platform { get; }

    public Tenant Tenant { get; }

    public static async Task<AuditedTenant> Start()
    {
        var platform = await TestPlatform.Start();
        return new AuditedTenant(platform, await platform.Found("harbor"));
    }

    /// <summary>Writes one entry in a transaction of its own.</summary>
    public Task<bool> Write(string action, params string[] subjects) => Platform.Do(Tenant, async services =>
    {
        var trail = services.GetRequiredService<AuditTrail>();
        trail.Write(action, subjects, "done");
        await trail.FlushAsync(TestPlatform.Cancellation);
        return true;
    });

    /// <summary>Seals what can be sealed now; true when nothing is left.</summary>
    public Task<bool> Seal() => Platform.Do(
        Tenant, services => AuditChain.Seal(services.GetRequiredService<Session>(), TestPlatform.Cancellation));

    /// <summary>Seals until nothing is left.</summary>
    public async Task SealAll()
    {
        while (!await Seal())
        {
            await Task.Yield();
            TestPlatform.Cancellation.ThrowIfCancellationRequested();
        }
    }

    public Task<AuditVerification> Verify(string? head = null) => Platform.Do(
        Tenant, services => VerifyAudit.Handle(head, services.GetRequiredService<Session>(), TestPlatform.Cancellation));

    /// <summary>Changes the tables as somebody could who has the whole server: triggers and walls do not hold them.</summary>
    public async Task Tamper(string sql)
    {
        await using var connection = await Platform.Database.Administrator.OpenConnectionAsync(TestPlatform.Cancellation);
        await using var command = new NpgsqlCommand("set session_replication_role = replica; " + sql + "; set session_replication_role = origin", connection);
        await command.ExecuteNonQueryAsync(TestPlatform.Cancellation);
    }

    public ValueTask DisposeAsync() => Platform.DisposeAsync();
}
