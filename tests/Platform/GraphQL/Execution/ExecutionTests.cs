using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class ExecutionTests
{
    private readonly Library _library = new();

    [Fact]
    public async Task Fields_come_in_the_order_of_the_document_under_their_aliases() =>
        Assert.Equal(
            "{'data':{'author':{'age':34,'called':'Ada','id':'1','__typename':'Author'}}}",
            await _library.Schema.Ask("{ author(id: 1) { age called: name id __typename } }"));

    [Fact]
    public async Task Selections_of_the_same_field_are_merged() =>
        Assert.Equal(
            "{'data':{'author':{'name':'Ada','age':34,'id':'1'}}}",
            await _library.Schema.Ask("{ author(id: 1) { name ...More } author(id: 1) { id } } fragment More on Author { age name }"));

    [Fact]
    public async Task Values_of_an_interface_are_told_apart() =>
        Assert.Equal(
            "{'data':{'everything':[{'name':'Ada','age':34},{'name':'Ben','age':null},{'name':'Cleo','age':61},"
            + "{'name':'Notes','author':{'name':'Ada'}},{'name':'Engines','author':{'name':'Ada'}},{'name':'Rivers','author':{'name':'Ben'}},"
            + "{'name':'Orphan','author':null}]}}",
            await _library.Schema.Ask("{ everything { name ... on Author { age } ... on Book { author { name } } } }"));

    [Fact]
    public async Task Skip_and_include_follow_the_variables_of_each_request()
    {
        var executor = new GraphQLExecutor(_library.Schema);
        const string Query = "query ($short: Boolean!) { author(id: 1) { name @skip(if: $short) id age @include(if: $short) } }";
        Assert.Equal("{'data':{'author':{'name':'Ada','id':'1'}}}", await executor.Ask(Query, "{'short':false}"));
        Assert.Equal("{'data':{'author':{'id':'1','age':34}}}", await executor.Ask(Query, "{'short':true}"));
        Assert.Equal("{'data':{'author':{'name':'Ada','id':'1'}}}", await executor.Ask(Query, "{'short':false}"));
    }

    [Fact]
    public async Task The_first_included_field_decides_the_order()
    {
        var executor = new GraphQLExecutor(_library.Schema);
        const string Query = "query ($late: Boolean!) { author(id: 1) { id @skip(if: $late) name id } }";
        Assert.Equal("{'data':{'author':{'id':'1','name':'Ada'}}}", await executor.Ask(Query, "{'late':false}"));
        Assert.Equal("{'data':{'author':{'name':'Ada','id':'1'}}}", await executor.Ask(Query, "{'late':true}"));
    }

    [Fact]
    public async Task Lists_of_inputs_reach_resolvers_as_arrays() =>
        Assert.Equal(
            "{'data':{'authorsByIds':[{'name':'Cleo'},null,{'name':'Ada'}]}}",
            await _library.Schema.Ask("query ($last: Int!) { authorsByIds(ids: [3, 7, $last]) { name } }", "{'last':1}"));

    [Fact]
    public async Task Null_for_a_field_without_null_takes_the_place_of_its_parent() =>
        Assert.Equal(
            "{'data':{'nullableBooks':[{'certainAuthor':{'name':'Ada'}},{'certainAuthor':{'name':'Ada'}},{'certainAuthor':{'name':'Ben'}},null]},"
            + "'errors':[{'message':'Cannot return null for non-nullable field Book.certainAuthor.','locations':[{'line':1,'column':19}],"
            + "'path':['nullableBooks',3,'certainAuthor']}]}",
            await _library.Schema.Ask("{ nullableBooks { certainAuthor { name } } }"));

    [Fact]
    public async Task Null_rises_to_the_whole_answer_when_nothing_on_the_way_may_be_null() =>
        Assert.Equal(
            "{'data':null,'errors':[{'message':'Cannot return null for non-nullable field Author.certainAge.',"
            + "'locations':[{'line':1,'column':18}],'path':['authors',1,'certainAge']}]}",
            await _library.Schema.Ask("{ authors { name certainAge } }"));

    [Fact]
    public async Task Errors_come_in_the_order_of_the_document() =>
        Assert.Equal(
            "{'data':{'refused':null,'selected':null,'again':null},'errors':["
            + "{'message':'Not for you.','locations':[{'line':1,'column':3}],'path':['refused'],'extensions':{'code':'NOT_ALLOWED'}},"
            + "{'message':'Not for you.','locations':[{'line':1,'column':27}],'path':['again'],'extensions':{'code':'NOT_ALLOWED'}}]}",
            await _library.Schema.Ask("{ refused selected { id } again: refused }"));

    [Fact]
    public async Task The_text_of_an_exception_is_never_told()
    {
        var answer = await _library.Schema.Ask("{ broken }");
        Assert.DoesNotContain("swordfish", answer);
        Assert.Contains("'code':'INTERNAL_ERROR'", answer);
        Assert.Matches("'errorId':'[0-9a-f-]{36}'", answer);
    }

    [Fact]
    public async Task An_exception_is_logged_under_the_id_that_the_client_is_told()
    {
        var log = new CollectingLogger();
        var answer = await new GraphQLExecutor(_library.Schema, new ExecutorOptions { Logger = log }).Ask("query Q { broken }");
        var (message, exception) = Assert.Single(log.Entries);
        Assert.Equal("The password is swordfish.", exception?.Message);
        Assert.Equal($"GraphQL error {answer.Split("'errorId':'")[1][..36]} in operation Q at Query.broken", message);
    }

    [Fact]
    public async Task The_text_of_an_exception_is_told_in_development()
    {
        var executor = new GraphQLExecutor(_library.Schema, new ExecutorOptions { ShowExceptions = true });
        Assert.Contains("swordfish", await executor.Ask("{ broken }"));
    }

    [Fact]
    public async Task Mutations_run_one_after_the_other() =>
        Assert.Equal(
            "{'data':{'a':['x'],'first':{'count':2},'b':['x','told','y'],'second':{'count':4}}}",
            await _library.Schema.Ask("mutation { a: put(title: \"x\") first: putAndTell { count } b: put(title: \"y\") second: putAndTell { count } }"));

    [Fact]
    public async Task A_mutation_is_refused_where_none_is_allowed()
    {
        using var response = await new GraphQLExecutor(_library.Schema).Execute(
            new GraphQLRequest { Query = "mutation { put(title: \"x\") }", Allowed = OperationKinds.Query }, TestContext.Current.CancellationToken);
        Assert.Equal(ResponseKind.MutationNotAllowed, response.Kind);
        Assert.Empty(_library.Shelf);
    }

    [Fact]
    public async Task A_cancelled_request_asks_for_nothing_more()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new GraphQLExecutor(_library.Schema).Ask("{ books { author { name } } }", cancelled: cancelled));
        Assert.Empty(_library.Calls);
    }

    [Fact]
    public async Task A_resolver_knows_its_path() =>
        Assert.Equal(
            "{'data':{'books':[{'by':{'where':'books.0.by.where'}},{'by':{'where':'books.1.by.where'}},{'by':{'where':'books.2.by.where'}},{'by':null}]}}",
            await _library.Schema.Ask("{ books { by: author { where } } }"));

    [Fact]
    public async Task A_resolver_knows_what_is_selected_below_it()
    {
        await _library.Schema.Ask("{ selected { name ...Rest } } fragment Rest on Author { books { genre } }");
        Assert.Equal(["selected name,books True"], _library.Calls);
    }

    [Fact]
    public async Task An_enum_is_read_and_written_by_its_names() =>
        Assert.Equal(
            "{'data':{'author':{'books':[{'genre':'ESSAY'}]}}}",
            await _library.Schema.Ask("query ($genre: Genre) { author(id: 1) { books(genre: $genre) { genre } } }", "{'genre':'ESSAY'}"));
}
