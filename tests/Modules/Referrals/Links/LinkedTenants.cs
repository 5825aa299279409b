using System.Text.Json;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>
/// Two tenants: a clinic that knows the other as its housing alliance, and that other, which knows the clinic as a hospital. Each is asked as by its own
/// people only.
/// </summary>
internal sealed class LinkedTenants
{
    /// <summary>What the tests look at of a link.</summary>
    public const string Link = "tenantLink { id state otherName askedByUs partner { name } endReason version }";

    private LinkedTenants(LoopTenant clinic, LoopTenant alliance) => (Clinic, Alliance) = (clinic, alliance);

    /// <summary>Refers.</summary>
    public LoopTenant Clinic { get; }

    /// <summary>Is referred to.</summary>
    public LoopTenant Alliance { get; }

    /// <summary>Two tenants that know nothing of each other.</summary>
    /// <param name="host">By which host they are served; where it has a cell, the alliance lives there.</param>
    public static async Task<LinkedTenants> Strangers(TestHost? host = null) => new(await LoopTenant.New(host), await LoopTenant.New(host, host?.Cell?.Name));

    /// <summary>The same tenants as another host serves them.</summary>
    public LinkedTenants At(TestHost host) => new(Clinic.At(host), Alliance.At(host));

    /// <summary>Two tenants that have agreed.</summary>
    public static async Task<LinkedTenants> New(TestHost? host = null)
    {
        var both = await Strangers(host);
        await both.Ask();
        await both.Answer(accept: true);
        return both;
    }

    /// <summary>The clinic asks; gives its side.</summary>
    public async Task<string> Ask()
    {
        var link = await Clinic.Outside.Do("admin", "askTenantLink", new { partner = Clinic.Housing, tenant = Alliance.Outside.Tenant.Slug }, Link);
        await Quiet();
        return LoopTenant.IdOf(link);
    }

    /// <summary>The alliance answers; gives its side.</summary>
    public async Task<string> Answer(bool accept)
    {
        var link = LoopTenant.IdOf(await Only(Alliance.Outside));
        await Alliance.Outside.Do("admin", "answerTenantLink", new { link, accept, partner = accept ? Alliance.Hospital : null }, Link);
        await Quiet();
        return link;
    }

    /// <summary>The one link of a tenant, as it sees it.</summary>
    public static async Task<JsonElement> Only(TestTenant tenant) =>
        (await tenant.Ask("admin", $"{{ tenantLinks {Link["tenantLink".Length..]} }}")).GetProperty("tenantLinks").EnumerateArray().Single();

    /// <summary>A draft of the clinic to the alliance's own front door.</summary>
    public async Task<string> Draft(string? client = null, string need = "homelessness") => LoopTenant.IdOf(await Clinic.Draft(
        client ?? await Clinic.Client(Clinic.Housing),
        await Clinic.Service(Clinic.Housing, new { name = "Emergency housing", needs = new[] { "homelessness", "outpatient-mental-health" }, channel = "TENANT" }),
        need));

    /// <summary>The clinic sends a referral to the alliance; gives its id there and here.</summary>
    public async Task<(string Referral, string Inbound)> Send(string? client = null)
    {
        var referral = await Draft(client);
        await Clinic.Outside.Do(LoopTenant.Referrer, "sendReferral", new { referral }, LoopTenant.Referral);
        await Quiet();
        return (referral, LoopTenant.IdOf((await Arrived()).Single(r => r.GetProperty("reference").GetString() == referral)));
    }

    /// <summary>What others referred to the alliance.</summary>
    public async Task<IReadOnlyList<JsonElement>> Arrived() =>
        [.. (await Alliance.Outside.Ask("supervisor", $"{{ inboundReferrals {{ nodes {InboundTenant.Fields} }} }}"))
            .GetProperty("inboundReferrals").GetProperty("nodes").EnumerateArray()];

    /// <summary>The clinic's referral, as it sees it.</summary>
    public async Task<string> Status(string referral) => LoopTenant.Status(await Clinic.See(referral));

    /// <summary>Completes when everything that travels has arrived and taken effect.</summary>
    public async Task Quiet()
    {
        for (var crossings = 0; crossings < 3; crossings++)
        {
            await Clinic.Outside.Quiet();
            await Alliance.Outside.Quiet();
        }
    }

    // What a reaction does in the session of the tenant that sends.
    public async Task<bool> Deliver(LoopTenant from, LoopTenant to, LinkMessage kind, Guid key, string subject, object body)
    {
        await using var scope = from.Outside.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Session>().Begin(from.Outside.Tenant, Actor.System, Guid.CreateVersion7());
        return await scope.ServiceProvider.GetRequiredService<LinkPost>().Deliver(
            to.Outside.Tenant.Slug, kind, key, subject, 1, body, TestContext.Current.CancellationToken);
    }

    /// <summary>How many rows of the tenant the statement counts, past the wall.</summary>
    public Task<long> Count(LoopTenant tenant, string sql) => Value<long>(tenant, sql);

    /// <summary>What the statement finds of the tenant, past the wall.</summary>
    public async Task<T> Value<T>(LoopTenant tenant, string sql)
    {
        var host = tenant.Outside.Host;
        await using var command = (tenant.Outside.Tenant.Database == host.Cell?.Name ? host.Cell : host.Database).Administrator.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Outside.Tenant.Id.Value });
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
