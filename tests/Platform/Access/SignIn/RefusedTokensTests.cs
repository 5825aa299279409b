using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using CarePlatform.Testing;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class RefusedTokensTests
{
    [Fact]
    public void After_some_each_further_one_doubles_the_wait_of_its_address_and_of_no_other()
    {
        var world = new TestWorld();
        var refused = new RefusedTokens(world, new SignInOptions { RefusedTokensOfAddress = 3 });
        Assert.All(Enumerable.Range(0, 3), _ => Assert.Equal(TimeSpan.Zero, refused.Count(From("192.0.2.7"))));
        foreach (var seconds in new[] { 1, 2, 4 })
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), refused.Count(From("192.0.2.7")));
            Assert.Equal(TimeSpan.Zero, refused.Count(From("192.0.2.8")) + refused.Count(From($"198.51.100.{seconds}")));
            world.Pass(TimeSpan.FromSeconds(seconds));
            Assert.Equal(TimeSpan.Zero, refused.Count(From("192.0.2.7")));
        }
    }

    [Fact]
    public async Task Whoever_sends_many_bad_tokens_is_told_when_to_come_again_and_a_good_one_passes_meanwhile()
    {
        // The address of all tests is one: this host is theirs alone.
        var tenant = await ShelfTenant.New("refused-tokens");
        for (var i = 0; i < TestHost.RefusedTokens; i++)
        {
            Assert.Equal((HttpStatusCode.Unauthorized, null), await Send(tenant, $"e30.{i}.bad"));
        }

        var (status, wait) = await Send(tenant, "e30.e30.bad");
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), (status, wait));
        Assert.Equal((HttpStatusCode.OK, null), await Send(tenant, tenant.Host.Token(tenant.Tenant.Slug, "reader")));
    }

    private static async Task<(HttpStatusCode, TimeSpan?)> Send(TestTenant tenant, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = "{ books { nodes { title } } }" }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await tenant.Host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, response.Headers.RetryAfter?.Delta);
    }

    private static DefaultHttpContext From(string address)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return http;
    }
}
