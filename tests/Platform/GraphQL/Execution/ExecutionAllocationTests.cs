using System.Text;
using System.Text.Json;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class ExecutionAllocationTests
{
    private readonly NestedLists _lists = new();

    [Fact]
    public void A_nested_list_of_fifty_kilobytes_takes_less_than_twenty_kilobytes_of_memory()
    {
        var executor = new GraphQLExecutor(_lists.Schema);
        var request = new GraphQLRequest { Query = NestedLists.Query };
        for (var warm = 0; warm < 3; warm++)
        {
            Assert.InRange(Execute(executor, request), 40_000, 60_000);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Execute(executor, request);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 20 * 1024);
    }

    [Fact]
    public async Task A_thousand_keys_are_one_call_that_waits_for_no_timer()
    {
        var pending = new GraphQLExecutor(_lists.Schema).Execute(
            new GraphQLRequest { Query = "{ things { owner { id } } }" }, TestContext.Current.CancellationToken);

        // Nothing was put off: whoever waited for more keys would not be done yet.
        Assert.True(pending.IsCompletedSuccessfully);
        using var response = await pending;
        Assert.Empty(response.Errors);
        Assert.Equal(1_000, JsonElement.Parse(response.Utf8.Span).GetProperty("data").GetProperty("things").EnumerateArray()
            .Select(thing => thing.GetProperty("owner").GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal(1, _lists.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_document_is_validated_once_and_found_again_at_no_cost(bool received)
    {
        var validations = 0;
        var executor = new GraphQLExecutor(_lists.Schema, new ExecutorOptions(), document =>
        {
            validations++;
            return DocumentValidation.Validate(_lists.Schema, document);
        });
        var request = received
            ? new GraphQLRequest { Query = null!, QueryJson = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(NestedLists.Query)) }
            : new GraphQLRequest { Query = NestedLists.Query };
        Execute(executor, request);
        var document = executor.DocumentOf(request);

        var plan = PlanOf(executor, document);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var documentAgain = executor.DocumentOf(request);
        var planAgain = PlanOf(executor, documentAgain);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((0, 1), (allocated, validations));
        Assert.Same(document, documentAgain);
        Assert.Same(plan, planAgain);
    }

    [Fact]
    public async Task A_document_with_other_escapes_is_read_for_itself()
    {
        var executor = new GraphQLExecutor(_lists.Schema);
        foreach (var json in new[] { "\"{ shelves { id } }\"", "\"{ \\u0073helves { id } }\"", "\"{ shelves { id } }\"" })
        {
            using var response = await executor.Execute(
                new GraphQLRequest { Query = null!, QueryJson = Encoding.UTF8.GetBytes(json) }, TestContext.Current.CancellationToken);
            Assert.StartsWith("{\"data\":{\"shelves\":[{\"id\":\"shelf-00000\"}", response.ToString());
        }

        Assert.Equal(1, executor.CachedDocumentCount);
    }

    [Fact]
    public async Task What_was_received_is_forgotten_when_there_is_no_room()
    {
        var executor = new GraphQLExecutor(_lists.Schema, new ExecutorOptions { CachedDocuments = 3 });
        for (var i = 0; i < 10; i++)
        {
            var json = Encoding.UTF8.GetBytes($"\"{{ a{i}: __typename }}\"");
            using var response = await executor.Execute(
                new GraphQLRequest { Query = null!, QueryJson = json }, TestContext.Current.CancellationToken);
            Assert.Equal($"{{\"data\":{{\"a{i}\":\"Query\"}}}}", response.ToString());
            Assert.InRange(executor.ReceivedDocumentCount, 1, 3);
        }
    }

    [Fact]
    public async Task Introspection_is_written_once_and_the_same_the_next_time()
    {
        var executor = new GraphQLExecutor(_lists.Schema);
        var first = await executor.Ask(IntrospectionQuery.Text);
        Assert.NotNull(PlanOf(executor, executor.DocumentOf(new GraphQLRequest { Query = IntrospectionQuery.Text })).KeptData);
        Assert.Equal(first, await executor.Ask(IntrospectionQuery.Text));
        Assert.Equal(first, await new GraphQLExecutor(_lists.Schema).Ask(IntrospectionQuery.Text));
    }

    [Fact]
    public async Task Introspection_that_depends_on_the_request_is_not_kept()
    {
        const string query = "query ($type: String!) { __type(name: $type) { name } }";
        var executor = new GraphQLExecutor(_lists.Schema);
        Assert.Equal("{'data':{'__type':{'name':'Thing'}}}", await executor.Ask(query, "{'type':'Thing'}"));
        Assert.Equal("{'data':{'__type':{'name':'Owner'}}}", await executor.Ask(query, "{'type':'Owner'}"));
    }

    private static OperationPlan PlanOf(GraphQLExecutor executor, CachedDocument document) =>
        document.Find(null).PlanFor(executor.Runtime, (ObjectType)executor.Schema.Query!, VariableValues.None, executor.Options);

    private static int Execute(GraphQLExecutor executor, GraphQLRequest request)
    {
        var pending = executor.Execute(request);
        Assert.True(pending.IsCompletedSuccessfully);
        using var response = pending.AsTask().Result;
        return response.Utf8.Length;
    }
}
