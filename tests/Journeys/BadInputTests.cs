using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Journeys.Tests;

/// <summary>Whatever is wrong with a request, the answer says what to do, and nothing has been done.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task Malformed_json_is_answered_with_line_and_column()
    {
        var (status, answer) = await Post("{\n  \"query\": \"{ __typename }\",\n  oops\n}");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Matches("(?i)line 3", Message(answer));
    }

    [Fact]
    public async Task A_syntax_error_is_answered_with_its_place()
    {
        var (status, answer) = await Post(Body("{\n  inquiries(first: ) { nodes { id } }\n}"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal((2, 20), Place(answer));
    }

    [Fact]
    public async Task An_unknown_field_is_answered_with_its_place_and_a_hint()
    {
        var (status, answer) = await Post(Body("{ inquiries(first: 1) { nodes { idd } } }"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal((1, 33), Place(answer));
        Assert.Contains("Did you mean \"id\"", Message(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_ten_megabytes_is_refused_unread()
    {
        var (status, answer) = await Post(Body("{ __typename } #" + new string('x', 10 * 1024 * 1024)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.NotEmpty(Message(answer));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(5_000)]
    public async Task A_depth_bomb_is_refused_before_anything_runs(int depth)
    {
        var bomb = string.Concat(Enumerable.Repeat("{ client ", depth)) + string.Concat(Enumerable.Repeat("}", depth));
        var (status, answer) = await Post(Body($"{{ inquiries(first: 1) {{ nodes {bomb} }} }}"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotEmpty(Message(answer));
    }

    [Theory]
    [InlineData(null, "needs a token")]
    [InlineData("not-a-token", "cannot be trusted")]
    public async Task Without_a_good_token_nothing_is_served(string? token, string says)
    {
        var (status, answer) = await Post(Body("{ __typename }"), token ?? "");
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains(says, Message(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_token_is_told_to_be_expired()
    {
        var tenant = await TestTenant.From();
        var (status, answer) = await Post(Body("{ __typename }"), tenant.Host.Token(tenant.Tenant.Slug, "supervisor", issuedAgo: TimeSpan.FromHours(3)));
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("expired", Message(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody-knows-this-tenant", "supervisor", "TENANT_UNKNOWN")]
    [InlineData(null, "nobody", "USER_UNKNOWN")]
    public async Task A_token_for_nobody_here_is_refused(string? slug, string subject, string code)
    {
        var tenant = await TestTenant.From();
        var (status, answer) = await Post(Body("{ __typename }"), tenant.Host.Token(slug ?? tenant.Tenant.Slug, subject));
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal(code, answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("{ inquiries(first: 0) { nodes { id } } }")]
    [InlineData("{ inquiries(first: 101) { nodes { id } } }")]
    [InlineData("{ inquiries(first: 1, after: \"made-up\") { nodes { id } } }")]
    public async Task A_page_that_cannot_be_is_refused(string query)
    {
        var tenant = await TestTenant.From();
        var answer = await tenant.Send("supervisor", query);
        Assert.Equal("BAD_USER_INPUT", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private static string Body(string query) => JsonSerializer.Serialize(new { query });

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> Post(string body, string? token = null)
    {
        var tenant = token is null ? await TestTenant.From() : null;
        var host = tenant?.Host ?? await TestHost.Shared;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/graphql-response+json"));
        request.Headers.ExpectContinue = true;
        var bearer = token ?? host.Token(tenant!.Tenant.Slug, "supervisor");
        if (bearer.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonSerializer.Deserialize<JsonElement>(text));
    }

    private static string Message(JsonElement answer) => answer.GetProperty("errors")[0].GetProperty("message").GetString()!;

    private static (int Line, int Column) Place(JsonElement answer)
    {
        var place = answer.GetProperty("errors")[0].GetProperty("locations")[0];
        return (place.GetProperty("line").GetInt32(), place.GetProperty("column").GetInt32());
    }
}
