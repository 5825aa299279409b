using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class IncrementalDeliveryTests
{
    private readonly Heroes _heroes = new();

    public static TheoryData<string, string[]> Deferred { get; } = new()
    {
        {
            "{ hero { id ... @defer(label: \"A\") { name } } }",
            [
                "{'data':{'hero':{'id':'1'}},'pending':[{'id':'0','path':['hero'],'label':'A'}],'hasNext':true}",
                "{'incremental':[{'id':'0','data':{'name':'Luke'}}],'completed':[{'id':'0'}],'hasNext':false}",
            ]
        },
        {
            "{ ... @defer { hero { name } } }",
            [
                "{'data':{},'pending':[{'id':'0','path':[]}],'hasNext':true}",
                "{'incremental':[{'id':'0','data':{'hero':{'name':'Luke'}}}],'completed':[{'id':'0'}],'hasNext':false}",
            ]
        },
        { "{ hero { name ...F @defer ...F } } fragment F on Hero { name }", ["{'data':{'hero':{'name':'Luke'}}}"] },
        { "{ hero { name ... @defer(if: false) { age } } }", ["{'data':{'hero':{'name':'Luke','age':20}}}"] },
        {
            "{ hero { ...F @defer(if: true) } } fragment F on Hero { greeting }",
            [
                "{'data':{'hero':{}},'pending':[{'id':'0','path':['hero']}],'hasNext':true}",
                "{'incremental':[{'id':'0','data':{'greeting':'Hello 1'}}],'completed':[{'id':'0'}],'hasNext':false}",
            ]
        },
        {
            "{ hero { friends { id } ... @defer { friends { id name } } } }",
            [
                "{'data':{'hero':{'friends':[{'id':'2'},{'id':'3'}]}},'pending':[{'id':'0','path':['hero']}],'hasNext':true}",
                "{'incremental':[{'id':'0','subPath':['friends',0],'data':{'name':'Han'}},{'id':'0','subPath':['friends',1],'data':{'name':'Leia'}}],"
                + "'completed':[{'id':'0'}],'hasNext':false}",
            ]
        },
        {
            "{ hero { id ...A @defer ...B @defer } } fragment A on Hero { name age } fragment B on Hero { name friends { id } }",
            [
                "{'data':{'hero':{'id':'1'}},'pending':[{'id':'0','path':['hero']},{'id':'1','path':['hero']}],'hasNext':true}",
                "{'incremental':[{'id':'0','data':{'name':'Luke'}},{'id':'0','data':{'age':20}},{'id':'1','data':{'friends':[{'id':'2'},{'id':'3'}]}}],"
                + "'completed':[{'id':'0'},{'id':'1'}],'hasNext':false}",
            ]
        },
        {
            "{ hero { id ... @defer(label: \"A\") { name ... @defer(label: \"B\") { name age } } } }",
            [
                "{'data':{'hero':{'id':'1'}},'pending':[{'id':'0','path':['hero'],'label':'A'}],'hasNext':true}",
                "{'pending':[{'id':'1','path':['hero'],'label':'B'}],'incremental':[{'id':'0','data':{'name':'Luke'}}],'completed':[{'id':'0'}],"
                + "'hasNext':true}",
                "{'incremental':[{'id':'1','data':{'age':20}}],'completed':[{'id':'1'}],'hasNext':false}",
            ]
        },
        {
            "{ hero { id ... @defer(label: \"A\") { ... @defer(label: \"B\") { age } } } }",
            [
                "{'data':{'hero':{'id':'1'}},'pending':[{'id':'0','path':['hero'],'label':'B'}],'hasNext':true}",
                "{'incremental':[{'id':'0','data':{'age':20}}],'completed':[{'id':'0'}],'hasNext':false}",
            ]
        },
        {
            "{ ... @defer(label: \"Outer\") { hero { name } } hero { ... @defer(label: \"Inner\") { name age } } }",
            [
                "{'data':{'hero':{}},'pending':[{'id':'0','path':[],'label':'Outer'},{'id':'1','path':['hero'],'label':'Inner'}],'hasNext':true}",
                "{'incremental':[{'id':'1','data':{'name':'Luke'}},{'id':'1','data':{'age':20}}],'completed':[{'id':'0'},{'id':'1'}],'hasNext':false}",
            ]
        },
        {
            "{ hero { id ... @defer { failing } } }",
            [
                "{'data':{'hero':{'id':'1'}},'pending':[{'id':'0','path':['hero']}],'hasNext':true}",
                "{'incremental':[{'id':'0','data':{'failing':null},'errors':[{'message':'Not today.','locations':[{'line':1,'column':26}],"
                + "'path':['hero','failing']}]}],'completed':[{'id':'0'}],'hasNext':false}",
            ]
        },
        {
            "{ hero { id ... @defer { name failingN } } }",
            [
                "{'data':{'hero':{'id':'1'}},'pending':[{'id':'0','path':['hero']}],'hasNext':true}",
                "{'completed':[{'id':'0','errors':[{'message':'Not today.','locations':[{'line':1,'column':31}],'path':['hero','failingN']}]}],"
                + "'hasNext':false}",
            ]
        },
        {
            "{ hero { name friends { failingN ... @defer { name } } } }",
            [
                "{'data':{'hero':{'name':'Luke','friends':[null,null]}},'errors':["
                + "{'message':'Not today.','locations':[{'line':1,'column':25}],'path':['hero','friends',0,'failingN']},"
                + "{'message':'Not today.','locations':[{'line':1,'column':25}],'path':['hero','friends',1,'failingN']}]}",
            ]
        },
        {
            "{ hero { ... @defer(label: \"A\") { name ...F } ... @defer(label: \"B\") { failingN ...F } } } fragment F on Hero { age }",
            [
                "{'data':{'hero':{}},'pending':[{'id':'0','path':['hero'],'label':'A'},{'id':'1','path':['hero'],'label':'B'}],'hasNext':true}",
                "{'incremental':[{'id':'0','data':{'name':'Luke'}},{'id':'0','data':{'age':20}}],'completed':[{'id':'0'},{'id':'1','errors':["
                + "{'message':'Not today.','locations':[{'line':1,'column':72}],'path':['hero','failingN']}]}],'hasNext':false}",
            ]
        },
    };

    public static TheoryData<string, string[]> Streamed { get; } = new()
    {
        {
            "{ hero { friends @stream(initialCount: 1, label: \"S\") { name } } }",
            [
                "{'data':{'hero':{'friends':[{'name':'Han'}]}},'pending':[{'id':'0','path':['hero','friends'],'label':'S'}],'hasNext':true}",
                "{'incremental':[{'id':'0','items':[{'name':'Leia'}]}],'completed':[{'id':'0'}],'hasNext':false}",
            ]
        },
        {
            "{ hero { friends @stream { greeting } } }",
            [
                "{'data':{'hero':{'friends':[]}},'pending':[{'id':'0','path':['hero','friends']}],'hasNext':true}",
                "{'incremental':[{'id':'0','items':[{'greeting':'Hello 2'},{'greeting':'Hello 3'}]}],'completed':[{'id':'0'}],'hasNext':false}",
            ]
        },
        { "{ hero { friends @stream(initialCount: 2) { greeting } } }", ["{'data':{'hero':{'friends':[{'greeting':'Hello 2'},{'greeting':'Hello 3'}]}}}"] },
        { "{ hero { friends @stream(if: false) { id } } }", ["{'data':{'hero':{'friends':[{'id':'2'},{'id':'3'}]}}}"] },
        {
            "{ ages @stream }",
            [
                "{'data':{'ages':[]},'pending':[{'id':'0','path':['ages']}],'hasNext':true}",
                "{'incremental':[{'id':'0','items':[1,null,3],'errors':[{'message':'Not this one.','locations':[{'line':1,'column':3}],"
                + "'path':['ages',1]}]}],'completed':[{'id':'0'}],'hasNext':false}",
            ]
        },
        {
            "{ agesN @stream }",
            [
                "{'data':{'agesN':[]},'pending':[{'id':'0','path':['agesN']}],'hasNext':true}",
                "{'incremental':[{'id':'0','items':[1]}],'completed':[{'id':'0','errors':[{'message':"
                + "'Cannot return null for non-nullable field Query.agesN.','locations':[{'line':1,'column':3}],'path':['agesN',1]}]}],'hasNext':false}",
            ]
        },
        {
            "{ broken @stream(initialCount: 1) }",
            [
                "{'data':{'broken':[1]},'pending':[{'id':'0','path':['broken']}],'hasNext':true}",
                "{'incremental':[{'id':'0','items':[2]}],'completed':[{'id':'0','errors':[{'message':'No more.','locations':[{'line':1,'column':3}],"
                + "'path':['broken']}]}],'hasNext':false}",
            ]
        },
        {
            "{ hero { ... @defer { friends @stream { id ... @defer { name } } } } }",
            [
                "{'data':{'hero':{}},'pending':[{'id':'0','path':['hero']}],'hasNext':true}",
                "{'pending':[{'id':'1','path':['hero','friends']}],'incremental':[{'id':'0','data':{'friends':[]}}],'completed':[{'id':'0'}],"
                + "'hasNext':true}",
                "{'pending':[{'id':'2','path':['hero','friends',0]},{'id':'3','path':['hero','friends',1]}],"
                + "'incremental':[{'id':'1','items':[{'id':'2'},{'id':'3'}]}],'completed':[{'id':'1'}],'hasNext':true}",
                "{'incremental':[{'id':'2','data':{'name':'Han'}},{'id':'3','data':{'name':'Leia'}}],'completed':[{'id':'2'},{'id':'3'}],"
                + "'hasNext':false}",
            ]
        },
        {
            "{ hero { friends @stream(initialCount: 1) { id } ... @defer { friends @stream(initialCount: 1) { name } } } }",
            [
                "{'data':{'hero':{'friends':[{'id':'2'}]}},'pending':[{'id':'0','path':['hero']},{'id':'1','path':['hero','friends']}],'hasNext':true}",
                "{'incremental':[{'id':'0','subPath':['friends',0],'data':{'name':'Han'}},{'id':'1','items':[{'id':'3','name':'Leia'}]}],"
                + "'completed':[{'id':'0'},{'id':'1'}],'hasNext':false}",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Deferred))]
    [MemberData(nameof(Streamed))]
    public async Task A_document_is_answered_in_these_parts(string document, string[] payloads) =>
        Assert.Equal(payloads, await _heroes.Executor.AskInParts(document));

    [Theory]
    [MemberData(nameof(Deferred))]
    [MemberData(nameof(Streamed))]
    public async Task A_caller_that_takes_one_part_gets_the_answer_at_once(string document, string[] payloads)
    {
        var answer = await _heroes.Executor.Ask(document);
        Assert.DoesNotContain("'pending'", answer);
        Assert.DoesNotContain("'hasNext'", answer);
        Assert.Equal(payloads.Length == 1, answer == payloads[0]);
    }

    [Fact]
    public async Task Variables_switch_the_directives_on_and_off()
    {
        const string Document = "query ($later: Boolean, $count: Int! = 1) { hero { id ... @defer(if: $later) { name } "
            + "friends @stream(if: $later, initialCount: $count) { id } } }";
        Assert.Equal(
            ["{'data':{'hero':{'id':'1','name':'Luke','friends':[{'id':'2'},{'id':'3'}]}}}"],
            await _heroes.Executor.AskInParts(Document, "{'later':false}"));
        foreach (var variables in new[] { null, "{'later':true}" })
        {
            Assert.StartsWith(
                "{'data':{'hero':{'id':'1','friends':[{'id':'2'}]}},'pending':[", (await _heroes.Executor.AskInParts(Document, variables))[0]);
        }

        Assert.StartsWith(
            "{'data':{'hero':{'id':'1','friends':[{'id':'2'},{'id':'3'}]}},'pending':[{'id':'0','path':['hero']}]",
            (await _heroes.Executor.AskInParts(Document, "{'count':2}"))[0]);
        Assert.Contains("must not be null", (await _heroes.Executor.AskInParts(Document, "{'later':null}"))[0]);
        Assert.Contains("not negative", (await _heroes.Executor.AskInParts(Document, "{'count':-1}"))[0]);
    }

    [Fact]
    public async Task The_same_fields_of_many_objects_are_loaded_together()
    {
        await _heroes.Executor.AskInParts("{ hero { friends { id ... @defer { greeting } } more: friends @stream { greeting } } }");
        Assert.Equal(["greetings 2,3", "greetings 2,3"], _heroes.Calls);
    }

    [Fact]
    public async Task A_resolver_is_told_of_what_is_selected_for_later()
    {
        var library = new Library();
        var executor = new GraphQLExecutor(library.WithIncrementalDelivery());
        await executor.AskInParts("{ selected { name ... @defer { books { genre } } } }");
        Assert.Equal(["selected name,books True"], library.Calls);
    }
}
