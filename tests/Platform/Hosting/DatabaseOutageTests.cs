using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class DatabaseOutageTests
{
    [Fact]
    public async Task While_the_database_takes_nobody_in_a_request_is_told_to_come_again_and_then_served()
    {
        var shelf = await ShelfTenant.New("shelf-outage");
        var database = shelf.Host.Database;
        await shelf.Ask("reader", "{ books { nodes { title } } }");

        await Run(database, $"alter database {database.Name} connection limit 0");
        await Run(database, "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'care_app'");
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var refused = await Ask(shelf);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(2), refused.Headers.RetryAfter?.Delta);
            var error = (await refused.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("errors")[0];
            Assert.Equal("DATABASE_UNAVAILABLE", error.GetProperty("extensions").GetProperty("code").GetString());
            Assert.DoesNotContain(database.Name, error.GetProperty("message").GetString());
        }

        await Run(database, $"alter database {database.Name} connection limit -1");
        using var served = await Ask(shelf);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    // Nobody who is known from a moment ago, so that the database must be asked.
    private static async Task<HttpResponseMessage> Ask(TestTenant shelf)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = "{ books { nodes { title } } }" }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", shelf.Host.Token(shelf.Tenant.Slug, "librarian"));
        return await shelf.Host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task Run(TestDatabase database, string sql)
    {
        await using var command = database.Administrator.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
