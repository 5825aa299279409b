using System.Text.Json;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class IntakeListTests
{
    [Fact]
    public async Task Inquiries_are_filtered_by_what_people_sort_work_by()
    {
        var desk = await IntakeDesk.Open();
        var maria = await desk.Receive(await desk.Register("Maria", "Reyes"), "CALL", Day("2025-06-01"));
        var wei = await desk.Receive(await desk.Register("Wei", "Chen"), "WEB", Day("2025-06-02"));
        var luis = await desk.Receive(await desk.Register("Luis", "Sanabria"), "CRISIS_LINE", Day("2025-06-03"));
        await desk.Do("triageInquiry", new { inquiry = luis, answers = TriageInquiryTests.Answers(("overdose", "now")) }, "inquiry { id }");
        await desk.Do("resolveInquiry", new { inquiry = maria, resolution = "DECLINED" }, "inquiry { id }");
        await desk.Do("assignInquiry", new { inquiry = luis, owner = await desk.User("own"), team = await desk.Team("outreach") }, "inquiry { id }");

        Assert.Equal([luis, wei, maria], await Found(desk, new { }));
        Assert.Equal([luis, wei], await Found(desk, new { open = true }));
        Assert.Equal([maria], await Found(desk, new { open = false }));
        Assert.Equal([luis], await Found(desk, new { statuses = new[] { "TRIAGED" } }));
        Assert.Equal([wei, maria], await Found(desk, new { doors = new[] { "CALL", "WEB" } }));
        Assert.Equal([luis], await Found(desk, new { acuities = new[] { "EMERGENT" } }));
        Assert.Equal([wei], await Found(desk, new { inQueue = true }));
        Assert.Equal([luis], await Found(desk, new { owner = await desk.User("own") }));
        Assert.Equal([luis], await Found(desk, new { team = await desk.Team("outreach") }));
        Assert.Equal([wei], await Found(desk, new { receivedFrom = "2025-06-02T00:00:00Z", receivedBefore = "2025-06-03T00:00:00Z" }));
        Assert.Equal([luis], await Found(desk, new { }, by: "own"));
        Assert.Equal([luis], await Found(desk, new { }, by: "team"));
    }

    [Fact]
    public async Task A_long_list_is_read_page_by_page()
    {
        var desk = await IntakeDesk.Open();
        var all = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            all.Insert(0, await desk.Receive(await desk.Register("Maria", "Reyes"), "CALL", Day("2025-06-01")));
        }

        var read = new List<string>();
        string? after = null;
        do
        {
            var page = (await desk.Ask(
                "query($after: String) { inquiries(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } totalCount } }", new { after }))
                .GetProperty("inquiries");
            Assert.Equal(5, page.GetProperty("totalCount").GetInt32());
            read.AddRange(page.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("id").GetString()!));
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);
        Assert.Equal(all.ToHashSet(), read.ToHashSet());
        Assert.Equal(5, read.Count);
    }

    [Theory]
    [InlineData("rey", "Reyes Maria,Reyes Zoe")]
    [InlineData("REYES ma", "Reyes Maria")]
    [InlineData("garcia", "García-López José")]
    [InlineData("lop jos", "García-López José")]
    [InlineData("ortega", "Reyes Maria")]
    [InlineData("nobody", "")]
    public async Task Clients_are_found_by_the_beginnings_of_their_names(string name, string found)
    {
        var desk = await IntakeDesk.Open();
        await desk.Register("Zoe", "Reyes");
        await desk.Do(
            "registerClient",
            new { person = new { given = "Maria", family = "Reyes", priorNames = new[] { new { kind = "MAIDEN", family = "Ortega" } } }, registerAsNew = true }, "client { id }");
        await desk.Register("José", "García-López");
        Assert.Equal(found, string.Join(',', await Clients(desk, new { name })));
    }

    [Fact]
    public async Task Clients_are_found_by_identifier_and_birth_date_and_merged_ones_on_request()
    {
        var desk = await IntakeDesk.Open();
        await desk.Do(
            "registerClient",
            new { person = new { given = "Maria", family = "Reyes", birthDate = "1980-02-03", identifiers = new[] { new { system = "medicaid", value = "A1" } } } }, "client { id }");
        var (a, b) = (await desk.Register("Wei", "Chen", "1980-02-03"), await desk.Register("Way", "Chen", "1981-02-03"));
        await desk.Do("mergeClients", new { survivor = a, merged = b, reason = "same person" }, "clientMerge { id }");
        Assert.Equal(["Reyes Maria"], await Clients(desk, new { identifier = "A1" }));
        Assert.Equal(["Chen Wei", "Reyes Maria"], await Clients(desk, new { birthDate = "1980-02-03" }));
        Assert.Equal(["Chen Wei", "Reyes Maria"], await Clients(desk, new { }));
        Assert.Equal(["Chen Way", "Chen Wei", "Reyes Maria"], await Clients(desk, new { merged = true }));
        Assert.Empty(await Clients(desk, new { }, by: "own"));
    }

    [Fact]
    public async Task A_client_of_another_tenant_looks_like_none_at_all()
    {
        var (desk, other) = (await IntakeDesk.Open(), await IntakeDesk.Open());
        var client = await other.Register("Maria", "Reyes");
        var answer = await desk.Ask("query($id: ID!) { client(id: $id) { name } node(id: $id) { id } }", new { id = client });
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("client").ValueKind);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("node").ValueKind);
        Assert.Empty(await Clients(desk, new { }));
    }

    [Fact]
    public async Task Appointments_are_listed_by_clinician_and_time()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes");
        await desk.Do("bookAppointment", await BookAppointmentTests.At(desk, client, "2099-01-06T14:00:00Z"), "appointment { id }");
        await desk.Do("bookAppointment", await BookAppointmentTests.At(desk, client, "2099-01-05T14:00:00Z"), "appointment { id }");
        await desk.Do("bookAppointment", await BookAppointmentTests.At(desk, client, "2099-01-05T14:00:00Z", with: "clinician-2"), "appointment { id }");
        var where = new { clinician = await desk.User("clinician"), from = "2099-01-01T00:00:00Z", before = "2099-02-01T00:00:00Z", state = "BOOKED", client };
        var answer = await desk.Ask("query($where: AppointmentFilter) { appointments(where: $where) { nodes { startsAt client { name } } } }", new { where });
        Assert.Equal(
            ["2099-01-05T14:00:00Z", "2099-01-06T14:00:00Z"],
            answer.GetProperty("appointments").GetProperty("nodes").EnumerateArray().Select(a => a.GetProperty("startsAt").GetString()));
    }

    [Fact]
    public async Task Other_modules_look_up_clients_and_inquiries_in_one_batch()
    {
        var desk = await IntakeDesk.Open();
        var client = await desk.Register("Maria", "Reyes", "1980-02-03");
        var inquiry = await desk.Receive(client, "CRISIS_LINE");
        Assert.True(Id.TryParse<ClientId>(client, out var clientId) & Id.TryParse<InquiryId>(inquiry, out var inquiryId));
        await using var scope = desk.Tenant.Host.Services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.Begin(desk.Tenant.Tenant, Actor.System, Guid.CreateVersion7());
        await session.OpenAsync(TestContext.Current.CancellationToken);
        var clients = await scope.ServiceProvider.GetRequiredService<IClientLookup>().Find([clientId, default], TestContext.Current.CancellationToken);
        Assert.Equal("Maria Reyes", Assert.Single(clients).Value.Name);
        var inquiries = await scope.ServiceProvider.GetRequiredService<IInquiryLookup>().Find([inquiryId], TestContext.Current.CancellationToken);
        Assert.Equal((Door.CrisisLine, true, clientId), (inquiries[inquiryId].Door, inquiries[inquiryId].Open, inquiries[inquiryId].Client));
    }

    private static DateTimeOffset Day(string day) => DateTimeOffset.Parse(day + "T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<string?>> Found(IntakeDesk desk, object where, string by = "desk") =>
        [.. (await desk.Ask("query($where: InquiryFilter) { inquiries(where: $where) { nodes { id } } }", new { where }, by))
            .GetProperty("inquiries").GetProperty("nodes").EnumerateArray().Select(i => i.GetProperty("id").GetString())];

    private static async Task<IReadOnlyList<string>> Clients(IntakeDesk desk, object where, string by = "desk") =>
        [.. (await desk.Ask("query($where: ClientFilter) { clients(where: $where) { nodes { family given } } }", new { where }, by))
            .GetProperty("clients").GetProperty("nodes").EnumerateArray().Select(c => $"{c.GetProperty("family")} {c.GetProperty("given")}")];
}
