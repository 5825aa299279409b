using System.Net;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class CostBudgetTests
{
    private const string ThreeAuthors = "{ authors { name } }"; // Ten are assumed, three there are.

    private readonly Library _library = new();
    private readonly HandTime _time = new();

    [Fact]
    public async Task The_cost_is_told_and_what_was_not_used_is_given_back()
    {
        var executor = Executor(capacity: 100, rate: 5);
        Assert.Equal(
            "{'data':{'authors':[{'name':'Ada'},{'name':'Ben'},{'name':'Cleo'}]},"
            + "'extensions':{'cost':{'requested':10,'actual':3,'limit':100,'capacity':100,'restoreRate':5,'remaining':97}}}",
            await executor.Ask(ThreeAuthors));
    }

    [Fact]
    public async Task Objects_that_were_loaded_count_like_those_that_were_read()
    {
        var executor = Executor(capacity: 1_000, rate: 5);
        Assert.Contains("'requested':20,'actual':7,", await executor.Ask("{ books { author { name } } }"));
        Assert.Contains("'requested':10,'actual':10,", await executor.Ask("mutation { put(title: 'x') }".Replace('\'', '"')));
    }

    [Fact]
    public async Task An_operation_beyond_the_limit_is_refused_before_anything_is_resolved()
    {
        var executor = new GraphQLExecutor(_library.Schema, new ExecutorOptions { Cost = new CostOptions { MaxCost = 15 } });
        Assert.Equal(
            "{'errors':[{'message':'The operation costs 20; at most 15 is allowed. Ask for smaller pages or for fewer lists within lists.',"
            + "'locations':[{'line':1,'column':1}],'extensions':{'code':'COST_TOO_HIGH'}}],'extensions':{'cost':{'requested':20,'limit':15}}}",
            await executor.Ask("{ books { author { name } } }"));
        Assert.Empty(_library.Calls);
    }

    [Fact]
    public async Task An_operation_beyond_what_a_budget_can_ever_hold_is_not_told_to_wait()
    {
        using var response = await Answer(Executor(capacity: 9, rate: 5), ThreeAuthors);
        Assert.Equal((ResponseKind.Refused, null), (response.Kind, response.RetryAfter));
        Assert.Contains("COST_TOO_HIGH", response.ToString());
    }

    [Fact]
    public async Task A_spent_budget_refuses_until_enough_has_come_back()
    {
        var executor = Executor(capacity: 12, rate: 2);
        await executor.Ask(ThreeAuthors); // 9 are left
        using (var refused = await Answer(executor, ThreeAuthors))
        {
            Assert.Equal((ResponseKind.Throttled, TimeSpan.FromSeconds(0.5)), (refused.Kind, refused.RetryAfter));
            Assert.Contains("\"code\":\"COST_BUDGET_EXHAUSTED\",\"retryAfter\":0.5", refused.ToString());
            Assert.Contains("The operation costs 10 and 9 is left. Try again in 0.5 seconds.", refused.ToString());
        }

        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.StartsWith("{'data'", await executor.Ask(ThreeAuthors));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Contains("'remaining':9}", await executor.Ask(ThreeAuthors));
    }

    [Fact]
    public async Task Accounts_do_not_pay_for_each_other()
    {
        var executor = Executor(capacity: 12, rate: 0);
        await Answer(executor, ThreeAuthors, "a");
        Assert.Equal(ResponseKind.Throttled, (await Answer(executor, ThreeAuthors, "a")).Kind);
        Assert.Equal(ResponseKind.Executed, (await Answer(executor, ThreeAuthors, "b")).Kind);
        Assert.Equal(ResponseKind.Executed, (await Answer(executor, ThreeAuthors, "free")).Kind);
    }

    [Fact]
    public async Task A_budget_that_only_tells_refuses_nothing()
    {
        var executor = new GraphQLExecutor(_library.Schema, new ExecutorOptions
        {
            Cost = new CostOptions { MaxCost = 1, TellsOnly = true, Budget = new LeakyBuckets(_ => new CostAccount("all", 2, 1), _time) },
        });
        Assert.Contains("'extensions':{'cost':{'requested':10,'actual':3,'limit':1,", await executor.Ask(ThreeAuthors));
    }

    [Fact]
    public async Task Many_accounts_do_not_fill_the_memory_and_the_busiest_are_kept()
    {
        var buckets = new LeakyBuckets(request => new CostAccount((string)request.User!, 12, 0), _time, maxAccounts: 50);
        var executor = new GraphQLExecutor(_library.Schema, new ExecutorOptions { Cost = new CostOptions { Budget = buckets } });
        await Answer(executor, ThreeAuthors, "busy");
        for (var i = 0; i < 500; i++)
        {
            await Answer(executor, "{ author(id: 1) { name } }", $"account {i}");
        }

        Assert.InRange(buckets.Count, 1, 50);
        Assert.Equal(ResponseKind.Throttled, (await Answer(executor, ThreeAuthors, "busy")).Kind);
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.OK)]
    [InlineData("application/graphql-response+json", HttpStatusCode.TooManyRequests)]
    public async Task A_spent_budget_is_told_by_the_rules_of_the_media_type(string accept, HttpStatusCode status)
    {
        await using var host = await GraphQLHost.Start(null, Options(capacity: 10, rate: 2));
        using var first = await host.Post("{'query':'{ authors { name } }'}", accept: accept);
        using var second = await host.Post("{'query':'{ authors { name } }'}", accept: accept);
        Assert.Equal((HttpStatusCode.OK, status), (first.StatusCode, second.StatusCode));
        Assert.Equal(TimeSpan.FromSeconds(2), second.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task An_answer_that_the_client_may_keep_does_not_tell_what_is_left()
    {
        await using var host = await GraphQLHost.Start(null, Options(capacity: 100, rate: 2, new PersistedDocuments
        {
            Registered = new DocumentManifest([new("authors", ThreeAuthors)]),
        }));
        using var first = await host.Send(HttpMethod.Get, "/graphql?documentId=authors");
        using var second = await host.Send(HttpMethod.Get, "/graphql?documentId=authors");
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.EndsWith(
            "\"cost\":{\"requested\":10,\"actual\":3,\"limit\":100,\"capacity\":100,\"restoreRate\":2}}}",
            await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<GraphQLResponse> Answer(GraphQLExecutor executor, string query, string? user = null) =>
        await executor.Execute(new GraphQLRequest { Query = query, User = user }, TestContext.Current.CancellationToken);

    private GraphQLExecutor Executor(double capacity, double rate) => new(_library.Schema, Options(capacity, rate));

    private ExecutorOptions Options(double capacity, double rate, PersistedDocuments? documents = null) => new()
    {
        Documents = documents,
        Cost = new CostOptions
        {
            Budget = new LeakyBuckets(
                request => request.User is "free" ? null : new CostAccount(request.User as string ?? "nobody", capacity, rate), _time),
        },
    };
}
