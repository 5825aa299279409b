using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class SeparateClientsTests
{
    private const string Everything = """
        select 'clients', id::text, to_jsonb(c) - 'version' from intake.clients c where tenant_id = $1
        union all select 'prior_names', id::text, to_jsonb(x) from intake.prior_names x where tenant_id = $1
        union all select 'match_keys', client::text || key, to_jsonb(x) from intake.match_keys x where tenant_id = $1
        union all select 'client_identifiers', id::text, to_jsonb(x) from intake.client_identifiers x where tenant_id = $1
        union all select 'contact_points', id::text, to_jsonb(x) from intake.contact_points x where tenant_id = $1
        union all select 'addresses', id::text, to_jsonb(x) from intake.addresses x where tenant_id = $1
        union all select 'coverages', id::text, to_jsonb(x) from intake.coverages x where tenant_id = $1
        union all select 'inquiries', id::text, to_jsonb(x) from intake.inquiries x where tenant_id = $1
        union all select 'appointments', id::text, to_jsonb(x) from intake.appointments x where tenant_id = $1
        union all select 'encounters', id::text, to_jsonb(x) from intake.encounters x where tenant_id = $1
        union all select 'conditions', id::text, to_jsonb(x) from intake.conditions x where tenant_id = $1
        union all select 'observations', id::text, to_jsonb(x) from intake.observations x where tenant_id = $1
        order by 1, 2
        """;

    private enum Part
    {
        Phone,
        Address,
        Coverage,
        Inquiry,
        Appointment,
        Amended,
        Imported,
    }

    [Fact]
    public async Task Separating_restores_exactly_what_was_whatever_the_two_hold()
    {
        var parts = Gen.Elements(Enum.GetValues<Part>()).ListOf(3).Two();
        foreach (var (first, second) in parts.Sample(8))
        {
            await Restores(first, second);
        }
    }

    [Fact]
    public async Task What_came_after_the_merge_stays_with_the_survivor()
    {
        var desk = await IntakeDesk.Open();
        var (survivor, merged) = (await desk.Register("Maria", "Reyes"), await desk.Register("Mary", "Reyes"));
        var before = await desk.Receive(merged);
        await desk.Do("resolveInquiry", new { inquiry = before, resolution = "IN_CARE" }, "inquiry { id }");
        await desk.Do("mergeClients", new { survivor, merged, reason = "same person" }, "clientMerge { id }");
        var after = await desk.Receive(survivor);
        await desk.Do("separateClients", new { merged, reason = "two sisters" }, "clientMerge { separation separatedAt }");
        var owners = (await desk.Ask("query { inquiries { nodes { id client { id } status } } }")).GetProperty("inquiries").GetProperty("nodes")
            .EnumerateArray().ToDictionary(i => i.GetProperty("id").GetString()!, i => i.GetProperty("client").GetProperty("id").GetString());
        Assert.Equal(merged, owners[before]);
        Assert.Equal(survivor, owners[after]);
        Assert.Equal("intake.clients-separated@1", (await desk.Events())[^1].Type);
    }

    [Fact]
    public async Task The_later_merge_is_taken_back_first()
    {
        var desk = await IntakeDesk.Open();
        var (a, b, c) = (await desk.Register("Maria", "Reyes"), await desk.Register("Mary", "Reyes"), await desk.Register("Mari", "Reyes"));
        var inquiry = await desk.Receive(c);
        await desk.Do("mergeClients", new { survivor = b, merged = c, reason = "same person" }, "clientMerge { id }");
        await desk.Do("mergeClients", new { survivor = a, merged = b, reason = "same person" }, "clientMerge { id }");
        Assert.Equal("MergedFurther", await desk.Refusal("separateClients", new { merged = c, reason = "two people" }, "clientMerge { id }"));
        await desk.Do("separateClients", new { merged = b, reason = "two people" }, "clientMerge { id }");
        await desk.Do("separateClients", new { merged = c, reason = "two people" }, "clientMerge { id }");
        Assert.Equal("NotMerged", await desk.Refusal("separateClients", new { merged = c, reason = "two people" }, "clientMerge { id }"));
        var answer = await desk.Ask("query($id: ID!) { client(id: $id) { state inquiries { id } } }", new { id = c });
        Assert.Equal("ACTIVE", answer.GetProperty("client").GetProperty("state").GetString());
        Assert.Equal(inquiry, answer.GetProperty("client").GetProperty("inquiries")[0].GetProperty("id").GetString());
    }

    private static async Task Restores(IReadOnlyList<Part> first, IReadOnlyList<Part> second)
    {
        var desk = await IntakeDesk.Open();
        var (survivor, merged) = (await desk.Register("Maria", "Reyes", "1980-02-03"), await desk.Register("Mary", "Johnson", "1980-02-04"));
        await Add(desk, survivor, first, 0);
        await Add(desk, merged, second, 10);
        // What follows by itself, such as a check of coverage, is done.
        await desk.Tenant.Quiet();
        var before = await State(desk);
        await desk.Do("mergeClients", new { survivor, merged, reason = "same person" }, "clientMerge { id }");
        Assert.NotEqual(before, await State(desk));
        await desk.Do("separateClients", new { merged, reason = "two people" }, "clientMerge { id }");
        Assert.Equal(before, await State(desk));
    }

    private static async Task<IReadOnlyList<string>> State(IntakeDesk desk) => [.. (await desk.Rows(Everything)).Select(r => string.Join(' ', r))];

    private static async Task Add(IntakeDesk desk, string client, IReadOnlyList<Part> parts, int offset)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            var number = offset + i;
            await (parts[i] switch
            {
                Part.Phone => desk.Do("addContactPoint", new { client, kind = "PHONE", value = $"617-555-01{number:00}" }, "contactPoint { id }"),
                Part.Address => desk.Do("recordAddress", new { client, address = new { line = $"{number} Mill Lane", postalCode = "02125" } }, "address { line }"),
                Part.Coverage => desk.Do(
                    "recordCoverage", new { client, payerName = "Medicaid", payerType = "MEDICAID", startsOn = "2025-01-01", memberId = $"M{number}" }, "coverage { id }"),
                Part.Inquiry => desk.Do("receiveInquiry", new { door = "CALL", client }, "inquiry { id }"),
                Part.Appointment => Book(desk, client, number),
                Part.Imported => Import(desk, client, number),
                _ => desk.Do("amendClient", new { client, middle = $"Elena {number}" }, "client { id }"),
            });
        }
    }

    private static async Task<System.Text.Json.JsonElement> Import(IntakeDesk desk, string client, int number)
    {
        Assert.True(Id.TryParse<ClientId>(client, out var id));
        await desk.Rows(
            """
            with encounter as (
                insert into intake.encounters (id, tenant_id, client, source_system, external_id, class, starts_at, local_date)
                values (gen_random_uuid(), $1, $2, 'ehr', $3, 'AMB', '2025-01-01T12:00:00Z', '2025-01-01') returning id
            ), condition as (
                insert into intake.conditions (id, tenant_id, client, encounter, source_system, external_id, code)
                select gen_random_uuid(), $1, $2, id, 'ehr', $3, '73595000' from encounter
            )
            insert into intake.observations (id, tenant_id, client, encounter, source_system, external_id, code, value, observed_at, local_date)
            select gen_random_uuid(), $1, $2, id, 'ehr', $3, '44261-6', 12, '2025-01-01T12:00:00Z', '2025-01-01' from encounter
            """,
            id.Value, $"row {number}");
        return default;
    }

    private static async Task<System.Text.Json.JsonElement> Book(IntakeDesk desk, string client, int number) => await desk.Do(
        "bookAppointment",
        new { client, with = await desk.User("clinician"), start = $"2099-01-05T{8 + (number % 10):00}:{number / 10 * 30:00}:00Z", minutes = 20 }, "appointment { id }");
}
