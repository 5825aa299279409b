using System.Net;
using System.Text;
using CarePlatform.GraphQL;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class StreamTests
{
    [Fact]
    public async Task A_subscription_has_an_event_for_each_response_and_is_completed()
    {
        await using var host = await LiveHost.Start();
        using var stream = await StreamClient.Post(host, "{'query':'subscription ($n: Int!) { countdown(from: $n) }','variables':{'n':2}}");
        Assert.Equal((HttpStatusCode.OK, "text/event-stream; charset=utf-8"), (stream.Status, stream.MediaType));
        Assert.Equal(["next {'data':{'countdown':2}}", "next {'data':{'countdown':1}}", "complete ", null], await Rest(stream));
    }

    [Theory]
    [InlineData("{ hello }", "next {'data':{'hello':'world'}}")]
    [InlineData("subscription { countdown(from: 1) }", "next {'data':{'countdown':1}}")]
    [InlineData("{ nothing }", "next {'errors':[{'message':'Cannot query field \\'nothing\\' on type \\'Query\\'.','locations':[{'line':1,'column':3}]}]}")]
    [InlineData("subscription { locked }", "next {'errors':[{'message':'Not for you.','locations':[{'line':1,'column':16}],'path':['locked'],'extensions':{'code':'FORBIDDEN'}}]}")]
    public async Task Browsers_ask_with_everything_in_the_address(string query, string answer)
    {
        await using var host = await LiveHost.Start();
        using var stream = await StreamClient.Get(host, query);
        Assert.Equal(HttpStatusCode.OK, stream.Status);
        Assert.Equal([answer, "complete ", null], await Rest(stream));
    }

    [Fact]
    public async Task A_mutation_is_not_asked_with_GET()
    {
        await using var host = await LiveHost.Start();
        using var refused = await StreamClient.Get(host, "mutation { publish(title: \"x\") }");
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "application/json; charset=utf-8"), (refused.Status, refused.MediaType));
        using var stream = await StreamClient.Post(host, "{'query':'mutation { publish(title: \\'x\\') }'}");
        Assert.Equal(["next {'data':{'publish':0}}", "complete ", null], await Rest(stream));
    }

    [Fact]
    public async Task What_is_no_request_is_no_stream()
    {
        await using var host = await LiveHost.Start();
        using var refused = await StreamClient.Post(host, "{'query':7}");
        Assert.Equal((HttpStatusCode.BadRequest, "application/json; charset=utf-8"), (refused.Status, refused.MediaType));
    }

    [Theory]
    [InlineData("application/json, text/event-stream", "application/json")]
    [InlineData("text/event-stream;q=0.5, application/json", "application/json")]
    [InlineData("text/event-stream, application/json;q=0.5", "text/event-stream")]
    [InlineData("text/event-stream, */*", "text/event-stream")]
    [InlineData("*/*", "application/json")]
    public async Task A_query_comes_as_a_stream_when_the_client_likes_that_best(string accept, string expected)
    {
        await using var host = await LiveHost.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query={hello}");
        request.Headers.Add("Accept", accept);
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_client_that_goes_ends_what_it_asked_for()
    {
        await using var host = await LiveHost.Start();
        using (var stream = await StreamClient.Post(host, "{'query':'subscription { quiet }'}"))
        {
            Assert.Equal("next {'data':{'quiet':0}}", await stream.Read());
        }

        await host.Room.SourceEnded.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_server_that_stops_ends_the_stream_without_completing_it()
    {
        await using var host = await LiveHost.Start();
        using var stream = await StreamClient.Post(host, "{'query':'subscription { quiet }'}");
        await stream.Read();
        var stopped = host.Stop();
        Assert.Null(await stream.Read());
        await stopped;
        Assert.Equal(0, host.Room.OpenSources);
    }

    [Fact]
    public async Task Operations_share_a_stream_that_was_reserved()
    {
        await using var host = await LiveHost.Start();
        using var stream = await StreamClient.Reserve(host);
        using var quiet = await stream.Ask("{'query':'subscription { quiet }','extensions':{'operationId':'1'}}");
        Assert.Equal((HttpStatusCode.Accepted, ""), (quiet.StatusCode, await quiet.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        Assert.Equal("next {'id':'1','payload':{'data':{'quiet':0}}}", await stream.Read());
        using var hello = await stream.Ask("{'query':'{ hello }','extensions':{'operationId':'2'}}");
        Assert.Equal(["next {'id':'2','payload':{'data':{'hello':'world'}}}", "complete {'id':'2'}"], await stream.Read(2));
        Assert.Equal(HttpStatusCode.OK, await stream.Stop("1"));
        await host.Room.SourceEnded.Task;
        using var again = await stream.Ask("{'query':'subscription { countdown(from: 1) }','extensions':{'operationId':'1'}}");
        Assert.Equal(["next {'id':'1','payload':{'data':{'countdown':1}}}", "complete {'id':'1'}"], await stream.Read(2));
    }

    [Fact]
    public async Task What_breaks_the_rules_of_a_shared_stream_is_refused()
    {
        await using var host = await LiveHost.Start(options => options.MaxOperations = 1);
        using var stream = await StreamClient.Reserve(host);
        using var second = await StreamClient.Connect(host, stream.Token);
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        using var unknown = await StreamClient.Connect(host, "0123");
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Equal(HttpStatusCode.NotFound, await Status(stream.Ask("{'query':'{ hello }','extensions':{'operationId':'1'}}", token: "0123")));
        Assert.Equal(HttpStatusCode.BadRequest, await Status(stream.Ask("{'query':'{ hello }'}")));
        Assert.Equal(HttpStatusCode.BadRequest, await Status(stream.Ask("{'query':'{ nothing }','extensions':{'operationId':'1'}}")));
        Assert.Equal(HttpStatusCode.BadRequest, await Status(stream.Ask("{'query':'subscription { locked }','extensions':{'operationId':'1'}}")));
        Assert.Equal(HttpStatusCode.Accepted, await Status(stream.Ask("{'query':'subscription { quiet }','extensions':{'operationId':'1'}}")));
        Assert.Equal(HttpStatusCode.Conflict, await Status(stream.Ask("{'query':'{ hello }','extensions':{'operationId':'1'}}")));
        Assert.Equal(HttpStatusCode.TooManyRequests, await Status(stream.Ask("{'query':'{ hello }','extensions':{'operationId':'2'}}")));
        Assert.Equal(HttpStatusCode.BadRequest, await stream.Stop(null));
        Assert.Equal(HttpStatusCode.OK, await stream.Stop("unknown"));
    }

    [Fact]
    public async Task No_more_streams_are_reserved_than_may_be()
    {
        await using var host = await LiveHost.Start(options => options.MaxReservations = 1);
        using var stream = await StreamClient.Reserve(host);
        using var refused = await host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Put, "/graphql"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
    }

    [Fact]
    public async Task Line_breaks_between_the_parts_of_JSON_stay_within_their_event()
    {
        var http = new DefaultHttpContext();
        using var body = new MemoryStream();
        http.Response.Body = body;
        using var stream = new EventStream(http, new LiveOptions());
        await stream.Write(EventStream.Next, "{\r\n\"a\":\n1}"u8.ToArray(), TestContext.Current.CancellationToken);
        await stream.Write(EventStream.Complete, default, TestContext.Current.CancellationToken);
        Assert.Equal("event: next\ndata: {\ndata: \ndata: \"a\":\ndata: 1}\n\nevent: complete\ndata: \n\n", Encoding.UTF8.GetString(body.ToArray()));
    }

    [Fact]
    public async Task Without_live_connections_the_methods_are_those_of_plain_HTTP()
    {
        await using var host = await GraphQLHost.Start(options => options.Live = null);
        using var put = await host.Send(HttpMethod.Put, "/graphql");
        using var stream = await host.Send(HttpMethod.Get, "/graphql?query={__typename}", "text/event-stream");
        Assert.Equal((HttpStatusCode.MethodNotAllowed, HttpStatusCode.NotAcceptable), (put.StatusCode, stream.StatusCode));
    }

    private static async Task<HttpStatusCode> Status(Task<HttpResponseMessage> request)
    {
        using var response = await request;
        return response.StatusCode;
    }

    private static async Task<IReadOnlyList<string?>> Rest(StreamClient stream)
    {
        var events = new List<string?>();
        do
        {
            events.Add(await stream.Read());
        }
        while (events[^1] is not null);
        return events;
    }
}
