using System.Text.Json;
using CarePlatform.GraphQL;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class SubscriptionTests
{
    private readonly Newsroom _room = new();

    [Fact]
    public async Task Each_event_has_a_response_until_the_source_ends()
    {
        Assert.Equal(
            ["{'data':{'n':3}}", "{'data':{'n':2}}", "{'data':{'n':1}}"],
            await All("subscription ($from: Int!) { n: countdown(from: $from) }", "{'from':3}"));
    }

    [Fact]
    public async Task A_resolver_makes_the_value_of_the_event() => Assert.Equal(
        ["{'data':{'d':'d 6'}}", "{'data':{'d':'d 4'}}", "{'data':{'d':'d 2'}}"], await All("subscription { d: doubled }"));

    [Fact]
    public async Task Fields_below_the_event_are_resolved_for_each_event_and_fail_for_that_event_only()
    {
        await using var responses = await Open("subscription { news { title length wrong } }");
        _room.News.Publish("bad");
        _room.News.Publish("good news");
        _room.News.Complete();
        Assert.Equal(
            [
                "{'data':{'news':{'title':'bad','length':3,'wrong':null}},'errors':[{'message':'Bad news.','locations':[{'line':1,'column':36}],'path':['news','wrong']}]}",
                "{'data':{'news':{'title':'good news','length':9,'wrong':'fine'}}}",
            ],
            await Read(responses));
    }

    [Theory]
    [InlineData("subscription { locked }", "{'errors':[{'message':'Not for you.','locations':[{'line':1,'column':16}],'path':['locked'],'extensions':{'code':'FORBIDDEN'}}]}")]
    [InlineData("subscription { sourceless }", "{'errors':[{'message':'Subscription field \\'sourceless\\' has no source of events.','locations':[{'line':1,'column':16}],'path':['sourceless']}]}")]
    public async Task A_source_that_does_not_open_refuses_the_request(string query, string expected)
    {
        await using var responses = await Open(query);
        Assert.Equal((false, ResponseKind.Refused), (responses.IsSubscription, responses.Refusal?.Kind));
        Assert.Equal([expected], await Read(responses));
    }

    [Fact]
    public async Task Variables_that_are_wrong_refuse_the_request_before_the_source_is_opened()
    {
        await using var responses = await Open("subscription ($from: Int!) { countdown(from: $from) }", "{'from':'many'}");
        Assert.Equal(ResponseKind.Refused, responses.Refusal?.Kind);
    }

    [Fact]
    public async Task A_source_that_fails_ends_with_an_error_without_its_text()
    {
        var answers = await All("subscription { failing }");
        Assert.Equal("{'data':{'failing':1}}", answers[0]);
        Assert.StartsWith("{'errors':[{'message':'Something went wrong here.", answers[1]);
        Assert.DoesNotContain("swordfish", answers[1]);
        Assert.Equal(2, answers.Count);
    }

    [Fact]
    public async Task A_source_that_fails_with_a_word_for_the_client_ends_with_that() => Assert.Equal(
        ["{'data':{'ending':1}}", "{'errors':[{'message':'The paper has closed.','extensions':{'code':'CLOSED'}}]}"],
        await All("subscription { ending }"));

    [Theory]
    [InlineData("quiet")]
    [InlineData("deaf")]
    public async Task Cancelling_ends_the_wait_for_an_event_whether_the_source_heeds_it_or_not(string source)
    {
        using var cancel = new CancellationTokenSource();
        await using (var responses = await new GraphQLExecutor(_room.Schema).Subscribe(Request($"subscription {{ {source} }}"), cancel.Token))
        {
            var reader = responses.ReadAll().GetAsyncEnumerator(TestContext.Current.CancellationToken);
            Assert.True(await reader.MoveNextAsync());
            reader.Current.Dispose();
            var next = reader.MoveNextAsync();
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(next.AsTask);
        }

        _room.Deaf.TrySetResult();
        await _room.SourceEnded.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, _room.OpenSources);
    }

    [Fact]
    public async Task Responses_that_are_not_read_any_more_leave_no_listener_behind()
    {
        await using (await Open("subscription { news { title } }"))
        {
            Assert.Equal(1, _room.News.ListenerCount);
        }

        Assert.Equal(0, _room.News.ListenerCount);
    }

    [Fact]
    public async Task Each_event_has_a_scope_of_its_own_which_ends_before_the_response_is_given_out()
    {
        var desks = new List<Newsroom.Desk>();
        await using var responses = await Open("subscription { news { desk } }", openScope: _ => new(Scope(desks)));
        _room.News.Publish("one");
        _room.News.Publish("two");
        _room.News.Complete();
        var answers = new List<string>();
        await foreach (var response in responses.ReadAll())
        {
            using (response)
            {
                answers.Add(response.ToString());
                Assert.True(desks[^1].IsClosed);
                Assert.False(desks[0].IsClosed);
            }
        }

        Assert.Equal(["{\"data\":{\"news\":{\"desk\":1}}}", "{\"data\":{\"news\":{\"desk\":2}}}"], answers);
        Assert.True(desks[0].IsClosed);
    }

    [Fact]
    public async Task A_scope_that_is_refused_ends_the_subscription()
    {
        var opened = 0;
        await using var responses = await Open(
            "subscription { countdown(from: 5) }",
            openScope: _ => opened++ < 2 ? new(Scope([])) : throw new GraphQLException("You have left the organisation.", "FORBIDDEN"));
        Assert.Equal(
            ["{'data':{'countdown':5}}", "{'errors':[{'message':'You have left the organisation.','extensions':{'code':'FORBIDDEN'}}]}"],
            await Read(responses));
    }

    [Fact]
    public async Task What_the_host_cannot_keep_is_not_shown()
    {
        await using var responses = await Open("{ hello }", openScope: _ => new(new Forgetful()));
        var answer = Assert.Single(await Read(responses));
        Assert.Contains("INTERNAL_ERROR", answer);
        Assert.DoesNotContain("world", answer);
    }

    [Fact]
    public async Task A_query_has_one_response() => Assert.Equal(["{'data':{'hello':'world'}}"], await All("{ hello }"));

    [Fact]
    public async Task A_subscription_cannot_be_asked_for_a_single_response() => Assert.Equal(
        "{'errors':[{'message':'A subscription has a response for each event. Ask with Subscribe.','locations':[{'line':1,'column':1}]}]}",
        await new GraphQLExecutor(_room.Schema).Ask("subscription { doubled }"));

    [Fact]
    public async Task A_guard_is_asked_before_the_source_is_opened()
    {
        var executor = new GraphQLExecutor(_room.Schema, new ExecutorOptions { Guard = new NoNews() });
        await using var responses = await executor.Subscribe(Request("subscription { news { title } }"), TestContext.Current.CancellationToken);
        Assert.Equal("No news is good news.", responses.Refusal?.Errors.Single().Message);
        Assert.Equal(0, _room.News.ListenerCount);
    }

    [Fact]
    public async Task Interceptors_are_told_of_the_start_and_the_end_and_may_add_to_each_response()
    {
        var interceptor = new Counting();
        var executor = new GraphQLExecutor(_room.Schema, new ExecutorOptions { Interceptors = [interceptor] });
        await using (var responses = await executor.Subscribe(Request("subscription { countdown(from: 2) }"), TestContext.Current.CancellationToken))
        {
            Assert.Equal(
                ["{'data':{'countdown':2},'extensions':{'edition':1}}", "{'data':{'countdown':1},'extensions':{'edition':1}}"], await Read(responses));
        }

        Assert.Equal(["started", "finished False"], interceptor.Seen);
    }

    private async Task<IReadOnlyList<string>> All(string query, string? variables = null)
    {
        await using var responses = await Open(query, variables);
        return await Read(responses);
    }

    private ValueTask<GraphQLResponses> Open(string query, string? variables = null, Func<CancellationToken, ValueTask<ExecutionScope>>? openScope = null) =>
        new GraphQLExecutor(_room.Schema).Subscribe(Request(query, variables, openScope), TestContext.Current.CancellationToken);

    private static GraphQLRequest Request(
        string query, string? variables = null, Func<CancellationToken, ValueTask<ExecutionScope>>? openScope = null) => new()
        {
            Query = query,
            Variables = variables is null ? default : JsonElement.Parse(variables.Replace('\'', '"')),
            OpenScope = openScope,
        };

    private static async Task<IReadOnlyList<string>> Read(GraphQLResponses responses)
    {
        var answers = new List<string>();
        await foreach (var response in responses.ReadAll())
        {
            using (response)
            {
                answers.Add(response.ToString().Replace('"', '\''));
            }
        }

        return answers;
    }

    private static DeskScope Scope(List<Newsroom.Desk> desks)
    {
        var desk = new Newsroom.Desk(desks.Count);
        desks.Add(desk);
        return new DeskScope(new ServiceCollection().AddScoped(_ => desk).BuildServiceProvider().CreateAsyncScope());
    }

    private sealed class DeskScope(AsyncServiceScope scope) : ExecutionScope(Resolved(scope), null)
    {
        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await scope.DisposeAsync();
        }

        private static IServiceProvider Resolved(AsyncServiceScope scope)
        {
            scope.ServiceProvider.GetRequiredService<Newsroom.Desk>();
            return scope.ServiceProvider;
        }
    }

    private sealed class Forgetful() : ExecutionScope(new ServiceCollection().BuildServiceProvider(), null)
    {
        public override ValueTask Finish(GraphQLResponse response, CancellationToken cancellation) => throw new InvalidOperationException("The book is full.");
    }

    private sealed class NoNews : IFieldGuard
    {
        public bool Guards(ObjectType type, Field field) => field.Name == "news";

        public GraphQLException? Check(ObjectType type, Field field, RequestContext request) => new("No news is good news.");
    }

    private sealed class Counting : IOperationInterceptor
    {
        public List<string> Seen { get; } = [];

        public ValueTask Starting(OperationContext operation)
        {
            Seen.Add("started");
            operation.Request.Extensions["edition"] = 1;
            return ValueTask.CompletedTask;
        }

        public void Finished(OperationContext operation, OperationOutcome outcome) => Seen.Add($"finished {outcome.WasCancelled}");
    }
}
