using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
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

    // What a caller says of itself in a header is nobody's word: without a proxy that is trusted the socket tells where it comes from.
    [Fact]
    public async Task Who_has_to_wait_is_told_by_the_address_of_the_socket_whatever_a_header_says()
    {
        var tenant = await ShelfTenant.New("refused-tokens");
        using var one = From(IPAddress.Parse("127.0.0.77"), tenant);
        using var another = From(IPAddress.Parse("127.0.0.78"), tenant);
        for (var i = 0; i < TestHost.RefusedTokens; i++)
        {
            Assert.Equal((HttpStatusCode.Unauthorized, null), await Send(one, $"e30.s{i}.bad", forwardedFor: $"198.51.{i / 250}.{i % 250}"));
        }

        var (status, wait) = await Send(one, "e30.e30.bad", forwardedFor: "203.0.113.9");
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), (status, wait));
        // Nor can anybody make another address wait by naming it, or be taken for one that waits.
        Assert.Equal((HttpStatusCode.Unauthorized, null), await Send(another, "e30.e31.bad", forwardedFor: "127.0.0.77"));
        Assert.Equal((HttpStatusCode.OK, null), await Send(one, tenant.Host.Token(tenant.Tenant.Slug, "reader"), forwardedFor: "203.0.113.9"));
    }

    private static HttpClient From(IPAddress source, TestTenant tenant) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, ct) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(source, 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = tenant.Host.Client.BaseAddress };

    private static Task<(HttpStatusCode, TimeSpan?)> Send(TestTenant tenant, string token) => Send(tenant.Host.Client, token);

    private static async Task<(HttpStatusCode, TimeSpan?)> Send(HttpClient client, string token, string? forwardedFor = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = "{ books { nodes { title } } }" }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (forwardedFor is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwardedFor);
            request.Headers.Add("Forwarded", $"for={forwardedFor}");
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, response.Headers.RetryAfter?.Delta);
    }

    private static DefaultHttpContext From(string address)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return http;
    }
}
