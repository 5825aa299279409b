using System.Globalization;
using System.Text.Json;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class CostTests
{
    private static readonly Dictionary<string, IReadOnlyList<object>> Annotations = new()
    {
        ["Query.report"] = [new GraphQL.Cost(25)],
        ["Query.found"] = [new ListSize { SlicingArguments = ["limit", "window"], Assumed = 7 }],
        ["Query.search"] = [new ListSize { SlicingArguments = ["limit"], SizedFields = ["hits"], Assumed = 5 }],
        ["Person.tasks"] = [new ListSize { Assumed = 3 }],
        ["Person.photo"] = [new GraphQL.Cost(0.5)],
        ["Archive"] = [new GraphQL.Cost(4)],
    };

    private static readonly Schema Schema = Build("""
        type Query {
          name: String
          person: Person
          report: String
          people: [Person]
          grid: [[Person]]
          names: [String]
          found(limit: Int, window: Int = 2): [Person]
          search(limit: Int): Search
          clients(first: Int, after: String, last: Int): PersonConnection
          thing: Thing
          archive: Archive
        }
        type Mutation { add: Person addMany: [Person] }
        type Person { name: String photo: String friend: Person tasks: [Task] friends: [Person] }
        type Task { title: String owner: Person }
        type Search { hits: [Person] facets: [Task] }
        type PersonConnection { edges: [PersonEdge] nodes: [Person] pageInfo: PageInfo }
        type PersonEdge { node: Person }
        type PageInfo { hasNextPage: Boolean }
        type Archive { boxes: [Task] }
        union Thing = Person | Archive
        """);

    [Theory]
    [InlineData("{ name }", 0)]
    [InlineData("{ person { name } }", 1)]
    [InlineData("{ a: person { name friend { name } } b: person { name } }", 3)]
    [InlineData("{ report }", 25)]
    [InlineData("{ names }", 0)]
    [InlineData("{ people { name } }", 10)]
    [InlineData("{ people { name tasks { title } } }", 40)]
    [InlineData("{ people { name photo } }", 15)]
    [InlineData("{ grid { name } }", 100)]
    [InlineData("{ found(limit: 50) { name } }", 50)]
    [InlineData("{ found(limit: 50, window: 60) { name } }", 60)]
    [InlineData("{ found { name } }", 2)]
    [InlineData("{ found(window: null) { name } }", 7)]
    [InlineData("{ found(limit: -5, window: -6) { name } }", 0)]
    [InlineData("{ search(limit: 30) { hits { name } } }", 31)]
    [InlineData("{ search(limit: 30) { hits { name } facets { title } } }", 41)]
    [InlineData("{ search { hits { name } } }", 6)]
    [InlineData("{ clients(first: 50) { nodes { name } pageInfo { hasNextPage } } }", 50)]
    [InlineData("{ clients(first: 50) { edges { node { name tasks { title } } } } }", 200)]
    [InlineData("{ clients(last: 5) { nodes { name } edges { node { name } } } }", 10)]
    [InlineData("{ clients { nodes { name } } }", 20)]
    [InlineData("{ thing { ... on Person { friend { name } } ... on Archive { boxes { title } } } }", 14)]
    [InlineData("{ thing { ... on Person { friend { name friends { name } } } ... on Archive { boxes { title } } } }", 14)]
    [InlineData("{ archive { boxes { title } } }", 14)]
    [InlineData("mutation { add { name } }", 11)]
    [InlineData("mutation { addMany { name } b: add { name } }", 31)]
    [InlineData("{ __schema { types { fields { args { name } } } } }", 50)]
    [InlineData("{ __typename person { __typename } }", 1)]
    [InlineData("{ people { ...P } clients(first: 2) { nodes { ...P } } } fragment P on Person { tasks { title } }", 48)]
    [InlineData("query ($all: Boolean = false) { name people @include(if: $all) { name } }", 0)]
    public async Task An_operation_costs_what_it_can_return(string query, double cost) => Assert.Equal(cost, await CostOf(query));

    [Theory]
    [InlineData("query ($n: Int) { clients(first: $n) { nodes { name } } }", "{'n':3}", 3)]
    [InlineData("query ($n: Int) { clients(first: $n) { nodes { name } } }", "{'n':90}", 90)]
    [InlineData("query ($n: Int) { clients(first: $n) { nodes { name } } }", "{'n':null}", 20)]
    [InlineData("query ($n: Int) { clients(first: $n) { nodes { name } } }", null, 20)]
    [InlineData("query ($n: Int = 4) { clients(first: $n) { nodes { name } } }", null, 4)]
    [InlineData("query ($n: Int) { found(limit: $n) { name } }", "{'n':9}", 9)]
    [InlineData("query ($n: Int) { found(limit: $n, window: 12) { name } }", "{'n':9}", 12)]
    [InlineData("query ($n: Int) { found(window: $n) { name } }", null, 2)]
    [InlineData("query ($n: Int, $m: Int) { found(limit: $n) { name } search(limit: $m) { hits { tasks { title } } } }", "{'n':5,'m':2}", 14)]
    [InlineData("query ($n: Int) { a: found(limit: $n) { ...P } b: found(limit: $n) { ...P } } fragment P on Person { friend { tasks { title } } }", "{'n':3}", 30)]
    [InlineData("query ($n: Int) { thing { ... on Person { friend { name } } } search(limit: $n) { hits { name } } }", "{'n':2000000000}", 2000000005)]
    public async Task A_variable_is_priced_at_its_value(string query, string? variables, double cost) => Assert.Equal(cost, await CostOf(query, variables));

    [Fact]
    public async Task Lists_within_lists_by_variables_multiply()
    {
        var schema = Build("type Query { all(first: Int): [Node] } type Node { all(first: Int): [Node] one(first: Int): [Node] id: ID }");
        Assert.Equal(
            12 + (12 * 5) + (12 * 5 * 2),
            await CostOf("query ($a: Int, $b: Int) { all(first: $a) { all(first: $b) { one(first: 2) { id } } } }", "{'a':12,'b':5}", schema));
    }

    [Fact]
    public async Task A_cost_beyond_all_measure_stays_a_number()
    {
        var schema = Build("type Query { all(first: Int): [Query] id: ID }");
        var query = "query ($n: Int) " + string.Concat(Enumerable.Repeat("{ all(first: $n) ", 18)) + "{ id }" + new string('}', 18);
        Assert.Equal(0, await CostOf(query, "{'n':2000000000}", schema));
        var nodes = Build("type Query { all(first: Int): [Node] } type Node { all(first: Int): [Node] id: ID }");
        Assert.Equal(1e15, await CostOf(query, "{'n':2000000000}", nodes));
    }

    private static async Task<double> CostOf(string query, string? variables = null, Schema? schema = null)
    {
        var executor = new GraphQLExecutor(schema ?? Schema, new ExecutorOptions { Cost = new CostOptions { TellsOnly = true } });
        using var answer = JsonDocument.Parse((await executor.Ask(query, variables)).Replace('\'', '"'));
        return answer.RootElement.GetProperty("extensions").GetProperty("cost").GetProperty("requested").GetDouble();
    }

    // Annotations are code's; here they are put on a schema that is easier to read.
    private static Schema Build(string sdl)
    {
        var read = Sdl.Build(sdl);
        var made = new Dictionary<string, NamedType>();
        GraphType Map(GraphType type) => type switch
        {
            NonNullType nonNull => Map(nonNull.Of).NonNull,
            ListType list => Map(list.Of).List,
            NamedType named => made.GetValueOrDefault(named.Name, named),
            _ => type,
        };
        foreach (var type in read.Types.Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            if (type is ObjectType source)
            {
                made[type.Name] = new ObjectType(type.Name, () =>
                [
                    .. source.Fields.Select(field => new Field(field.Name, Map(field.Type), field.Arguments)
                    {
                        Annotations = Annotations.GetValueOrDefault(string.Create(CultureInfo.InvariantCulture, $"{type.Name}.{field.Name}"), []),
                    }),
                ])
                {
                    Annotations = Annotations.GetValueOrDefault(type.Name, []),
                };
            }
            else if (type is UnionType union)
            {
                made[type.Name] = new UnionType(type.Name, () => [.. union.Members.Select(member => made[member.Name])]) { ResolveType = _ => null };
            }
        }

        return new Schema(new SchemaBlueprint { Query = made["Query"], Mutation = made.GetValueOrDefault("Mutation") });
    }
}
