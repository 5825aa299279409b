using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class RedactionTests
{
    private readonly Library _library = new();

    [Fact]
    public async Task A_hidden_value_is_null_with_path_and_reason()
    {
        var executor = Hiding("age", Resolver.Of<Library.Author, string?>(author => author.Id == 3 ? "hidden because Cleo said so" : null));
        Assert.Equal(
            "{'data':{'authors':[{'name':'Ada','age':34},{'name':'Ben','age':null},{'name':'Cleo','age':null}]},"
            + "'extensions':{'redactions':[{'path':['authors',2,'age'],'reason':'hidden because Cleo said so'}]}}",
            await executor.Ask("{ authors { name age } }"));
    }

    [Fact]
    public async Task What_is_written_and_holds_something_is_told()
    {
        var policy = new Policy("age", Resolver.Of<Library.Author, string?>(author => author.Id == 3 ? "hidden" : null));
        Assert.Contains("'age':null", await new GraphQLExecutor(_library.Schema, new ExecutorOptions { Redaction = policy }).Ask("{ authors { age } }"));
        Assert.Equal(["Author.age of 1"], policy.Told);
    }

    [Fact]
    public async Task Reasons_are_found_for_all_parents_in_one_call()
    {
        var calls = new List<string>();
        var consent = BatchLoader.One<int, string>("consent", (keys, _) =>
        {
            calls.Add(string.Join(',', keys));
            return new ValueTask<IReadOnlyDictionary<int, string>>(keys.Where(key => key != 2).ToDictionary(key => key, key => $"no consent of {key}"));
        });
        var executor = Hiding("age", Resolver.Batch<Library.Author, int, string>(author => author.Id, consent));
        Assert.Equal(
            "{'data':{'authors':[{'age':null},{'age':null},{'age':null}],'author':{'years':null}},'extensions':{'redactions':["
            + "{'path':['authors',0,'age'],'reason':'no consent of 1'},{'path':['authors',2,'age'],'reason':'no consent of 3'},"
            + "{'path':['author','years'],'reason':'no consent of 1'}]}}",
            await executor.Ask("{ authors { age } author(id: 1) { years: age } }"));
        Assert.Equal(["1,2,3"], calls);
    }

    [Theory]
    [InlineData("{ authors { books { name } } }", "{'data':null,'errors':", "'path':['authors',0,'books'],'extensions':{'code':'REDACTED'}")]
    [InlineData("{ author(id: 1) { books { name } } }", "{'data':{'author':null},'errors':", "'path':['author','books'],'extensions':{'code':'REDACTED'}")]
    public async Task A_hidden_value_that_must_not_be_null_takes_its_parent_away(string query, string data, string error)
    {
        var answer = await Hiding("books", Resolver.Of<Library.Author, string?>(_ => "not for you")).Ask(query);
        Assert.StartsWith(data, answer);
        Assert.Contains(error, answer);
        Assert.Contains("'reason':'not for you'", answer);
    }

    [Fact]
    public async Task A_hidden_list_is_null_as_a_whole_and_objects_below_are_not_written()
    {
        var executor = new GraphQLExecutor(_library.Schema, new ExecutorOptions { Redaction = new Policy("nullableBooks", Resolver.Of<object, string?>(_ => "closed")) });
        Assert.Equal(
            "{'data':{'nullableBooks':null},'extensions':{'redactions':[{'path':['nullableBooks'],'reason':'closed'}]}}",
            await executor.Ask("{ nullableBooks { name author { name } } }"));
    }

    [Fact]
    public async Task An_object_that_is_loaded_can_be_hidden()
    {
        var executor = Hiding("author", Resolver.Async<Library.Book, string?>(
            async (book, _) =>
            {
                await Task.Yield();
                return book.Id == 10 ? "sealed" : null;
            }));
        Assert.Equal(
            "{'data':{'books':[{'author':null},{'author':{'name':'Ada'}},{'author':{'name':'Ben'}},{'author':null}]},"
            + "'extensions':{'redactions':[{'path':['books',0,'author'],'reason':'sealed'}]}}",
            await executor.Ask("{ books { author { name } } }"));
    }

    [Fact]
    public async Task A_field_of_a_mutation_can_be_hidden()
    {
        var executor = Hiding("putAndTell", Resolver.Async<object, string?>((_, _) => new ValueTask<string?>("done, but not told")));
        Assert.Equal(
            "{'data':{'putAndTell':null},'extensions':{'redactions':[{'path':['putAndTell'],'reason':'done, but not told'}]}}",
            await executor.Ask("mutation { putAndTell { count } }"));
        Assert.Equal(["told"], _library.Shelf);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_value_is_not_shown_when_its_reason_cannot_be_found(bool synchronous)
    {
        var failure = new InvalidOperationException("The password is swordfish.");
        var answer = await Hiding("age", synchronous
            ? Resolver.Of<Library.Author, string?>(_ => throw failure)
            : Resolver.Async<Library.Author, string?>((_, _) => throw failure)).Ask("{ authors { age } }");
        Assert.StartsWith("{'data':{'authors':[{'age':null},{'age':null},{'age':null}]},'errors':", answer);
        Assert.Contains("INTERNAL_ERROR", answer);
        Assert.DoesNotContain("swordfish", answer);
    }

    [Fact]
    public async Task A_guard_that_refuses_goes_before_a_reason()
    {
        var executor = new GraphQLExecutor(_library.Schema, new ExecutorOptions
        {
            Guard = new AgeGuard(),
            Redaction = new Policy("age", Resolver.Of<Library.Author, string?>(_ => "hidden")),
        });
        var answer = await executor.Ask("{ author(id: 1) { age } }");
        Assert.Contains("'message':'Ages are for staff.'", answer);
        Assert.Contains("'code':'FORBIDDEN'", answer);
        Assert.DoesNotContain("redactions", answer);
    }

    private GraphQLExecutor Hiding(string field, Resolver reason) => new(_library.Schema, new ExecutorOptions { Redaction = new Policy(field, reason) });

    private sealed class Policy(string name, Resolver reason) : IFieldRedaction
    {
        public List<string> Told { get; } = [];

        public Resolver? ReasonFor(ObjectType type, Field field) => field.Name == name ? reason : null;

        public void Shown(ObjectType type, Field field, object parent, RequestContext request) =>
            Told.Add($"{type.Name}.{field.Name} of {(parent as Library.Author)?.Id}");
    }

    private sealed class AgeGuard : IFieldGuard
    {
        public bool Guards(ObjectType type, Field field) => field.Name == "age";

        public GraphQLException? Check(ObjectType type, Field field, RequestContext request) => new("Ages are for staff.");
    }
}
