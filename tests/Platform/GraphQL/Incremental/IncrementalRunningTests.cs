using System.Text;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class IncrementalRunningTests
{
    private readonly Heroes _heroes = new();

    [Fact]
    public async Task A_slow_fragment_does_not_hold_up_another()
    {
        await using var response = await Ask(
            "{ hero { id ... @defer(label: \"slow\") { wait(gate: \"a\") } ... @defer(label: \"fast\") { greeting } } }");
        await using var parts = PartsOf(response);
        Assert.Equal("{'incremental':[{'id':'1','data':{'greeting':'Hello 1'}}],'completed':[{'id':'1'}],'hasNext':true}", await Next(parts));
        _heroes.Open("a");
        Assert.Equal("{'incremental':[{'id':'0','data':{'wait':'a'}}],'completed':[{'id':'0'}],'hasNext':false}", await Next(parts));
        Assert.False(await parts.MoveNextAsync());
    }

    [Fact]
    public async Task Work_on_a_part_begins_when_it_is_asked_for()
    {
        await using var response = await Ask("{ hero { id ... @defer { wait(gate: \"a\") ... @defer { again: wait(gate: \"b\") } } } }");
        Assert.Empty(_heroes.Calls);
        _heroes.Open("a");
        await using var parts = PartsOf(response);
        await Next(parts);
        Assert.Equal(["wait a"], _heroes.Calls);
    }

    [Fact]
    public async Task Items_are_delivered_as_they_come()
    {
        await Arrive("Luke");
        await using var response = await Ask("{ arriving @stream(initialCount: 1) { name greeting } }");
        Assert.Equal(
            "{'data':{'arriving':[{'name':'Luke','greeting':'Hello 1'}]},'pending':[{'id':'0','path':['arriving']}],'hasNext':true}", Text(response.First));
        await using var parts = PartsOf(response);
        await Arrive("Han", "Leia");
        Assert.Equal(
            "{'incremental':[{'id':'0','items':[{'name':'Han','greeting':'Hello 2'},{'name':'Leia','greeting':'Hello 3'}]}],'hasNext':true}",
            await Next(parts));
        var next = parts.MoveNextAsync();
        Assert.False(next.IsCompleted);
        await Arrive("Luke");
        Assert.True(await next);
        Assert.Equal("{'incremental':[{'id':'0','items':[{'name':'Luke','greeting':'Hello 1'}]}],'hasNext':true}", Text(parts.Current));
        _heroes.Arriving.Writer.Complete();
        Assert.Equal("{'completed':[{'id':'0'}],'hasNext':false}", await Next(parts));
        Assert.Contains("arrivals closed", _heroes.Calls);
    }

    [Fact]
    public async Task A_source_that_breaks_ends_its_stream_after_the_items_before()
    {
        await using var response = await Ask("{ arriving @stream { name } }");
        await using var parts = PartsOf(response);
        await Arrive("Han", null);
        Assert.Equal(
            "{'incremental':[{'id':'0','items':[{'name':'Han'}]}],'completed':[{'id':'0','errors':[{'message':'Lost.',"
            + "'locations':[{'line':1,'column':3}],'path':['arriving']}]}],'hasNext':false}",
            await Next(parts));
    }

    [Fact]
    public async Task A_list_that_is_not_streamed_is_waited_for()
    {
        await Arrive("Han", "Leia");
        _heroes.Arriving.Writer.Complete();
        Assert.Equal("{'data':{'arriving':[{'name':'Han'},{'name':'Leia'}]}}", await _heroes.Executor.Ask("{ arriving { name } }"));
    }

    [Fact]
    public async Task Who_goes_away_ends_all_work()
    {
        var response = await Ask("{ hero { id ... @defer { wait(gate: \"a\") } } arriving @stream { name } }");
        var parts = PartsOf(response);
        await Arrive("Han");
        await Next(parts);
        await parts.DisposeAsync();
        await response.DisposeAsync();
        Assert.Equal(["wait a", "cancelled a", "arrivals closed"], _heroes.Calls.Order().Reverse());
    }

    [Fact]
    public async Task A_cancelled_request_ends_while_a_part_is_waited_for()
    {
        using var gone = new CancellationTokenSource();
        await using var response = await _heroes.Executor.ExecuteIncrementally(
            new GraphQLRequest { Query = "{ hero { id ... @defer { wait(gate: \"a\") } } }" }, gone.Token);
        await using var parts = PartsOf(response);
        var next = parts.MoveNextAsync();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public async Task A_source_whose_list_is_not_delivered_is_closed()
    {
        await Arrive("Han");
        await _heroes.Executor.AskInParts("{ arriving @stream(initialCount: 1) { name } agesN }");
        Assert.Contains("arrivals closed", _heroes.Calls);
    }

    [Fact]
    public async Task One_at_a_time_never_runs_two_resolvers_together()
    {
        var library = new Library();
        var executor = new GraphQLExecutor(library.WithIncrementalDelivery(), new ExecutorOptions { Concurrency = Concurrency.OneAtATime });
        var parts = await executor.AskInParts(
            "{ authors @stream { where } books { ... @defer { author { where } } ... @defer { authorName } ... @defer { certainAuthor { books { id } } } } }");
        Assert.True(parts.Count > 1);
        Assert.Equal(1, library.MostAtOnce);
    }

    [Fact]
    public async Task All_parts_together_have_no_more_bytes_than_a_response_may_have()
    {
        var executor = new GraphQLExecutor(_heroes.Schema, new ExecutorOptions { MaxResponseBytes = 100_000 });
        var parts = await executor.AskInParts("{ a: many @stream { id name age } hero { id } }");
        Assert.Contains("The response has more than", parts[^1]);
        Assert.EndsWith("'hasNext':false}", parts[^1]);
        Assert.InRange(parts.Sum(part => part.Length), 50_000, 110_000);
    }

    [Fact]
    public async Task A_first_part_that_is_too_large_has_nothing_after_it()
    {
        var executor = new GraphQLExecutor(_heroes.Schema, new ExecutorOptions { MaxResponseBytes = 10_000 });
        Assert.StartsWith("{'data':null,'errors'", Assert.Single(await executor.AskInParts("{ many { id ... @defer { name } } }")));
    }

    [Fact]
    public async Task What_is_told_of_parts_counts_as_well()
    {
        var key = new string('x', 400);
        var executor = new GraphQLExecutor(_heroes.Schema, new ExecutorOptions { MaxResponseBytes = 1_000_000 });
        var parts = await executor.AskInParts($"{{ ... @defer {{ {key}: many {{ ... @defer {{ name }} }} }} }}");
        Assert.True(parts.Count == 2, parts[0]);
        Assert.StartsWith("{'completed':[{'id':'0','errors':[{'message':'The response has more than", parts[1]);
        Assert.EndsWith("'hasNext':false}", parts[1]);
        Assert.StartsWith("{'data':null", Assert.Single(await executor.AskInParts($"{{ {key}: many {{ ... @defer {{ name }} }} }}")));
    }

    [Theory]
    [InlineData(true, "finished 1 False")]
    [InlineData(false, "finished 0 True")]
    public async Task Interceptors_are_told_of_the_end_of_the_last_part(bool takesAll, string expected)
    {
        var interceptor = new Recording();
        var executor = new GraphQLExecutor(_heroes.Schema, new ExecutorOptions { Interceptors = [interceptor] });
        await using (var response = await executor.ExecuteIncrementally(
            new GraphQLRequest { Query = "{ hero { id ... @defer { failing } } }" }, TestContext.Current.CancellationToken))
        {
            await using var parts = PartsOf(response);
            while (takesAll && await parts.MoveNextAsync())
            {
                parts.Current.Dispose();
            }

            Assert.Equal(["3 fields"], interceptor.Seen);
        }

        Assert.Equal(["3 fields", expected], interceptor.Seen);
    }

    [Fact]
    public async Task Fragments_on_interfaces_come_for_the_types_that_they_are_for()
    {
        var library = new Library();
        var executor = new GraphQLExecutor(library.WithIncrementalDelivery());
        const string Document = "{ everything { ...N @defer ... on Author @defer { age books { id } } ... on Book @defer { authorName name } } } "
            + "fragment N on Named { name ... on Book { id } }";
        var merged = PayloadMerge.Of((await executor.AskInParts(Document)).Select(part => part.Replace('\'', '"')));
        var atOnce = System.Text.Json.Nodes.JsonNode.Parse((await executor.Ask(Document)).Replace('\'', '"'))!["data"];
        Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(atOnce, merged.Data), merged.Data?.ToJsonString());
    }

    [Fact]
    public async Task Thousands_of_deferred_objects_are_resolved_together()
    {
        var parts = await _heroes.Executor.AskInParts("{ many { id ... @defer { greeting } } }");
        Assert.Equal(2, parts.Count);
        Assert.Equal(["greetings 2"], _heroes.Calls);
        Assert.Equal(5_000, parts[1].Split("'greeting':'Hello 2'").Length - 1);
    }

    [Fact]
    public async Task Long_lists_are_streamed_in_batches()
    {
        var parts = await _heroes.Executor.AskInParts("{ many @stream(initialCount: 10) { greeting } }");
        Assert.Equal(51, parts.Count);
        Assert.Equal(5_000, PayloadMerge.Of(parts.Select(part => part.Replace('\'', '"'))).Data!["many"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("{ hero { ", "... @defer { name } ", "} }", 3_000, 0)]
    [InlineData("{ hero { ", "... @defer { name ", "} }", 40, 2)]
    [InlineData("{ hero { ", "... @defer { age ", "name } }", 400, 2)]
    [InlineData("{ ", "b: hero { friends @stream { id } } ", "}", 40, 2)]
    public async Task Many_directives_are_answered_or_refused(string before, string repeated, string after, int count, int expected)
    {
        var closing = repeated.Count(letter => letter == '{') - repeated.Count(letter => letter == '}');
        var document = before + string.Concat(Enumerable.Repeat(repeated, count)) + string.Concat(Enumerable.Repeat("} ", closing * count)) + after;
        var executor = new GraphQLExecutor(
            _heroes.Schema, new ExecutorOptions { Parsing = new ParserOptions { MaxTokens = int.MaxValue, MaxDirectives = int.MaxValue, MaxDepth = 1_000 } });
        var parts = await executor.AskInParts(document);
        if (expected == 0)
        {
            Assert.Contains("more than 500 @defer and @stream", Assert.Single(parts));
        }
        else
        {
            Assert.Equal(expected, parts.Count);
            Assert.EndsWith("'hasNext':false}", parts[^1]);
        }
    }

    [Theory]
    [InlineData("{ many { a: id ... @defer { id } ... @defer { name } ... @defer { age } } }", 1)]
    [InlineData("{ ... @defer { many { ... @defer { id } ... @defer { name } ... @defer { age } } } }", 2)]
    public async Task Lists_whose_objects_defer_too_much_are_refused(string document, int count)
    {
        var parts = await _heroes.Executor.AskInParts(document);
        Assert.Equal(count, parts.Count);
        Assert.Contains("The response has more than 20000 parts that come later.", parts[^1]);
    }

    [Fact]
    public async Task Fragments_that_double_with_every_step_are_refused_or_planned_once_each()
    {
        var document = new StringBuilder("{ hero { ...F0 @defer } }");
        for (var i = 0; i < 8; i++)
        {
            document.Append($" fragment F{i} on Hero {{ id a: friends {{ ...F{i + 1} @defer }} b: friends @stream {{ ...F{i + 1} @defer }} }}");
        }

        document.Append(" fragment F8 on Hero { name }");
        var executor = new GraphQLExecutor(_heroes.Schema, new ExecutorOptions(), _ => []);
        await using var response = await executor.ExecuteIncrementally(
            new GraphQLRequest { Query = document.ToString() }, TestContext.Current.CancellationToken);
        Assert.False(response.IsComplete, Text(response.First));

        document = new StringBuilder("{ hero { ...F0 @defer } }");
        for (var i = 0; i < 30; i++)
        {
            document.Append($" fragment F{i} on Hero {{ id ...F{i + 1} @defer ... @defer {{ ...F{i + 1} }} }}");
        }

        document.Append(" fragment F30 on Hero { name }");
        Assert.Contains("more than 500 @defer", (await executor.AskInParts(document.ToString()))[0]);
    }

    [Fact]
    public async Task Fragments_that_spread_themselves_end()
    {
        var executor = new GraphQLExecutor(_heroes.Schema, new ExecutorOptions(), _ => []);
        Assert.Equal(2, (await executor.AskInParts("{ hero { ...F @defer } } fragment F on Hero { id ...F @defer }")).Count);
        Assert.Contains(
            "levels deep", (await executor.AskInParts("{ hero { ...F } } fragment F on Hero { id friends { ...F @defer } }"))[0]);
    }

    private ValueTask<IncrementalResponse> Ask(string document) =>
        _heroes.Executor.ExecuteIncrementally(new GraphQLRequest { Query = document }, TestContext.Current.CancellationToken);

    private static IAsyncEnumerator<GraphQLResponse> PartsOf(IncrementalResponse response) =>
        response.Rest(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

    private async Task Arrive(params string?[] names)
    {
        foreach (var name in names)
        {
            await _heroes.Arriving.Writer.WriteAsync(name);
        }
    }

    private static async Task<string> Next(IAsyncEnumerator<GraphQLResponse> parts)
    {
        Assert.True(await parts.MoveNextAsync());
        using (parts.Current)
        {
            return Text(parts.Current);
        }
    }

    private sealed class Recording : IOperationInterceptor
    {
        public List<string> Seen { get; } = [];

        public ValueTask Starting(OperationContext operation)
        {
            Seen.Add($"{operation.FieldCount} fields");
            return default;
        }

        public void Finished(OperationContext operation, OperationOutcome outcome) =>
            Seen.Add($"finished {outcome.Errors.Count} {outcome.WasCancelled}");
    }

    private static string Text(GraphQLResponse part) => part.ToString().Replace('"', '\'');
}
