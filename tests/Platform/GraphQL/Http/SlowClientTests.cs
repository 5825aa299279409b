using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using CarePlatform.GraphQL;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class SlowClientTests
{
    private const int Megabyte = 1024 * 1024;

    // More than the sockets of both sides take in between.
    private const string Large = "{ rows(count: 24000) }";

    private readonly ExecutorOptions _options = new() { MaxResponseBytes = 64 * Megabyte, ResponseMemory = new ResponseMemory(48 * Megabyte) };

    [Fact]
    public async Task A_client_that_does_not_read_holds_its_own_response_and_no_more()
    {
        var ct = TestContext.Current.CancellationToken;
        var finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await Start(finished);
        using var others = new HttpClient { BaseAddress = new Uri(host.Urls.Single()) };
        using var slow = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await slow.ConnectAsync(new IPEndPoint(IPAddress.Loopback, others.BaseAddress!.Port), ct);
        await slow.SendAsync(Encoding.ASCII.GetBytes(
            "POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {Body(Large).Length}\r\n\r\n{Body(Large)}"));
        await finished.Task.WaitAsync(ct);

        using (var refused = await others.PostAsJsonAsync("/graphql", new { query = Large }, ct))
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (refused.StatusCode, refused.Headers.GetValues("Retry-After").Single()));
            Assert.Contains("OVERLOADED", await refused.Content.ReadAsStringAsync(ct));
        }

        using (var small = await others.PostAsJsonAsync("/graphql", new { query = "{ rows(count: 1) }" }, ct))
        {
            Assert.Equal(HttpStatusCode.OK, small.StatusCode);
        }

        // The connection is closed when the server has done with the request.
        Assert.InRange(await ReadToEnd(slow, ct), 24_000 * 1024, 24_000 * 1024 + 1024);
        Assert.Equal(0, _options.ResponseMemory.HeldBytes);
        Assert.Equal(24_000 * 1024, (await others.GetByteArrayAsync($"/graphql?query={Uri.EscapeDataString(Large)}", ct)).Length, tolerance: 100);
    }

    [Fact]
    public async Task A_client_that_goes_away_gives_its_memory_back()
    {
        var ct = TestContext.Current.CancellationToken;
        var finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var host = await Start(finished);
        using (var slow = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 })
        {
            await slow.ConnectAsync(new IPEndPoint(IPAddress.Loopback, new Uri(host.Urls.Single()).Port), ct);
            await slow.SendAsync(Encoding.ASCII.GetBytes($"GET /graphql?query={Uri.EscapeDataString(Large)} HTTP/1.1\r\nHost: x\r\n\r\n"));
            await finished.Task.WaitAsync(ct);
            Assert.NotEqual(0, _options.ResponseMemory.HeldBytes);
        }

        // The host stops when every request has ended.
        await host.StopAsync(ct);
        Assert.Equal(0, _options.ResponseMemory.HeldBytes);
        await host.DisposeAsync();
    }

    private static string Body(string query) => $"{{\"query\":\"{query}\"}}";

    private static async Task<int> ReadToEnd(Socket socket, CancellationToken ct)
    {
        var buffer = new byte[256 * 1024];
        var (total, read) = (0, 0);
        while ((read = await socket.ReceiveAsync(buffer, ct)) > 0)
        {
            total += read;
        }

        return total;
    }

    private async Task<WebApplication> Start(TaskCompletionSource finished)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // However slow this machine is, the server must not give the slow client up.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MinResponseDataRate = null);
        var app = builder.Build();
        var executor = new GraphQLExecutor(LargeAnswers.Schema, _options);
        app.MapGraphQL(configure: options =>
        {
            options.Executor = _ => new ValueTask<GraphQLExecutor>(executor);
            options.Live = null;
            options.BeforeSending = (_, _) =>
            {
                finished.TrySetResult();
                return ValueTask.CompletedTask;
            };
        });
        await app.StartAsync();
        return app;
    }
}
