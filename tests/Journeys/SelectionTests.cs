using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Journeys.Tests;

/// <summary>What is selected decides which columns are read, and never what a field shows.</summary>
public sealed class SelectionTests
{
    [Theory]
    [InlineData("supervisor")]
    [InlineData("intake-worker")]
    public async Task A_field_shows_the_same_alone_as_among_all_others(string subject)
    {
        var tenant = await TestTenant.From();
        foreach (var (given, family, reason) in new[] { ("Ada", "North", "Sleeps badly"), ("Ben", "South", (string?)null) })
        {
            await tenant.Do(subject, "receiveInquiry", new
            {
                door = "CALL",
                reason,
                person = new { given, family, birthDate = "1980-05-06" },
                registerAsNew = true,
            }, "inquiry { id }");
        }

        await tenant.Quiet();
        foreach (var (type, list) in new (string, Func<string, string>)[]
        {
            ("Inquiry", fields => $"{{ list: inquiries(first: 5) {{ nodes {{ {fields} }} }} }}"),
            ("Inquiry", fields => $"{{ list: inquiries(first: 5) {{ nodes: edges {{ node {{ {fields} }} }} }} }}"),
            ("Client", fields => $"{{ list: clients(first: 5) {{ nodes {{ {fields} }} }} }}"),
            ("Client", fields => $"{{ list: inquiries(first: 5) {{ nodes {{ client {{ {fields} }} }} }} }}"),
            ("WorkItem", fields => $"{{ list: inquiries(first: 5) {{ nodes {{ workItems {{ {fields} }} }} }} }}"),
            ("WorkItem", fields => $"{{ list: workItems(first: 5) {{ nodes {{ {fields} }} }} }}"),
        })
        {
            var fields = await LeavesOf(tenant, subject, type);
            Assert.NotEmpty(fields);
            var whole = await Rows(tenant, subject, list(string.Join(' ', fields)));
            Assert.NotEmpty(whole);
            foreach (var field in fields)
            {
                var alone = await Rows(tenant, subject, list(field));
                Assert.Equal(whole.Select(r => r.GetProperty(field).GetRawText()), alone.Select(r => r.GetProperty(field).GetRawText()));
            }
        }
    }

    [Fact]
    public async Task What_two_places_of_a_query_select_of_one_thing_is_there_at_both()
    {
        var tenant = await TestTenant.From();
        await tenant.Do("intake-worker", "receiveInquiry", new
        {
            door = "CALL",
            person = new { given = "Ada", family = "North", birthDate = "1980-05-06" },
            registerAsNew = true,
        }, "inquiry { id }");

        var data = await tenant.Ask("supervisor", """
            { inquiries(first: 1) { nodes { client { family inquiries { client { given birthDate } } } also: client { registeredAt } } } }
            """);

        var inquiry = data.GetProperty("inquiries").GetProperty("nodes")[0];
        Assert.Equal("North", inquiry.GetProperty("client").GetProperty("family").GetString());
        var again = inquiry.GetProperty("client").GetProperty("inquiries")[0].GetProperty("client");
        Assert.Equal("Ada", again.GetProperty("given").GetString());
        Assert.Equal("1980-05-06", again.GetProperty("birthDate").GetString());
        Assert.True(inquiry.GetProperty("also").GetProperty("registeredAt").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
    }

    // The fields without arguments that end in a value.
    private static async Task<IReadOnlyList<string>> LeavesOf(TestTenant tenant, string subject, string type)
    {
        var data = await tenant.Ask(subject, $$"""
            { __type(name: "{{type}}") { fields { name args { name } type { kind ofType { kind ofType { kind ofType { kind } } } } } } }
            """);
        return [.. data.GetProperty("__type").GetProperty("fields").EnumerateArray()
            .Where(f => f.GetProperty("args").GetArrayLength() == 0 && Kind(f.GetProperty("type")) is "SCALAR" or "ENUM")
            .Select(f => f.GetProperty("name").GetString()!)];
    }

    private static string? Kind(JsonElement type) => type.GetProperty("kind").GetString() is "NON_NULL" or "LIST"
        ? Kind(type.GetProperty("ofType"))
        : type.GetProperty("kind").GetString();

    // The innermost objects of the list, in order.
    private static async Task<IReadOnlyList<JsonElement>> Rows(TestTenant tenant, string subject, string query) =>
        [.. Innermost((await tenant.Ask(subject, query)).GetProperty("list").GetProperty("nodes"))];

    private static IEnumerable<JsonElement> Innermost(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Innermost),
        JsonValueKind.Object when value.EnumerateObject().First() is { Name: "node" or "client" or "workItems" } wrapper
            && value.EnumerateObject().Count() == 1 => Innermost(wrapper.Value),
        _ => [value],
    };
}
