using System.Collections;
using System.Net;
using System.Text.Json;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>Whatever fails and wherever: the client learns that something failed, and the log why.</summary>
public sealed class LeakTests
{
    private const string Secret = "swordfish";

    private static readonly BatchLoader<int, string> FailingLoader = BatchLoader.One<int, string>("failing", (_, _) => throw Failure());

    private static readonly CustomScalar<string> FailingToWrite = new("Bad", _ => "", (_, _) => "", (_, _) => throw Failure());

    private static readonly CustomScalar<string> FailingToRead = new("Worse", _ => throw Failure(), (_, _) => throw Failure(), (_, _) => { });

    private static readonly ObjectType Plain = new("Plain", () => [new Field("id", Scalars.Id) { Resolver = Resolver.Of<object, int>(_ => 1) }]);

    private static readonly ObjectType Failing = new("Failing", () => [new Field("id", Scalars.Id)]) { IsTypeOf = _ => throw Failure() };

    private static readonly ObjectType Choosy = new("Choosy", () => [new Field("id", Scalars.Id)]) { IsTypeOf = _ => false };

    private static readonly InputObjectType FailingInput = new("Input", () => [new InputValue("a", Scalars.Int)]) { Create = _ => throw Failure() };

    private readonly CollectingLogger _logger = new();

    public static TheoryData<string, Field> FailingFields => new()
    {
        { "a synchronous resolver", new("x", Scalars.String) { Resolver = Resolver.Of<object, string>(_ => throw Failure()) } },
        { "an asynchronous resolver", new("x", Scalars.String) { Resolver = Resolver.Async<object, string>((_, _) => throw Failure()) } },
        { "an asynchronous resolver later", new("x", Scalars.String) { Resolver = Resolver.Async<object, string>(async (_, _) => { await Task.Yield(); throw Failure(); }) } },
        { "an exception as the value", new("x", Scalars.String) { Resolver = Resolver.Of<object, object>(_ => Failure()) } },
        { "an exception as an item", new("x", Scalars.String.List) { Resolver = Resolver.Of<object, object[]>(_ => [Failure()]) } },
        { "a loader", new("x", Scalars.String) { Resolver = Resolver.Batch<object, int, string>(_ => 1, FailingLoader) } },
        { "a key", new("x", Scalars.String) { Resolver = Resolver.Batch<object, int, string>(int (_) => throw Failure(), FailingLoader) } },
        { "a selection from what was loaded", new("x", Scalars.String) { Resolver = Resolver.Batch<object, int, int, string>(_ => 1, Loader(), (_, _) => throw Failure()) } },
        { "a list that ends early", new("x", Scalars.String.List) { Resolver = Resolver.Of<object, IEnumerable>(_ => Endless()) } },
        { "the writer of a scalar", new("x", FailingToWrite) { Resolver = Resolver.Of<object, string>(_ => "") } },
        { "the writer of a scalar in a list", new("x", FailingToWrite.List) { Resolver = Resolver.Of<object, string[]>(_ => [""]) } },
        { "finding the type of a value", new("x", new UnionType("Any", () => [Plain]) { ResolveType = _ => throw Failure() }) { Resolver = Resolver.Of<object, object>(_ => 1) } },
        { "asking a type", new("x", Failing) { Resolver = Resolver.Of<object, object>(_ => 1) } },
        { "asking several types", new("x", new UnionType("Any", () => [Failing, Plain])) { Resolver = Resolver.Of<object, object>(_ => 1) } },
        { "an object that is no scalar", new("x", Scalars.String) { Resolver = Resolver.Of<object, object>(_ => new Person(Secret)) } },
        { "an object of another type", new("x", Choosy) { Resolver = Resolver.Of<object, object>(_ => new Person(Secret)) } },
        { "an object of no type", new("x", new UnionType("Any", () => [Choosy])) { Resolver = Resolver.Of<object, object>(_ => new Person(Secret)) } },
        { "an object that is no list", new("x", Scalars.String.List) { Resolver = Resolver.Of<object, object>(_ => new Person(Secret)) } },
    };

    [Theory]
    [MemberData(nameof(FailingFields))]
    public async Task A_field_that_fails_tells_no_secret(string what, Field field)
    {
        var selection = field.Type.Innermost is ScalarType ? "x" : "x { __typename }";
        foreach (var concurrency in new[] { Concurrency.Together, Concurrency.OneAtATime })
        {
            var answer = await Ask(Schema(field), $"{{ {selection} ok }}", new ExecutorOptions { Logger = _logger, Concurrency = concurrency });
            Assert.True(answer.Contains("\"errors\"", StringComparison.Ordinal), $"{what} gave {answer}");
            Assert.DoesNotContain(Secret, answer);
            Assert.Contains("\"ok\":true", answer);
        }
    }

    [Theory]
    [InlineData("query ($v: Worse) { x(worse: $v) }", "{\"v\":1}")]
    [InlineData("{ x(worse: 1) }", null)]
    [InlineData("query ($v: Worse = 1) { x(worse: $v) }", null)]
    [InlineData("query ($v: Input) { x(input: $v) }", "{\"v\":{\"a\":1}}")]
    [InlineData("{ x(input: { a: 1 }) }", null)]
    [InlineData("query ($a: Int) { x(input: { a: $a }) }", "{\"a\":1}")]
    public async Task An_input_that_fails_tells_no_secret(string query, string? variables)
    {
        var field = new Field("x", Scalars.String, new InputValue("worse", FailingToRead), new InputValue("input", FailingInput))
        {
            Resolver = Resolver.Of<object, string>((_, arguments) => $"{arguments.Given.Count()}"),
        };
        var answer = await Ask(Schema(field), query, new ExecutorOptions { Logger = _logger }, variables);
        Assert.Contains("\"errors\"", answer);
        Assert.DoesNotContain(Secret, answer);
        Assert.Contains(_logger.Entries, entry => entry.Exception?.Message.Contains(Secret) is true);
    }

    [Fact]
    public async Task A_hook_that_fails_tells_no_secret()
    {
        var broken = new Broken();
        ExecutorOptions[] hooks =
        [
            new() { Logger = _logger, Guard = broken },
            new() { Logger = _logger, Redaction = broken },
            new() { Logger = _logger, Cost = new CostOptions { Budget = broken } },
            new() { Logger = _logger, Documents = new PersistedDocuments { Registered = broken } },
            new() { Logger = _logger, MayIntrospect = _ => throw Failure() },
            new() { Logger = _logger, Validation = new ValidationOptions { HiddenFields = (_, _) => throw Failure() } },
        ];
        foreach (var options in hooks)
        {
            using var response = await new GraphQLExecutor(Schema(new Field("x", Scalars.String)), options).Execute(
                options.Documents is null
                    ? new GraphQLRequest { Query = options.MayIntrospect is null && options.Validation.HiddenFields is null ? "{ x }" : "{ unknown }" }
                    : new GraphQLRequest { Query = null, DocumentId = "any" },
                TestContext.Current.CancellationToken);
            Assert.Equal(ResponseKind.Failed, response.Kind);
            Assert.DoesNotContain(Secret, response.ToString());
            Assert.Contains("INTERNAL_ERROR", response.ToString());
        }

        Assert.Equal(hooks.Length, _logger.Entries.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_endpoint_that_fails_tells_no_secret(bool whenSending)
    {
        await using var host = await GraphQLHost.Start(options =>
        {
            if (whenSending)
            {
                options.BeforeSending = (_, _) => throw Failure();
            }
            else
            {
                options.Executor = _ => throw Failure();
            }
        });
        using var response = await host.Post("{'query':'{ authors { name } }'}");
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static InvalidOperationException Failure() => new($"The password is {Secret}.");

    private static BatchLoader<int, int> Loader() => BatchLoader.One<int, int>(
        "ints", (keys, _) => new ValueTask<IReadOnlyDictionary<int, int>>(keys.ToDictionary(key => key)));

    private static IEnumerable Endless()
    {
        yield return "one";
        throw Failure();
    }

    private static Schema Schema(Field field) => new(new SchemaBlueprint
    {
        Query = new ObjectType("Query", () => [field, new Field("ok", Scalars.Boolean) { Resolver = Resolver.Of<object, bool>(_ => true) }]),
    });

    private static async Task<string> Ask(Schema schema, string query, ExecutorOptions options, string? variables = null)
    {
        var request = new GraphQLRequest { Query = query, Variables = variables is null ? default : JsonElement.Parse(variables) };
        using var response = await new GraphQLExecutor(schema, options).Execute(request, TestContext.Current.CancellationToken);
        return response.ToString();
    }

    private sealed record Person(string Password);

    private sealed class Broken : IFieldGuard, IFieldRedaction, ICostBudget, IDocumentStore
    {
        public bool Guards(ObjectType type, Field field) => throw Failure();

        public GraphQLException? Check(ObjectType type, Field field, RequestContext request) => throw Failure();

        public Resolver? ReasonFor(ObjectType type, Field field) => throw Failure();

        public ValueTask<BudgetAnswer> Take(RequestContext request, double cost) => throw Failure();

        public void GiveBack(RequestContext request, double cost) => throw Failure();

        public ValueTask<string?> Find(string documentId, CancellationToken cancellation) => throw Failure();
    }
}
