using CarePlatform.GraphQL;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class CodeFirstTests
{
    private static readonly string Expected = File.ReadAllText(Path.Combine(CorpusFolder.RepositoryRoot, "tests", "Platform", "GraphQL", "CodeFirst", "bookshop.graphql"));

    private static readonly CodeFirstOptions Options = new() { Types = Bookshop.Types };

    [Fact]
    public void Classes_print_as_the_schema_that_they_mean() =>
        Assert.Equal(Expected.TrimEnd(), Sdl.Print(CodeFirstSchema.Build(Options)).TrimEnd());

    [Fact]
    public void A_schema_of_classes_is_read_back_from_its_text() =>
        Assert.Equal(Expected.TrimEnd(), Sdl.Print(Sdl.Build(Expected)).TrimEnd());

    [Theory]
    [InlineData("{ favourite { key title year genre tags age(now: 1816) } }", "{'favourite':{'key':'book-1','title':'Emma','year':1815,'genre':'NOVEL','tags':['classic','satire'],'age':1}}")]
    [InlineData("{ books { title age } }", "{'books':[{'title':'Emma','age':211},{'title':'Persuasion','age':209},{'title':'Anonymous','age':null}]}")]
    [InlineData("{ books(genres: [SHORT]) { title shout } }", "{'books':[{'title':'Anonymous','shout':'ANONYMOUS'}]}")]
    [InlineData("{ books(genres: SHORT) { genre } }", "{'books':[{'genre':'SHORT'}]}")]
    [InlineData("{ a: book(by: { key: \"book-2\" }) { title } b: book(by: { title: \"Emma\" }) { key } }", "{'a':{'title':'Persuasion'},'b':{'key':'book-1'}}")]
    [InlineData("{ search(keys: [\"map-1\", \"x\"]) { __typename ... on Item { key } ... on Chart { scale twin } } }", "{'search':[{'__typename':'Chart','key':'map-1','scale':0.5,'twin':'map-2'},{'__typename':'Book','key':'book-1'}]}")]
    [InlineData("{ item { __typename key } }", "{'item':{'__typename':'Chart','key':'map-1'}}")]
    [InlineData(
        "{ shelving(since: \"2026-02-28\", wall: \"01932f0e-5c2a-7b64-9a53-1f0f0f3f2a11\") { since wall price grid } }",
        "{'shelving':{'since':'2026-02-28','wall':'01932f0e-5c2a-7b64-9a53-1f0f0f3f2a11','price':'1.5','grid':[[1,null],[]]}}")]
    [InlineData("{ pages(first: 1) { totalCount nodes { title } pageInfo { hasNextPage } } }", "{'pages':{'totalCount':3,'nodes':[{'title':'Anonymous'}],'pageInfo':{'hasNextPage':true}}}")]
    [InlineData("mutation { addBook(input: { title: \"T\", genre: SHORT }) }", "{'addBook':'T ShortStory none  1 Novel'}")]
    [InlineData("mutation { addBook(input: { title: \"T\", genre: NOVEL, tags: null, year: 3, copies: 7, kind: PAMPHLET }) }", "{'addBook':'T Novel null 3 7 Pamphlet'}")]
    [InlineData("mutation { addBook(input: { title: \"T\", genre: NOVEL, tags: [\"a\", \"b\"] }) }", "{'addBook':'T Novel 2  1 Novel'}")]
    public async Task Methods_and_properties_answer(string query, string data) => Assert.Equal($"{{'data':{data}}}", await Ask(query));

    [Fact]
    public async Task Loaders_load_a_level_at_once_and_nothing_for_nobody()
    {
        var authors = new Bookshop.AuthorLoader();
        Assert.Equal(
            "{'data':{'books':[{'author':{'name':'Jane Austen','books':[{'title':'Emma'},{'title':'Persuasion'}]}},"
            + "{'author':{'name':'Jane Austen','books':[{'title':'Emma'},{'title':'Persuasion'}]}},{'author':null}]}}",
            await Ask("{ books { author { name books { title } } } }", authors));
        Assert.Equal(["1"], authors.Calls);
    }

    [Fact]
    public async Task A_number_beyond_its_type_is_refused_by_name() => Assert.Contains(
        "must be between 0 and 255", await Ask("mutation { addBook(input: { title: \"T\", genre: NOVEL, copies: 300 }) }"));

    [Fact]
    public void Hidden_members_and_what_only_they_lead_to_are_not_there()
    {
        var schema = CodeFirstSchema.Build(Options with { IsVisible = member => member.Name is not ("Search" or "Item" or "Twin" or "AddBook" or "ShopMutations") });
        Assert.Null(schema.Mutation);
        Assert.Null(schema.FindType("Found"));
        Assert.Null(schema.FindType("NewBookInput"));
        Assert.Null(((ObjectType)schema.Query!).FindField("item"));
    }

    [Fact]
    public async Task Nodes_are_read_together_and_by_their_ids_alone()
    {
        var asked = new List<string>();
        var schema = CodeFirstSchema.Build(new CodeFirstOptions
        {
            Types = [typeof(Roots), typeof(INode), typeof(Star)],
            ReadNodes = (ids, _) =>
            {
                asked.Add(string.Join(' ', ids));
                return new([.. ids.Select(id => id.StartsWith('s') ? new Star(id) : null)]);
            },
        });
        Assert.Equal(
            "{'data':{'node':{'id':'s1'},'nodes':[{'__typename':'Star','id':'s2'},null]}}",
            await schema.Ask("{ node(id: \"s1\") { id } nodes(ids: [\"s2\", \"t\"]) { __typename id } }"));
        Assert.Equal(["s1", "s2 t"], asked);
        Assert.Contains("Ask for up to 100 ids at once; 101 were sent.", await schema.Ask($"{{ nodes(ids: [{string.Join(' ', Enumerable.Repeat("1", 101))}]) {{ id }} }}"));
    }

    [QueryType]
    internal static class Roots
    {
        public static int One => 1;
    }

    [InterfaceType("Node")]
    internal interface INode
    {
        [ID]
        string Id { get; }
    }

    [ObjectType]
    internal sealed record Star(string Id) : INode;

    [Fact]
    public void What_is_attached_to_a_member_is_attached_to_its_field()
    {
        var schema = CodeFirstSchema.Build(Options with { AnnotationsOf = member => [member.Name] });
        Assert.Equal("GetBooksAsync", ((ObjectType)schema.Query!).FindField("books")!.Annotation<string>());
    }

    private static async Task<string> Ask(string query, Bookshop.AuthorLoader? authors = null)
    {
        using var services = new ServiceCollection()
            .AddSingleton(authors ?? new Bookshop.AuthorLoader()).AddSingleton<Bookshop.BooksOfAuthorLoader>().AddSingleton<Bookshop.TextInfo>().BuildServiceProvider();
        using var response = await new GraphQLExecutor(CodeFirstSchema.Build(Options)).Execute(new GraphQLRequest { Query = query, Services = services });
        return response.ToString().Replace('"', '\'');
    }

}
