using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class IncrementalMemoryTests
{
    private const int Megabyte = 1024 * 1024;
    private const string Whole = "{ hero { id ... @defer { a: friends { ...F } } } many @stream(initialCount: 2000) { ...F } } fragment F on Hero { id name age friends { id name } }";

    private readonly Heroes _heroes = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public async Task Parts_give_back_what_they_took_whether_or_not_they_are_taken(int taken)
    {
        var memory = new ResponseMemory(64 * Megabyte);
        var response = await Executor(memory).ExecuteIncrementally(
            new GraphQLRequest { Query = Whole }, TestContext.Current.CancellationToken);
        Assert.NotEqual(0, memory.HeldBytes);
        await using (var parts = response.Rest(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken))
        {
            for (var i = 0; i < taken && await parts.MoveNextAsync(); i++)
            {
                parts.Current.Dispose();
            }
        }

        await response.DisposeAsync();
        Assert.Equal(0, memory.HeldBytes);
    }

    [Fact]
    public async Task A_first_part_without_room_is_all_there_is()
    {
        var memory = new ResponseMemory(Megabyte / 8);
        await using var response = await Executor(memory).ExecuteIncrementally(
            new GraphQLRequest { Query = Whole }, TestContext.Current.CancellationToken);
        Assert.True(response.IsComplete);
        Assert.Equal((ResponseKind.Overloaded, "OVERLOADED"), (response.First.Kind, Assert.Single(response.First.Errors).Extensions!["code"]));
        Assert.Equal(0, memory.HeldBytes);
    }

    [Fact]
    public async Task A_later_part_without_room_ends_with_an_error()
    {
        var memory = new ResponseMemory(Megabyte / 8);
        var parts = await Executor(memory).AskInParts("{ hero { id } ... @defer { many { id name age } } }");
        Assert.Equal(2, parts.Count);
        Assert.StartsWith("{'completed':[{'id':'0','errors':[{'message':'The server holds as many responses as it can.", parts[1]);
        Assert.EndsWith("'extensions':{'code':'OVERLOADED'}}]}],'hasNext':false}", parts[1]);
        Assert.Equal(0, memory.HeldBytes);
    }

    private GraphQLExecutor Executor(ResponseMemory memory) => new(_heroes.Schema, new ExecutorOptions { ResponseMemory = memory });
}
