using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class ResponseMemoryTests
{
    private const int Megabyte = 1024 * 1024;

    private readonly ExecutorOptions _options = new()
    {
        MaxResponseBytes = 8 * Megabyte,
        ResponseMemory = new ResponseMemory(4 * Megabyte),
        MaxKeptValues = 100,
        MaxErrors = 10,
    };

    [Fact]
    public async Task Responses_that_nobody_takes_leave_no_room_for_more_until_they_are_taken()
    {
        using (var first = await Ask("{ rows(count: 1500) }"))
        using (var second = await Ask("{ rows(count: 1500) }"))
        {
            Assert.Equal((ResponseKind.Executed, ResponseKind.Executed), (first.Kind, second.Kind));
            Assert.Equal(4 * Megabyte, _options.ResponseMemory.HeldBytes);

            using var third = await Ask("{ rows(count: 1500) }");
            using var small = await Ask("{ rows(count: 10) }");
            Assert.Equal(
                "{\"data\":null,\"errors\":[{\"message\":\"The server holds as many responses as it can. Try again in a moment, or ask for less.\","
                + "\"extensions\":{\"code\":\"OVERLOADED\"}}]}",
                third.ToString());
            Assert.Equal((ResponseKind.Overloaded, ResponseKind.Executed), (third.Kind, small.Kind));
        }

        Assert.Equal(0, _options.ResponseMemory.HeldBytes);
        using var later = await Ask("{ rows(count: 1500) }");
        Assert.Empty(later.Errors);
    }

    [Fact]
    public async Task A_mutation_without_room_for_its_answer_is_not_to_be_repeated()
    {
        using var response = await Ask("mutation { write(count: 5000) }");
        Assert.Equal((ResponseKind.Executed, "OVERLOADED"), (response.Kind, CodeOf(response)));
        Assert.Equal(0, _options.ResponseMemory.HeldBytes);
    }

    [Theory]
    [InlineData("{ rows(count: 9000) }", "bytes")]
    [InlineData("{ parents(count: 101) { child } }", "100 objects and list items")]
    [InlineData("{ failures(count: 11) }", "10 errors")]
    public async Task A_giant_result_is_given_up(string query, string limit)
    {
        var roomy = new ExecutorOptions { MaxResponseBytes = 8 * Megabyte, MaxKeptValues = 100, MaxErrors = 10 };
        using var response = await new GraphQLExecutor(LargeAnswers.Schema, roomy)
            .Execute(new GraphQLRequest { Query = query }, TestContext.Current.CancellationToken);
        Assert.Equal((ResponseKind.Executed, "RESPONSE_TOO_LARGE"), (response.Kind, CodeOf(response)));
        Assert.StartsWith("{\"data\":null,", response.ToString());
        Assert.Contains(limit, Assert.Single(response.Errors).Message);
        Assert.Equal(0, roomy.ResponseMemory.HeldBytes);
    }

    [Theory]
    [InlineData("{ rows(count: 8000) }")]
    [InlineData("{ parents(count: 49) { child } }")]
    [InlineData("{ failures(count: 10) }")]
    public async Task A_result_within_the_limits_is_answered(string query)
    {
        var roomy = new ExecutorOptions { MaxResponseBytes = 8 * Megabyte, MaxKeptValues = 100, MaxErrors = 10 };
        using var response = await new GraphQLExecutor(LargeAnswers.Schema, roomy)
            .Execute(new GraphQLRequest { Query = query }, TestContext.Current.CancellationToken);
        Assert.StartsWith("{\"data\":{\"", response.ToString());
    }

    [Fact]
    public async Task The_limit_of_a_response_is_exact()
    {
        var query = "{ rows(count: 3) }";
        using var whole = await Ask(query);
        var length = whole.Utf8.Length;
        Assert.StartsWith("{'data':{", await Limited(length).Ask(query));
        Assert.StartsWith("{'data':null", await Limited(length - 1).Ask(query));
    }

    private static GraphQLExecutor Limited(int bytes) => new(LargeAnswers.Schema, new ExecutorOptions { MaxResponseBytes = bytes });

    private static object? CodeOf(GraphQLResponse response) => Assert.Single(response.Errors).Extensions!["code"];

    private async Task<GraphQLResponse> Ask(string query) =>
        await new GraphQLExecutor(LargeAnswers.Schema, _options).Execute(new GraphQLRequest { Query = query }, TestContext.Current.CancellationToken);
}
