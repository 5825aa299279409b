using CarePlatform.Platform;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>A payer takes as long as it likes: nobody else waits for it.</summary>
public sealed class SlowPayerTests
{
    [Fact]
    public async Task While_a_payer_thinks_the_session_holds_no_connection()
    {
        var desk = await IntakeDesk.Open();
        await using var scope = desk.Tenant.Host.Services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.Begin(desk.Tenant.Tenant, Actor.System, Guid.Empty);
        await session.OpenAsync(TestContext.Current.CancellationToken);
        var payer = new Watching(session);
        var connection = new X12Connection { Url = new Uri("http://payer.test"), Sender = "CLINIC", Receiver = "PAYER", Tenants = [desk.Tenant.Tenant.Slug] };
        var source = new X12Source(session, payer, new X12Connections { Connections = { ["state"] = connection } });
        var asked = new EligibilityPayer { Id = default, Key = "state", RecordedAt = default }
            .Take(new PayerFacts("State Medicaid", PayerType.Medicaid, SourceKind.X12, Connection: "state"));
        var today = new DateOnly(2026, 3, 15);
        var answer = Assert.Single(await source.Ask(
            asked, [new EligibilityAsk(default, "trace", "M-1", "Maria", "Reyes", null, null, today, today)], EligibilityRules.Usual,
            TestContext.Current.CancellationToken));
        Assert.Equal(AnswerKind.Unreachable, answer.Kind);
        Assert.Equal([false], payer.Held);
    }

    [Fact]
    public async Task A_question_that_is_repeated_with_its_key_asks_the_payer_once()
    {
        var desk = await IntakeDesk.Open();
        var client = await CheckEligibilityTests.Member(desk, "M-20", "ACTIVE");
        var query = $"mutation {{ checkEligibility(input: {{ client: \"{client}\" }}) {{ eligibilityResult {{ checks {{ id outcome }} }} errors {{ message }} }} }}";
        var first = await desk.Tenant.Send("desk", query, idempotencyKey: "once");
        await desk.Do("simulateEligibility", new { memberId = "M-20", scenario = "INACTIVE" }, "eligibilitySimulation { id }", by: "admin");
        var second = await desk.Tenant.Send("desk", query, idempotencyKey: "once");
        Assert.Equal(first.GetProperty("data").GetRawText(), second.GetProperty("data").GetRawText());
        Assert.Contains("ACTIVE", first.GetRawText(), StringComparison.Ordinal);
        Assert.Single(await desk.Rows("select 1 from intake.eligibility_checks where tenant_id = $1"));
    }

    private sealed class Watching(Session session) : IX12Transport
    {
        public List<bool> Held { get; } = [];

        public Task<string> Exchange(X12Connection connection, X12Payload payload, CancellationToken ct)
        {
            Held.Add(session.IsOpen);
            throw new X12TransportException("The payer did not answer.");
        }
    }
}
