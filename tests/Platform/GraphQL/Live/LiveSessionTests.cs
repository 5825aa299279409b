using System.Text.Json;
using CarePlatform.GraphQL;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class LiveSessionTests : IAsyncDisposable
{
    private readonly HandTime _time = new();
    private readonly Session _session = new();

    [Fact]
    public async Task A_socket_signs_in_with_its_first_message_and_is_greeted()
    {
        JsonElement seen = default;
        await using var host = await Start((request, _) =>
        {
            seen = request.Payload.Clone();
            return new ValueTask<LiveSession>(_session);
        });
        using var client = await SocketClient.Open(host);
        await client.Send("{'type':'connection_init','payload':{'token':'secret'}}");
        Assert.Equal("{'type':'connection_ack','payload':{'until':'noon'}}", await client.Read());
        Assert.Equal("secret", seen.GetProperty("token").GetString());
    }

    [Fact]
    public async Task A_socket_that_may_not_open_is_closed_with_the_reason()
    {
        await using var host = await Start((_, _) => throw new GraphQLException($"Who are you? {new string('ä', 200)}"));
        using var client = await SocketClient.Open(host);
        await client.Send("{'type':'connection_init'}");
        Assert.Equal($"4403 Who are you? {new string('ä', 53)}…", await client.Read());
    }

    [Fact]
    public async Task A_session_that_fails_to_open_closes_the_socket_without_the_cause()
    {
        await using var host = await Start((_, _) => throw new InvalidOperationException("The password is swordfish."));
        using var client = await SocketClient.Open(host);
        await client.Send("{'type':'connection_init'}");
        Assert.Equal("4500 Internal server error", await client.Read());
    }

    [Fact]
    public async Task A_socket_that_says_nothing_is_closed()
    {
        await using var host = await Start();
        using var client = await SocketClient.Open(host);
        await _time.RunOut(host.Options.InitTimeout);
        Assert.Equal("4408 Connection initialisation timeout", await client.Read());
    }

    [Fact]
    public async Task What_is_asked_before_the_acknowledgement_closes_the_socket()
    {
        var opening = new TaskCompletionSource<LiveSession>();
        await using var host = await Start((_, _) => new ValueTask<LiveSession>(opening.Task));
        using var client = await SocketClient.Open(host);
        await client.Send("{'type':'connection_init'}");
        await client.Subscribe("a", "{ hello }");
        Assert.Equal("4401 Unauthorized", await client.Read());
        opening.SetResult(_session);
        await client.Close();
        await _session.Disposed.Task;
    }

    [Fact]
    public async Task A_session_that_ends_closes_its_quiet_socket()
    {
        await using var host = await Start();
        using var client = await SocketClient.Begin(host);
        await client.Subscribe("a", "subscription { quiet }");
        await client.Read();
        _session.End = "The token has expired.";
        await _time.RunOut(host.Options.SessionCheck);
        Assert.Equal("4403 The token has expired.", await client.Read());
        await client.Close();
        await host.Room.SourceEnded.Task;
        await _session.Disposed.Task;
    }

    [Fact]
    public async Task A_session_that_ended_hears_no_more_events()
    {
        await using var host = await Start();
        using var client = await SocketClient.Begin(host);
        await client.Subscribe("a", "subscription { news { title } }");
        while (host.Room.News.ListenerCount == 0)
        {
            await Task.Yield();
        }

        host.Room.News.Publish("before");
        Assert.Contains("before", await client.Read());
        _session.End = "The token has expired.";
        host.Room.News.Publish("secret");
        Assert.Equal("4403 The token has expired.", await client.Read());
    }

    [Fact]
    public async Task An_event_stream_whose_session_ends_says_so_and_is_complete()
    {
        await using var host = await Start();
        using var stream = await StreamClient.Post(host, "{'query':'subscription { quiet }'}");
        Assert.Equal("next {'data':{'quiet':0}}", await stream.Read());
        _session.End = "The token has expired.";
        await _time.RunOut(host.Options.SessionCheck);
        Assert.Equal("next {'errors':[{'message':'The token has expired.','extensions':{'code':'FORBIDDEN'}}]}", await stream.Read());
        Assert.Equal(["complete ", null], await stream.Read(2));
    }

    [Fact]
    public async Task A_shared_event_stream_whose_session_ends_says_so_to_each_operation()
    {
        await using var host = await Start();
        using var stream = await StreamClient.Reserve(host);
        await stream.Ask("{'query':'subscription { quiet }','extensions':{'operationId':'1'}}");
        Assert.Equal("next {'id':'1','payload':{'data':{'quiet':0}}}", await stream.Read());
        _session.End = "The token has expired.";
        await _time.RunOut(host.Options.SessionCheck);
        Assert.Equal("next {'id':'1','payload':{'errors':[{'message':'The token has expired.','extensions':{'code':'FORBIDDEN'}}]}}", await stream.Read());
        Assert.Equal(["complete {'id':'1'}", null], await stream.Read(2));
        await _session.Disposed.Task;
    }

    [Fact]
    public async Task A_shared_event_stream_is_open_to_those_only_whom_its_session_knows()
    {
        await using var host = await Start();
        using var stream = await StreamClient.Reserve(host);
        _session.IsClosedToOthers = true;
        using var asked = await stream.Ask("{'query':'{ hello }','extensions':{'operationId':'1'}}");
        Assert.Equal(404, (int)asked.StatusCode);
    }

    [Fact]
    public async Task A_quiet_event_stream_is_kept_alive()
    {
        await using var host = await Start();
        using var stream = await StreamClient.Post(host, "{'query':'subscription { quiet }'}");
        await stream.Read();
        await _time.RunOut(host.Options.KeepAlive);
        Assert.Equal(":", await stream.ReadLine());
    }

    [Fact]
    public async Task A_reserved_stream_that_is_not_connected_in_time_is_forgotten()
    {
        await using var host = await Start();
        using var reserved = await host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Put, "/graphql"), TestContext.Current.CancellationToken);
        var token = await reserved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        await _time.RunOut(host.Options.ReservationTimeout);
        await _session.Disposed.Task;
        using var stream = await StreamClient.Connect(host, token);
        Assert.Equal(404, (int)stream.Status);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_cut_off_and_what_it_asked_for_ends()
    {
        await using var host = await Start();
        host.Options.SendTimeout = TimeSpan.FromSeconds(31);
        using var client = await SocketClient.Begin(host);
        await client.Subscribe("a", "subscription { quiet }");
        await client.Read();
        await client.Subscribe("b", "{ large(size: 30000000) }");
        await CutOff(host);
    }

    [Fact]
    public async Task A_client_that_does_not_read_its_event_stream_is_cut_off()
    {
        await using var host = await Start();
        host.Options.SendTimeout = TimeSpan.FromSeconds(31);
        using var stream = await StreamClient.Reserve(host);
        await stream.Ask("{'query':'subscription { quiet }','extensions':{'operationId':'1'}}");
        await stream.Read();
        await stream.Ask("{'query':'{ large(size: 30000000) }','extensions':{'operationId':'2'}}");
        await CutOff(host);
    }

    [Fact]
    public void A_host_that_must_keep_what_is_shown_has_to_say_how_open_connections_do()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        var refused = Assert.Throws<InvalidOperationException>(() =>
            app.MapGraphQL(configure: options => options.BeforeSending = (_, _) => ValueTask.CompletedTask));
        Assert.Contains("Live.OpenSession", refused.Message);
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    // Whatever is being sent has taken too long by now, until the source has heard of it.
    private async Task CutOff(LiveHost host)
    {
        var ended = host.Room.SourceEnded.Task;
        while (!ended.IsCompleted)
        {
            await Task.WhenAny(ended, _time.RunOut(host.Options.SendTimeout));
            await Task.Yield();
        }

        await _session.Disposed.Task;
    }

    private Task<LiveHost> Start(Func<LiveRequest, CancellationToken, ValueTask<LiveSession>>? open = null) => LiveHost.Start(options =>
    {
        options.Time = _time;
        options.OpenSession = async (request, cancellation) =>
        {
            _session.Executor = request.Http.RequestServices.GetRequiredService<GraphQLExecutor>();
            return open is null ? _session : await open(request, cancellation);
        };
    });

    private sealed class Session : LiveSession
    {
        public volatile string? End;

        public GraphQLExecutor? Executor { get; set; }

        public bool IsClosedToOthers { get; set; }

        public TaskCompletionSource Disposed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override IReadOnlyDictionary<string, object?>? Greeting { get; } = new Dictionary<string, object?> { ["until"] = "noon" };

        public override ValueTask<GraphQLExecutor> FindExecutor(CancellationToken cancellation) => new(Executor!);

        public override ValueTask<ExecutionScope> OpenScope(CancellationToken cancellation) =>
            new(new ExecutionScope(new ServiceCollection().BuildServiceProvider(), "user"));

        public override ValueTask<string?> FindEnd(CancellationToken cancellation) => new(End);

        public override bool IsOpenTo(HttpContext http) => !IsClosedToOthers;

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            Disposed.TrySetResult();
        }
    }
}
