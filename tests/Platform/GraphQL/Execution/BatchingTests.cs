using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class BatchingTests
{
    private readonly Library _library = new();

    [Fact]
    public async Task A_level_is_loaded_in_one_call_with_each_key_once()
    {
        Assert.Equal(
            "{'data':{'books':[{'author':{'name':'Ada'}},{'author':{'name':'Ada'}},{'author':{'name':'Ben'}},{'author':null}]}}",
            await _library.Schema.Ask("{ books { author { name } } }"));
        Assert.Equal(["authors 1,2"], _library.Calls);
    }

    [Fact]
    public async Task Fields_of_a_level_share_the_call_of_their_loader()
    {
        await _library.Schema.Ask("{ books { author { name } authorName again: author { age } } }");
        Assert.Equal(["authors 1,2,0"], _library.Calls);
    }

    [Fact]
    public async Task What_was_loaded_is_not_loaded_again_on_a_deeper_level()
    {
        await _library.Schema.Ask("{ books { author { books { author { name } } } } }");
        Assert.Equal(["authors 1,2", "books 1,2"], _library.Calls);
    }

    [Fact]
    public async Task Every_level_takes_one_call()
    {
        Assert.Equal(
            "{'data':{'authors':[{'books':[{'name':'Notes','author':{'name':'Ada','books':[{'id':'10'},{'id':'11'}]}},"
            + "{'name':'Engines','author':{'name':'Ada','books':[{'id':'10'},{'id':'11'}]}}]},"
            + "{'books':[{'name':'Rivers','author':{'name':'Ben','books':[{'id':'12'}]}}]},{'books':[]}]}}",
            await _library.Schema.Ask("{ authors { books { name author { name books { id } } } } }"));
        Assert.Equal(["books 1,2,3", "authors 1,2", "books 1,2"], _library.Calls);
    }

    [Fact]
    public async Task Fields_with_arguments_have_calls_of_their_own()
    {
        Assert.Equal(
            "{'data':{'authors':[{'novels':[{'name':'Engines'}],'essays':[{'name':'Notes'}]},{'novels':[{'name':'Rivers'}],'essays':[]},"
            + "{'novels':[],'essays':[]}]}}",
            await _library.Schema.Ask("{ authors { novels: books(genre: NOVEL) { name } essays: books(genre: ESSAY) { name } } }"));
        Assert.Equal(["books 1,2,3 Novel", "books 1,2,3 Essay"], _library.Calls);
    }

    [Fact]
    public async Task A_page_of_children_is_made_of_what_was_loaded_together()
    {
        Assert.Equal(
            "{'data':{'authors':[{'shelf':{'totalCount':2,'nodes':[{'name':'Engines'}]}},{'shelf':{'totalCount':1,'nodes':[{'name':'Rivers'}]}},"
            + "{'shelf':{'totalCount':0,'nodes':[]}}]}}",
            await _library.Schema.Ask("{ authors { shelf(first: 1) { totalCount nodes { name } } } }"));
        Assert.Equal(["all books 1,2,3"], _library.Calls);
    }

    [Theory]
    [InlineData(Concurrency.OneAtATime)]
    [InlineData(Concurrency.Together)]
    public async Task All_loaders_of_a_level_are_told_their_keys_before_one_of_them_loads(Concurrency concurrency)
    {
        var calls = new List<string>();
        var (left, right) = (Loader("left", calls), Loader("right", calls));
        var item = new ObjectType(
            "Item",
            () =>
            [
                new("left", Scalars.String) { Resolver = Resolver.Batch((string _) => 1, left, (_, found) => found) },
                new("again", Scalars.String) { Resolver = Resolver.Batch((string _) => 2, left, (_, found) => found) },
                new("right", Scalars.String) { Resolver = Resolver.Batch((string _) => 3, right, (_, found) => found) },
            ]);
        var schema = new Schema(new SchemaBlueprint
        {
            Query = new ObjectType("Query", () => [new("item", item) { Resolver = Resolver.Of<object, string>(_ => "item") }]),
        });

        var answer = await new GraphQLExecutor(schema, new ExecutorOptions { Concurrency = concurrency }).Ask("{ item { left again right } }");

        Assert.Equal("{'data':{'item':{'left':'left 1','again':'left 2','right':'right 3'}}}", answer);
        Assert.Equal(["left wants 1,2", "right wants 3", "left loads", "right loads"], calls);
    }

    private static BatchLoader<int, string> Loader(string name, List<string> calls) => new(
        name,
        (keys, _) =>
        {
            calls.Add($"{name} loads");
            return ValueTask.FromResult<IReadOnlyDictionary<int, string>>(keys.ToDictionary(k => k, k => $"{name} {k}"));
        })
    {
        Announce = (keys, _) => calls.Add($"{name} wants {string.Join(',', keys)}"),
    };

    [Fact]
    public async Task The_keys_of_one_parent_give_a_list_in_their_order() =>
        Assert.Equal(
            "{'data':{'authorsByBatch':[{'name':'Cleo'},{'name':'Ada'},null]}}",
            await _library.Schema.Ask("{ authorsByBatch { name } }"));

    [Fact]
    public async Task A_loader_that_fails_fails_every_field_that_waits_for_it()
    {
        var executor = new GraphQLExecutor(_library.Schema);
        _library.Failure = new GraphQLException("The archive is closed.");
        Assert.Equal(
            "{'data':{'nullableBooks':[{'author':null},{'author':null},{'author':null},{'author':null}]},'errors':["
            + "{'message':'The archive is closed.','locations':[{'line':1,'column':19}],'path':['nullableBooks',0,'author']},"
            + "{'message':'The archive is closed.','locations':[{'line':1,'column':19}],'path':['nullableBooks',1,'author']},"
            + "{'message':'The archive is closed.','locations':[{'line':1,'column':19}],'path':['nullableBooks',2,'author']}]}",
            await executor.Ask("{ nullableBooks { author { name } } }"));
    }

    [Fact]
    public async Task A_shared_fragment_is_planned_once_and_loaded_together()
    {
        Assert.Equal(
            "{'data':{'a':[{'author':{'name':'Ada'}},{'author':{'name':'Ada'}},{'author':{'name':'Ben'}},{'author':null}],"
            + "'b':[{'author':{'name':'Ada'}},{'author':{'name':'Ada'}},{'author':{'name':'Ben'}},{'author':null}]}}",
            await _library.Schema.Ask("{ a: books { ...F } b: nullableBooks { ...F } } fragment F on Book { author { name } }"));
        Assert.Equal(["authors 1,2"], _library.Calls);
    }

    [Fact]
    public async Task One_at_a_time_never_runs_two_resolvers_together()
    {
        var executor = new GraphQLExecutor(_library.Schema, new ExecutorOptions { Concurrency = Concurrency.OneAtATime });
        await executor.Ask("{ books { author { where books { id } } } authors { where books(genre: NOVEL) { id author { name } } } selected { id } }");
        Assert.Equal(1, _library.MostAtOnce);
    }
}
