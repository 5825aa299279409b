using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Journeys.Tests;

/// <summary>Programs and partner organisations at the front door.</summary>
public sealed class OutsidersTests
{
    [Fact]
    public async Task A_hospitals_program_refers_somebody_and_the_partner_follows_where_it_stands_and_nothing_else()
    {
        var tenant = await TestTenant.From("ambulatory-intensive");
        var housing = (await tenant.Ask("admin", "{ organisations { id name } }")).GetProperty("organisations").EnumerateArray()
            .Single(o => o.GetProperty("name").GetString() == "Keystone Housing Alliance").GetProperty("id").GetString();
        var issued = await tenant.Do(
            "admin", "createApiClient", new { name = "Referral bridge", scopes = new[] { "intake.receive", "intake.read" } }, "issuedSecret { clientId secret client { id } }");
        await tenant.Do(
            "admin", "approveApiClientScopes", new { client = issued.GetProperty("client").GetProperty("id").GetString(), scopes = new[] { "intake.receive" } }, "apiClient { id }");

        var answer = await AsMachine(tenant, issued, """
            mutation($r: ID) { receiveInquiry(input: {
                door: PARTNER_REFERRAL, referring: $r, person: { given: "Odalys", family: "Brightwater", birthDate: "1971-05-06" } }) {
                inquiry { id status } errors { code message } } }
            """, new { r = housing });
        var inquiry = answer.GetProperty("data").GetProperty("receiveInquiry").GetProperty("inquiry");
        Assert.Equal("RECEIVED", inquiry.GetProperty("status").GetString());
        var read = await AsMachine(tenant, issued, "{ clients(first: 1) { nodes { name } } }", variables: null);
        Assert.Equal("FORBIDDEN", read.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());

        var seen = await tenant.Ask("housing-partner", "{ ourOrganisation { name } referredByUs(first: 5) { nodes { id status receivedAt resolvedAt } } }");
        var referred = Assert.Single(seen.GetProperty("referredByUs").GetProperty("nodes").EnumerateArray());
        Assert.Equal((inquiry.GetProperty("id").GetString(), "RECEIVED"), (referred.GetProperty("id").GetString(), referred.GetProperty("status").GetString()));
        Assert.False((await tenant.Send("housing-partner", "{ clients(first: 1) { nodes { name } } }")).TryGetProperty("data", out _));
        Assert.False((await tenant.Send("housing-partner", $"{{ inquiry(id: \"{inquiry.GetProperty("id").GetString()}\") {{ client {{ name }} }} }}")).TryGetProperty("data", out _));
        Assert.DoesNotContain("type Client", await Sdl(tenant, "housing-partner"));
    }

    private static async Task<string> Sdl(TestTenant tenant, string who)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/schema.graphql");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tenant.Host.Token(tenant.Tenant.Slug, who));
        using var response = await tenant.Host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<JsonElement> AsMachine(TestTenant tenant, JsonElement issued, string query, object? variables)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", issued.GetProperty("clientId").GetString()!),
            new("client_secret", issued.GetProperty("secret").GetString()!),
        ]);
        using var token = await tenant.Host.Client.PostAsync("/oauth/token", form, TestContext.Current.CancellationToken);
        var access = (await token.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("access_token").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access);
        using var response = await tenant.Host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
