using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class InterceptionTests
{
    private readonly Library _library = new();

    [Fact]
    public async Task A_guarded_field_is_null_with_the_reason_and_is_not_resolved()
    {
        var executor = new GraphQLExecutor(_library.Schema, new ExecutorOptions { Guard = new Refusing("author", "age") });
        Assert.Equal(
            "{'data':{'books':[{'author':null},{'author':null},{'author':null},{'author':null}],'authors':[{'age':null},{'age':null},{'age':null}]}}",
            Data(await executor.Ask("{ books { author { name } } authors { age } }")));
        Assert.Empty(_library.Calls);
    }

    [Fact]
    public async Task A_guard_is_asked_once_for_each_place_of_the_document()
    {
        var guard = new Refusing("age");
        await new GraphQLExecutor(_library.Schema, new ExecutorOptions { Guard = guard }).Ask("{ authors { age } a: authors { age name } }");
        Assert.Equal(2, guard.Checks);
    }

    [Fact]
    public async Task A_guarded_field_without_null_takes_its_parent_away()
    {
        var executor = new GraphQLExecutor(_library.Schema, new ExecutorOptions { Guard = new Refusing("certainAuthor") });
        Assert.Equal("{'data':{'nullableBooks':[null,null,null,null]}}", Data(await executor.Ask("{ nullableBooks { certainAuthor { name } } }")));
    }

    [Fact]
    public async Task An_interceptor_refuses_before_anything_is_resolved()
    {
        var interceptor = new Recording { Refusal = new GraphQLException("Too much.", "COST") };
        var executor = new GraphQLExecutor(_library.Schema, new ExecutorOptions { Interceptors = [interceptor] });
        Assert.Equal(
            "{'errors':[{'message':'Too much.','extensions':{'code':'COST'}}],'extensions':{'fields':4}}",
            await executor.Ask("query Big { books { author { name } id } }"));
        Assert.Empty(_library.Calls);
        Assert.Equal(["Big 4 3", "finished 1"], interceptor.Seen);
    }

    [Fact]
    public async Task An_interceptor_sees_the_end_and_adds_to_the_response()
    {
        var interceptor = new Recording();
        var executor = new GraphQLExecutor(_library.Schema, new ExecutorOptions { Interceptors = [interceptor] });
        Assert.Equal("{'data':{'author':{'name':'Ada'}},'extensions':{'fields':2}}", await executor.Ask("query Small { author(id: 1) { name } }"));
        Assert.Equal(["Small 2 2", "finished 0"], interceptor.Seen);
    }

    [Fact]
    public async Task An_interceptor_that_fails_is_answered_without_its_text()
    {
        var interceptor = new Recording { Failure = new InvalidOperationException("The password is swordfish.") };
        using var response = await new GraphQLExecutor(_library.Schema, new ExecutorOptions { Interceptors = [interceptor] })
            .Execute(new GraphQLRequest { Query = "{ books { id } }" }, TestContext.Current.CancellationToken);
        Assert.Equal(ResponseKind.Failed, response.Kind);
        Assert.DoesNotContain("swordfish", response.ToString());
        Assert.Contains("INTERNAL_ERROR", response.ToString());
        Assert.Equal(["finished 1"], interceptor.Seen[1..]);
    }

    [Fact]
    public async Task An_interceptor_is_told_of_a_cancellation()
    {
        var interceptor = new Recording();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new GraphQLExecutor(_library.Schema, new ExecutorOptions { Interceptors = [interceptor] }).Ask("{ books { id } }", cancelled: cancelled));
        Assert.Equal(["cancelled"], interceptor.Seen[1..]);
    }

    [Fact]
    public async Task A_document_is_read_once_and_the_cache_stays_within_its_bounds()
    {
        var executor = new GraphQLExecutor(_library.Schema, new ExecutorOptions { CachedDocuments = 3 });
        for (var i = 0; i < 10; i++)
        {
            await executor.Ask($"{{ author(id: {i}) {{ name }} }}");
        }

        Assert.Equal(3, executor.CachedDocumentCount);
    }

    [Fact]
    public async Task Two_views_of_a_schema_stand_side_by_side()
    {
        var small = new Schema(new SchemaBlueprint
        {
            Query = new ObjectType("Query", () => [.. ((ObjectType)_library.Schema.Query!).Fields.Where(field => field.Name != "broken")]),
        });
        var (full, view) = (new GraphQLExecutor(_library.Schema), new GraphQLExecutor(small));
        Assert.Contains("INTERNAL_ERROR", await full.Ask("{ broken }"));
        Assert.Contains("Cannot query field 'broken'", (await view.Ask("{ broken }")).Replace("\\'", "'"));
    }

    private static string Data(string answer) => answer.Split(",'errors'")[0] + "}";

    private sealed class Refusing(params string[] fields) : IFieldGuard
    {
        public int Checks { get; private set; }

        public bool Guards(ObjectType type, Field field) => fields.Contains(field.Name) && type.Name != "Query";

        public GraphQLException? Check(ObjectType type, Field field, RequestContext request)
        {
            Checks++;
            return new GraphQLException($"{field.Name} is not for you.");
        }
    }

    private sealed class Recording : IOperationInterceptor
    {
        public GraphQLException? Refusal { get; init; }

        public Exception? Failure { get; init; }

        public List<string> Seen { get; } = [];

        public ValueTask Starting(OperationContext operation)
        {
            Seen.Add($"{operation.OperationName} {operation.FieldCount} {operation.Depth}");
            operation.Request.Extensions["fields"] = operation.FieldCount;
            return (Refusal ?? Failure) is { } thrown ? throw thrown : ValueTask.CompletedTask;
        }

        public void Finished(OperationContext operation, OperationOutcome outcome) => Seen.Add(
            outcome.WasCancelled ? "cancelled" : $"finished {outcome.Errors.Count}");
    }
}
