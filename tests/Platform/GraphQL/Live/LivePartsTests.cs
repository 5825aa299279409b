using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>What comes in parts, and what is counted, over open connections.</summary>
public sealed class LivePartsTests
{
    private const string Query = "{ hero { id ... @defer { name } } }";
    private const string First = "{'data':{'hero':{'id':'1'}},'pending':[{'id':'0','path':['hero']}],'hasNext':true}";
    private const string Second = "{'incremental':[{'id':'0','data':{'name':'Luke'}}],'completed':[{'id':'0'}],'hasNext':false}";

    private readonly Heroes _heroes = new();

    [Fact]
    public async Task Parts_come_over_a_socket_one_by_one()
    {
        await using var host = await LiveHost.Start(executor: _heroes.Executor);
        using var client = await SocketClient.Begin(host);
        await client.Subscribe("a", Query);
        Assert.Equal(
            [$"{{'id':'a','type':'next','payload':{First}}}", $"{{'id':'a','type':'next','payload':{Second}}}", "{'id':'a','type':'complete'}"],
            await client.Read(3));
    }

    [Fact]
    public async Task Parts_come_as_events_of_a_stream()
    {
        await using var host = await LiveHost.Start(executor: _heroes.Executor);
        using var stream = await StreamClient.Post(host, $"{{'query':'{Query}'}}");
        Assert.Equal([$"next {First}", $"next {Second}", "complete "], await stream.Read(3));
    }

    [Fact]
    public async Task Work_on_parts_ends_when_a_client_is_no_more_interested()
    {
        await using var host = await LiveHost.Start(executor: _heroes.Executor);
        using var client = await SocketClient.Begin(host);
        await client.Subscribe("a", "{ hero { id ... @defer { wait(gate: \\\"a\\\") } } }");
        await client.Read();
        await client.Send("{'id':'a','type':'complete'}");
        await client.Subscribe("a", "{ hero { id } }");
        Assert.Equal("{'id':'a','type':'next','payload':{'data':{'hero':{'id':'1'}}}}", await client.Read());
    }

    [Fact]
    public async Task Each_event_is_paid_for_until_nothing_is_left()
    {
        var room = new Newsroom();
        var time = new HandTime();
        var executor = new GraphQLExecutor(room.Schema, new ExecutorOptions
        {
            Time = time,
            Cost = new CostOptions { IsTold = false, Budget = new LeakyBuckets(_ => new CostAccount("one", 2, 0.001), time) },
        });
        await using var responses = await executor.Subscribe(
            new GraphQLRequest { Query = "subscription { news { title } }" }, TestContext.Current.CancellationToken);
        foreach (var title in new[] { "first", "second", "third" })
        {
            room.News.Publish(title);
        }

        var answers = new List<string>();
        await foreach (var response in responses.ReadAll())
        {
            using (response)
            {
                answers.Add(response.ToString());
            }
        }

        Assert.Equal(["{\"data\":{\"news\":{\"title\":\"first\"}}}", "{\"data\":{\"news\":{\"title\":\"second\"}}}"], answers[..2]);
        Assert.Contains("COST_BUDGET_EXHAUSTED", Assert.Single(answers[2..]));
    }

    [Fact]
    public async Task A_hidden_value_is_told_with_its_event()
    {
        var room = new Newsroom();
        var executor = new GraphQLExecutor(room.Schema, new ExecutorOptions { Redaction = new NoWrong() });
        await using var responses = await executor.Subscribe(
            new GraphQLRequest { Query = "subscription { news { wrong } }" }, TestContext.Current.CancellationToken);
        room.News.Publish("good");
        room.News.Complete();
        await foreach (var response in responses.ReadAll())
        {
            using (response)
            {
                Assert.Equal(
                    "{'data':{'news':{'wrong':null}},'extensions':{'redactions':[{'path':['news','wrong'],'reason':'Secret.'}]}}",
                    response.ToString().Replace('"', '\''));
            }
        }
    }

    private sealed class NoWrong : IFieldRedaction
    {
        public Resolver? ReasonFor(ObjectType type, Field field) =>
            field.Name == "wrong" ? Resolver.Of<object, string?>(_ => "Secret.") : null;
    }
}
