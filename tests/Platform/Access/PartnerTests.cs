using System.Net;
using System.Text.Json;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>People and programs of partner organisations see what is theirs and nothing else.</summary>
public sealed class PartnerTests
{
    [Fact]
    public async Task Somebody_of_a_partner_signs_in_as_their_organisation()
    {
        var tenant = await MachineTenant.New();
        var self = (await tenant.Tenant.Ask("binder", "{ ourOrganisation { name kind host } }")).GetProperty("ourOrganisation");
        Assert.Equal(("Bindery", "workshop", "A library"), (self.GetProperty("name").GetString(), self.GetProperty("kind").GetString(), self.GetProperty("host").GetString()));
    }

    [Theory]
    [InlineData("{ books { nodes { title } } }")]
    [InlineData("{ users { name } }")]
    [InlineData("{ tenant { name } }")]
    [InlineData("{ node(id: \"book_00000000000000000000000000\") { id } }")]
    [InlineData("mutation { addBook(input: { title: \"x\" }) { book { id } } }")]
    [InlineData("subscription { bookNews { title } }")]
    public async Task What_is_not_for_partners_is_not_in_their_schema_whatever_their_role_permits(string query)
    {
        var tenant = await MachineTenant.New();
        var answer = await tenant.Tenant.Send("binder", query);
        Assert.False(answer.TryGetProperty("data", out _));
        Assert.DoesNotContain("switched off", answer.ToString());
    }

    [Fact]
    public async Task Their_schema_names_nothing_else_either()
    {
        var tenant = await MachineTenant.New();
        var schema = await tenant.Tenant.Ask("binder", "{ __schema { types { name } queryType { fields { name } } mutationType { name } } }");
        Assert.Equal(["ourOrganisation"], schema.GetProperty("__schema").GetProperty("queryType").GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString()));
        Assert.Equal(JsonValueKind.Null, schema.GetProperty("__schema").GetProperty("mutationType").ValueKind);
        Assert.DoesNotContain("\"Book\"", schema.ToString());
        Assert.DoesNotContain("\"User\"", schema.ToString());
    }

    [Fact]
    public async Task A_program_of_a_partner_is_held_to_the_same()
    {
        var tenant = await MachineTenant.New();
        var organisation = await Partners.Id(tenant.Tenant, "press");
        var press = await tenant.Create(["platform.partner", "shelf.read", "platform.read"], more: new { organisation });
        var token = await tenant.Token(press);
        var (status, answer) = await tenant.Query(token, "{ ourOrganisation { name } }");
        Assert.Equal((HttpStatusCode.OK, "Press"), (status, answer.GetProperty("data").GetProperty("ourOrganisation").GetProperty("name").GetString()));
        Assert.False((await tenant.Query(token, "{ books { nodes { title } } }")).Answer.TryGetProperty("data", out _));
    }

    [Fact]
    public async Task Staff_and_owners_of_work_are_the_tenants_own_people()
    {
        var tenant = await MachineTenant.New();
        await using var command = tenant.Tenant.Host.Database.Administrator.CreateCommand(
            "insert into platform.role_permissions (tenant_id, role, permission, reach) values ($1, 'admin', 'platform.read', 'tenant') on conflict do nothing");
        command.Parameters.AddWithValue(tenant.Tenant.Tenant.Id.Value);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var users = (await tenant.Tenant.Ask("admin", "{ users { name organisation { name } } }")).GetProperty("users").EnumerateArray().ToList();
        Assert.DoesNotContain(users, u => u.GetProperty("name").GetString() == "Bin");
        Assert.All(users, u => Assert.Equal(JsonValueKind.Null, u.GetProperty("organisation").ValueKind));
    }
}
