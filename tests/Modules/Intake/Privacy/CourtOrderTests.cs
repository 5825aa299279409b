using System.Text.Json;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class RecordCourtOrderTests
{
    internal const string Chart = "query($c: ID!) { client(id: $c) { conditions { code } } }";

    [Fact]
    public async Task An_order_opens_records_of_a_program_for_proceedings_to_who_carries_it_out()
    {
        var (desk, client) = await Open();
        Assert.Equal(["38341003"], await Codes(desk, client, "legal", "director"));
        await Record(desk, client);
        Assert.Equal(["191816009", "38341003"], await Codes(desk, client, "legal", "director"));
        // For nothing else, and for nobody else.
        Assert.Equal(["38341003"], await Codes(desk, client, "treatment", "director"));
        Assert.Empty(await Codes(desk, client, "legal", "clinical"));
        Assert.Equal("FORBIDDEN", (await desk.Tenant.Send("reader", "query($c: ID!) { courtOrders(client: $c) { id } }", new { c = client }))
            .GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        var order = (await desk.Ask("query($c: ID!) { courtOrders(client: $c) { court docket recordedBy { name } } }", new { c = client }, "director")).GetProperty("courtOrders")[0];
        Assert.Equal("Superior Court", order.GetProperty("court").GetString());

        await desk.Tenant.Forward(TimeSpan.FromDays(11));
        Assert.Equal(["38341003"], await Codes(desk, client, "legal", "director"));
    }

    [Fact]
    public async Task The_court_itself_sees_them_when_the_order_names_it()
    {
        var desk = await IntakeDesk.Open();
        var (court, other) = (await desk.Partner("court", "court"), await desk.Partner("probation", "probation"));
        var client = await Program(desk);
        foreach (var (partner, by) in new[] { (court, "court"), (other, "probation") })
        {
            await desk.ReferredBy(client, partner);
            Assert.DoesNotContain("191816009", (await desk.Shared(by, "id programConditions { code }")).ToString(), StringComparison.Ordinal);
        }

        var order = await Record(desk, client, court);
        var answer = await desk.Shared("court", "id given programConditions { code }");
        Assert.Contains("191816009", answer.ToString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, answer.People()[0].GetProperty("given").ValueKind);
        Assert.DoesNotContain("191816009", (await desk.Shared("probation", "id programConditions { code }")).ToString(), StringComparison.Ordinal);
        var disclosed = Assert.Single(await desk.Disclosures(client));
        Assert.Equal((order, "LAW", "LEGAL"), (
            disclosed.GetProperty("ground").GetString(), disclosed.GetProperty("basis").GetString(), disclosed.GetProperty("purpose").GetString()));
    }

    [Fact]
    public async Task For_proceedings_a_part_2_record_leaves_by_hand_with_an_order_only()
    {
        var (desk, client) = await Open();
        object Sends(string? order) => new
        {
            client,
            classes = new[] { "D" },
            description = "Attendance",
            recipientName = "Superior Court",
            purpose = "LEGAL",
            basis = "LAW",
            channel = "mail",
            order,
        };
        Assert.Equal("GroundMissing", await desk.Refusal("recordDisclosure", Sends(null), "disclosure { id }"));
        var order = await Record(desk, client);
        Assert.Equal(order, (await desk.Do("recordDisclosure", Sends(order), "disclosure { ground }")).GetProperty("ground").GetString());
    }

    [Fact]
    public async Task An_order_that_is_over_or_not_given_yet_is_not_recorded()
    {
        var (desk, client) = await Open();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime);
        foreach (var (ordered, last) in new[] { (today.AddDays(-9), today.AddDays(-2)), (today.AddDays(3), today.AddDays(9)) })
        {
            Assert.Equal("InvalidInput", await desk.Refusal("recordCourtOrder", Order(client, null, ordered, last), "courtOrder { id }", "director"));
        }

        Assert.Equal("NotFound", await desk.Refusal(
            "recordCourtOrder", Order(client, "org_01m81tby38fxvvfkw6spehwcwh", today.AddDays(-1), today.AddDays(9)), "courtOrder { id }", "director"));
    }

    internal static async Task<string> Record(IntakeDesk desk, string client, string? recipient = null)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime);
        return (await desk.Do("recordCourtOrder", Order(client, recipient, today.AddDays(-1), today.AddDays(9)), "courtOrder { id }", "director"))
            .GetProperty("id").GetString()!;
    }

    internal static async Task<IReadOnlyList<string>> Codes(IntakeDesk desk, string client, string purpose, string by)
    {
        var conditions = (await desk.AskFor(purpose, Chart, new { c = client }, by)).GetProperty("data").GetProperty("client").GetProperty("conditions");
        return conditions.ValueKind is JsonValueKind.Null ? [] : [.. conditions.EnumerateArray().Select(c => c.GetProperty("code").GetString()!).Order()];
    }

    // The director, and somebody who sees clinical facts and records no orders.
    internal static async Task<(IntakeDesk Desk, string Client)> Open()
    {
        var desk = await IntakeDesk.Open();
        await desk.Rows("""
            with r as (insert into platform.roles (tenant_id, key, title) values ($1, 'clinical', 'Clinical')),
                 p as (insert into platform.role_permissions (tenant_id, role, permission, reach)
                       select $1, 'clinical', unnest(array['intake.read', 'intake.read-clinical', 'platform.read']), 'tenant'),
                 u as (insert into platform.users (id, tenant_id, subject, name) values ($2, $1, 'clinical', 'Cly'))
            insert into platform.user_roles (tenant_id, user_id, role) values ($1, $2, 'clinical')
            """, Guid.CreateVersion7());
        return (desk, await Program(desk));
    }

    private static async Task<string> Program(IntakeDesk desk)
    {
        var client = await desk.Register("Maria", "Reyes");
        await desk.Visits(client);
        await desk.Rows("update intake.conditions set part2 = true, source_program = 'recovery' where tenant_id = $1 and code = '191816009'");
        return client;
    }

    private static object Order(string client, string? recipient, DateOnly orderedOn, DateOnly lastDay) => new
    {
        client,
        court = "Superior Court",
        docket = "26-1187",
        scope = "Dates of attendance",
        evidence = "scan 4712",
        orderedOn = orderedOn.ToString("O"),
        lastDay = lastDay.ToString("O"),
        recipient,
    };
}

public sealed class EndCourtOrderTests
{
    [Fact]
    public async Task What_is_set_aside_opens_nothing_any_more()
    {
        var (desk, client) = await RecordCourtOrderTests.Open();
        var order = await RecordCourtOrderTests.Record(desk, client);
        var ended = await desk.Do("endCourtOrder", new { order, reason = "Stayed on appeal" }, "courtOrder { endReason }", "director");
        Assert.Equal("Stayed on appeal", ended.GetProperty("endReason").GetString());
        Assert.Equal(["38341003"], await RecordCourtOrderTests.Codes(desk, client, "legal", "director"));
        Assert.Equal("EndedAlready", await desk.Refusal("endCourtOrder", new { order, reason = "again" }, "courtOrder { id }", "director"));
    }
}
