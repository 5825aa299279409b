using System.Net.WebSockets;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class SocketTests
{
    [Fact]
    public async Task A_subscription_has_a_message_for_each_event_and_is_completed()
    {
        await using var host = await LiveHost.Start();
        using var client = await SocketClient.Begin(host);
        await client.Subscribe("a", "subscription { countdown(from: 2) }");
        Assert.Equal(
            [
                "{'id':'a','type':'next','payload':{'data':{'countdown':2}}}",
                "{'id':'a','type':'next','payload':{'data':{'countdown':1}}}",
                "{'id':'a','type':'complete'}",
            ],
            await client.Read(3));
    }

    [Fact]
    public async Task Queries_and_mutations_are_answered_too()
    {
        await using var host = await LiveHost.Start();
        using var client = await SocketClient.Begin(host);
        await client.Send("{'id':'q','type':'subscribe','payload':{'query':'query A { hello } query B($n: Int!) { large(size: $n) }','operationName':'B','variables':{'n':3}}}");
        Assert.Equal(["{'id':'q','type':'next','payload':{'data':{'large':'xxx'}}}", "{'id':'q','type':'complete'}"], await client.Read(2));
        await client.Subscribe("q", "mutation { publish(title: \\'x\\') }");
        Assert.Equal("{'id':'q','type':'next','payload':{'data':{'publish':0}}}", await client.Read());
    }

    [Fact]
    public async Task Operations_share_the_socket_and_are_told_apart_by_their_ids()
    {
        await using var host = await LiveHost.Start();
        using var client = await SocketClient.Begin(host);
        await client.Subscribe("n", "subscription { quiet }");
        Assert.Equal("{'id':'n','type':'next','payload':{'data':{'quiet':0}}}", await client.Read());
        await client.Subscribe("\\u00fc\\\\", "{ hello }");
        Assert.Equal(["{'id':'ü\\\\','type':'next','payload':{'data':{'hello':'world'}}}", "{'id':'ü\\\\','type':'complete'}"], await client.Read(2));
    }

    [Fact]
    public async Task The_client_completes_and_the_id_is_free_again()
    {
        await using var host = await LiveHost.Start();
        using var client = await SocketClient.Begin(host);
        await client.Subscribe("a", "subscription { quiet }");
        await client.Read();
        await client.Send("{'id':'a','type':'complete'}");
        await client.Subscribe("a", "{ hello }");
        Assert.Equal(["{'id':'a','type':'next','payload':{'data':{'hello':'world'}}}", "{'id':'a','type':'complete'}"], await client.Read(2));
        await host.Room.SourceEnded.Task;
        await client.Send("{'id':'unknown','type':'complete'}");
        await client.Send("{'type':'ping'}");
        Assert.Equal("{'type':'pong'}", await client.Read());
    }

    [Theory]
    [InlineData("{ nothing }", "Cannot query field")]
    [InlineData("{ hello", "Syntax Error")]
    [InlineData("subscription { locked }", "Not for you.")]
    public async Task What_is_not_executed_is_answered_with_its_errors(string query, string message)
    {
        await using var host = await LiveHost.Start();
        using var client = await SocketClient.Begin(host);
        await client.Subscribe("a", query);
        var answer = await client.Read();
        Assert.StartsWith("{'id':'a','type':'error','payload':[{'message':'", answer);
        Assert.Contains(message, answer);
        await client.Subscribe("a", "{ hello }");
        Assert.StartsWith("{'id':'a','type':'next'", await client.Read());
    }

    [Fact]
    public async Task A_source_that_fails_ends_its_operation_with_an_error()
    {
        await using var host = await LiveHost.Start();
        using var client = await SocketClient.Begin(host);
        await client.Subscribe("a", "subscription { ending }");
        Assert.Equal(
            ["{'id':'a','type':'next','payload':{'data':{'ending':1}}}", "{'id':'a','type':'error','payload':[{'message':'The paper has closed.','extensions':{'code':'CLOSED'}}]}"],
            await client.Read(2));
    }

    [Fact]
    public async Task A_ping_is_answered_with_its_payload_before_and_after_the_acknowledgement()
    {
        await using var host = await LiveHost.Start();
        using var client = await SocketClient.Open(host);
        await client.Send("{'type':'ping','payload':{'a':[1]}}");
        await client.Send("{'type':'pong'}");
        await client.Send("{'type':'connection_init'}");
        await client.Send("{'type':'ping'}");
        Assert.Equal("{'type':'pong','payload':{'a':[1]}}", await client.Read());
        Assert.Equal(["{'type':'connection_ack'}", "{'type':'pong'}"], (await client.Read(2)).Order());
    }

    [Theory]
    [InlineData("4400 The message is not valid JSON", "no JSON")]
    [InlineData("4400 A message must be a JSON object with a \"type\".", "[]")]
    [InlineData("4400 A message must be a JSON object with a \"type\".", "{'type':7}")]
    [InlineData("4400 There is no message of this type.", "{'type':'start','id':'a'}")]
    [InlineData("4400 The \"payload\" of a message of type \"connection_init\" must be a JSON object.", "{'type':'connection_init','payload':[1]}")]
    [InlineData("4400 The \"payload\" of a message of type \"ping\" must be a JSON object.", "{'type':'ping','payload':1}")]
    [InlineData("4401 Unauthorized", "{'id':'a','type':'subscribe','payload':{'query':'{ hello }'}}")]
    [InlineData("4401 Unauthorized", "{'id':'a','type':'complete'}")]
    [InlineData("4429 Too many initialisation requests", "{'type':'connection_init'}", "{'type':'connection_init'}")]
    public async Task A_socket_that_breaks_the_protocol_is_closed_with_the_reason(string close, params string[] messages)
    {
        await using var host = await LiveHost.Start();
        using var client = await SocketClient.Open(host);
        foreach (var message in messages)
        {
            await client.Send(message);
        }

        Assert.StartsWith(close.Replace('"', '\''), await Close(client));
    }

    [Theory]
    [InlineData("4400 A message of type \"subscribe\" must have an \"id\"", "{'type':'subscribe','payload':{'query':'{ hello }'}}")]
    [InlineData("4400 A message of type \"subscribe\" must have an \"id\"", "{'id':'','type':'subscribe','payload':{'query':'{ hello }'}}")]
    [InlineData("4400 A message of type \"complete\" must have an \"id\"", "{'type':'complete'}")]
    [InlineData("4400 A message of type \"subscribe\" must have a \"payload\"", "{'id':'a','type':'subscribe'}")]
    [InlineData("4400 The request has no \"query\".", "{'id':'a','type':'subscribe','payload':{}}")]
    [InlineData("4400 The parameter \"variables\" must be a JSON object.", "{'id':'a','type':'subscribe','payload':{'query':'{ hello }','variables':[]}}")]
    [InlineData("4409 Subscriber for a already exists", "{'id':'a','type':'subscribe','payload':{'query':'{ never }'}}", "{'id':'a','type':'subscribe','payload':{'query':'{ never }'}}")]
    public async Task A_wrong_operation_closes_the_socket_with_the_reason(string close, params string[] messages)
    {
        await using var host = await LiveHost.Start();
        using var client = await SocketClient.Begin(host);
        foreach (var message in messages)
        {
            await client.Send(message);
        }

        Assert.StartsWith(close.Replace('"', '\''), await Close(client));
    }

    [Fact]
    public async Task Binary_messages_are_refused()
    {
        await using var host = await LiveHost.Start();
        using var client = await SocketClient.Open(host);
        await client.Send([1, 2, 3], WebSocketMessageType.Binary);
        Assert.StartsWith("4400 Messages are JSON in text frames", await client.Read());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_that_is_too_long_is_not_read_to_its_end(bool inOneFrame)
    {
        await using var host = await LiveHost.Start(options => options.MaxMessageBytes = 10_000);
        using var client = await SocketClient.Open(host);
        var part = new byte[inOneFrame ? 500_000 : 5_000];
        Array.Fill(part, (byte)' ');
        for (var i = 0; i < (inOneFrame ? 1 : 100); i++)
        {
            await client.Send(part, WebSocketMessageType.Text, isLast: false);
        }

        Assert.Equal("1009 A message may have at most 10000 bytes.", await client.Read());
    }

    [Fact]
    public async Task A_socket_of_another_protocol_is_closed()
    {
        await using var host = await LiveHost.Start();
        using var client = await SocketClient.Open(host, protocol: null);
        Assert.Equal("4406 Subprotocol not acceptable", await client.Read());
    }

    [Fact]
    public async Task More_operations_than_may_run_are_answered_with_an_error_and_the_others_go_on()
    {
        await using var host = await LiveHost.Start(options => options.MaxOperations = 2);
        using var client = await SocketClient.Begin(host);
        await client.Subscribe("1", "{ never }");
        await client.Subscribe("2", "subscription { quiet }");
        await client.Read();
        await client.Subscribe("3", "{ hello }");
        var answer = await client.Read();
        Assert.StartsWith("{'id':'3','type':'error'", answer);
        Assert.Contains("TOO_MANY_OPERATIONS", answer);
    }

    [Fact]
    public async Task A_client_that_starts_and_stops_without_end_is_answered_and_leaves_nothing_behind()
    {
        await using var host = await LiveHost.Start();
        using var client = await SocketClient.Begin(host);
        for (var i = 0; i < 2_000; i++)
        {
            await client.Subscribe("a", "subscription { news { title } }");
            await client.Send("{'id':'a','type':'complete'}");
        }

        await client.Send("{'type':'ping','payload':{'last':1}}");
        while (await client.Read() != "{'type':'pong','payload':{'last':1}}")
        {
        }

        await client.Close();
        await host.Stop();
        Assert.Equal(0, host.Room.News.ListenerCount);
    }

    [Fact]
    public async Task A_client_that_goes_without_a_word_ends_what_it_asked_for()
    {
        await using var host = await LiveHost.Start();
        using var client = await SocketClient.Begin(host);
        await client.Subscribe("a", "subscription { quiet }");
        await client.Read();
        client.Abort();
        await host.Room.SourceEnded.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_giant_response_arrives_whole_between_others()
    {
        await using var host = await LiveHost.Start();
        using var client = await SocketClient.Begin(host);
        await client.Subscribe("a", "{ large(size: 500000) }");
        Assert.Equal($"{{'id':'a','type':'next','payload':{{'data':{{'large':'{new string('x', 500_000)}'}}}}}}", await client.Read());
        Assert.Equal("{'id':'a','type':'complete'}", await client.Read());
    }

    [Theory]
    [InlineData("http://evil.example", false)]
    [InlineData("null", false)]
    [InlineData(null, true)]
    public async Task A_page_of_another_origin_may_not_open_a_socket(string? origin, bool isOpened)
    {
        await using var host = await LiveHost.Start();
        if (isOpened)
        {
            using var client = await SocketClient.Open(host, origin: host.Address.GetLeftPart(UriPartial.Authority));
            await client.Send("{'type':'connection_init'}");
            Assert.Equal("{'type':'connection_ack'}", await client.Read());
        }
        else
        {
            await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.Open(host, origin: origin));
        }
    }

    [Fact]
    public async Task A_server_that_stops_says_so_and_ends_what_runs()
    {
        await using var host = await LiveHost.Start();
        using var client = await SocketClient.Begin(host);
        await client.Subscribe("a", "subscription { quiet }");
        await client.Read();
        var stopped = host.Stop();
        Assert.Equal("1001 The server stops", await Close(client));
        await client.Close();
        await stopped;
        Assert.Equal(0, host.Room.OpenSources);
    }

    [Fact]
    public async Task Every_operation_has_a_service_scope_of_its_own()
    {
        await using var host = await LiveHost.Start();
        using var client = await SocketClient.Begin(host);
        await client.Subscribe("a", "{ desk again: desk }");
        Assert.Equal(["{'id':'a','type':'next','payload':{'data':{'desk':1,'again':1}}}", "{'id':'a','type':'complete'}"], await client.Read(2));
        await client.Subscribe("a", "{ desk }");
        Assert.Equal("{'id':'a','type':'next','payload':{'data':{'desk':2}}}", await client.Read());
    }

    /// <summary>What a socket is closed with, whatever was said before.</summary>
    private static async Task<string> Close(SocketClient client)
    {
        string message;
        do
        {
            message = await client.Read();
        }
        while (client.CloseStatus is null);
        return message.Replace('"', '\'');
    }
}
