using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CarePlatform.Messaging;
using CarePlatform.Platform;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace CarePlatform.Testing;

/// <summary>
/// A fresh tenant for a test, founded from a recipe like any other, on the shared host. Tests of one process run side by side
/// without seeing each other, and thereby try the wall between tenants all the time.
/// </summary>
public sealed class TestTenant
{
    private static int _count;

    private TestTenant(TestHost host, Tenant tenant) => (Host, Tenant) = (host, tenant);

    public TestHost Host { get; }

    public Tenant Tenant { get; }

    /// <summary>A tenant of this care model with the staff, sites and partners of the demonstration's tenant of that model.</summary>
    public static async Task<TestTenant> From(string careModel = "ambulatory-intensive", string? timeZone = null, TestHost? host = null, TenantPlan? plan = null)
    {
        host ??= await TestHost.Shared;
        plan ??= TenantPlan.ReadDemo().Single(p => p.CareModel == careModel);
        plan = plan with { Slug = $"t{Environment.ProcessId}-{Interlocked.Increment(ref _count)}", TimeZone = timeZone ?? plan.TimeZone };
        return new TestTenant(host, await host.Services.GetRequiredService<TenantFoundation>().Found(plan, TestContext.Current.CancellationToken));
    }

    /// <summary>The same tenant as another host of its database serves it.</summary>
    public TestTenant At(TestHost host) => new(host, Tenant);

    /// <summary>Asks as this member of staff and returns the data; fails the test when there are top-level errors.</summary>
    public async Task<JsonElement> Ask(string subject, string query, object? variables = null)
    {
        var answer = await Send(subject, query, variables);
        Assert.False(answer.TryGetProperty("errors", out var errors), $"The request failed: {errors}");
        return answer.GetProperty("data");
    }

    /// <summary>Asks and returns the whole answer, errors included.</summary>
    public async Task<JsonElement> Send(string subject, string query, object? variables = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Host.Token(Tenant.Slug, subject));
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var response = await Host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// Runs a mutation that takes one input and returns its payload's thing; fails the test when it was refused.
    /// </summary>
    public async Task<JsonElement> Do(string subject, string mutation, object input, string thing)
    {
        var payload = await Payload(subject, mutation, input, thing);
        Assert.True(payload.GetProperty("errors").GetArrayLength() == 0, $"{mutation} was refused: {payload.GetProperty("errors")}");
        return payload.EnumerateObject().First(p => p.Name != "errors").Value;
    }

    /// <summary>Runs a mutation that must be refused and returns the refusals.</summary>
    public async Task<JsonElement> Refused(string subject, string mutation, object input, string thing)
    {
        var errors = (await Payload(subject, mutation, input, thing)).GetProperty("errors");
        Assert.NotEqual(0, errors.GetArrayLength());
        return errors;
    }

    /// <summary>Completes when everything that was published has taken effect, and nothing is due.</summary>
    public Task Quiet() => Host.Services.GetRequiredService<LogHosts>().WhenQuiet(Tenant.Id.Value, TestContext.Current.CancellationToken);

    /// <summary>Moves the tenant's clock forward and waits until everything that fell due has been done.</summary>
    public async Task Forward(TimeSpan by)
    {
        await Do("admin", "moveClock", new { by = System.Xml.XmlConvert.ToString(by) }, "tenant { id }");
        await Quiet();
    }

    /// <summary>
    /// Moves the tenant's clock on to nine in the morning of its next day, or of the next one that will do. What a test then does is
    /// done on one day, and whole days later it is as many days later, at whatever moment it runs and whatever summer time does.
    /// </summary>
    public async Task Morning(Func<DateOnly, bool>? willDo = null)
    {
        var now = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow() + await ClockOffset(), Tenant.TimeZone);
        var day = DateOnly.FromDateTime(now.DateTime).AddDays(1);
        while (willDo?.Invoke(day) == false)
        {
            day = day.AddDays(1);
        }

        var morning = day.ToDateTime(new TimeOnly(9, 0));
        await Forward(new DateTimeOffset(morning, Tenant.TimeZone.GetUtcOffset(morning)) - now);
    }

    private async Task<TimeSpan> ClockOffset()
    {
        await using var command = Host.Database.Administrator.CreateCommand("select clock_offset from platform.tenants where id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Tenant.Id.Value });
        return (TimeSpan)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private async Task<JsonElement> Payload(string subject, string mutation, object input, string thing)
    {
        var type = char.ToUpperInvariant(mutation[0]) + mutation[1..] + "Input";
        var data = await Ask(
            subject, $"mutation($input: {type}!) {{ {mutation}(input: $input) {{ {thing} errors {{ __typename code message path }} }} }}", new { input });
        return data.GetProperty(mutation);
    }
}
