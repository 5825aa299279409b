using System.Text;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class HostileOperationTests
{
    private static readonly ParserOptions NoTokenLimit = new() { MaxTokens = int.MaxValue };

    private readonly Library _library = new();

    [Fact]
    public async Task Fragments_that_double_with_every_step_are_planned_once_each()
    {
        var query = new StringBuilder("{ author(id: 3) { ...F0 } }");
        for (var i = 0; i < 18; i++)
        {
            query.Append($" fragment F{i} on Author {{ a: books {{ author {{ ...F{i + 1} }} }} b: books {{ author {{ ...F{i + 1} }} }} }}");
        }

        query.Append(" fragment F18 on Author { name }");
        Assert.Equal("{'data':{'author':{'a':[],'b':[]}}}", await Unvalidated(new ExecutorOptions { Parsing = NoTokenLimit }).Ask(query.ToString()));
    }

    [Fact]
    public async Task Fields_that_nest_too_deep_are_refused()
    {
        var query = new StringBuilder("{ author(id: 1) { ...F0 } }");
        for (var i = 0; i < 3_000; i++)
        {
            query.Append($" fragment F{i} on Author {{ books {{ author {{ ...F{i + 1} }} }} }}");
        }

        query.Append(" fragment F3000 on Author { name }");
        Assert.Contains("more than 100 levels deep", await Unvalidated(new ExecutorOptions { Parsing = NoTokenLimit }).Ask(query.ToString()));
    }

    [Fact]
    public async Task Depth_counts_through_fragments_that_are_known_already()
    {
        var query = new StringBuilder("{ author(id: 1) { ...A0 } b: author(id: 1) { ...B0 } }");
        foreach (var (name, next) in new[] { ("A", "name"), ("B", "books { author { ...A0 } }") })
        {
            for (var i = 0; i < 45; i++)
            {
                query.Append($" fragment {name}{i} on Author {{ books {{ author {{ {(i == 44 ? next : $"...{name}{i + 1}")} }} }} }}");
            }
        }

        Assert.Contains("more than 100 levels deep", await Unvalidated(new ExecutorOptions()).Ask(query.ToString()));
    }

    [Fact]
    public async Task A_long_chain_of_fragments_does_not_use_up_the_stack()
    {
        var query = new StringBuilder("{ author(id: 1) { ...F0 } }");
        for (var i = 0; i < 50_000; i++)
        {
            query.Append($" fragment F{i} on Author {{ ...F{i + 1} }}");
        }

        query.Append(" fragment F50000 on Author { name }");
        var executor = Unvalidated(new ExecutorOptions { Parsing = NoTokenLimit });
        Assert.Equal("{'data':{'author':{'name':'Ada'}}}", await executor.Ask(query.ToString()));
    }

    [Fact]
    public async Task Fragments_that_spread_themselves_end()
    {
        var executor = Unvalidated(new ExecutorOptions());
        Assert.Contains(
            "levels deep",
            await executor.Ask("{ author(id: 1) { ...A } } fragment A on Author { a: books { author { ...A } } b: books { author { ...A } } }"));
    }

    [Fact]
    public async Task Too_many_fields_are_refused()
    {
        var fields = string.Join(' ', Enumerable.Range(0, 101).Select(i => $"a{i}: __typename"));
        Assert.Contains("more than 100 fields", await Unvalidated(new ExecutorOptions { MaxFields = 100 }).Ask($"{{ {fields} }}"));
    }

    [Fact]
    public async Task A_response_beyond_its_limit_is_refused()
    {
        var executor = new GraphQLExecutor(_library.Schema, new ExecutorOptions { MaxResponseBytes = 5_000 });
        var fields = string.Join(' ', Enumerable.Range(0, 40).Select(i => $"a{i}: authors {{ books {{ name genre id author {{ name }} }} }}"));
        Assert.Equal(
            "{'data':null,'errors':[{'message':'The response has more than 5000 bytes. Ask for less, for example with smaller pages.',"
            + "'extensions':{'code':'RESPONSE_TOO_LARGE'}}]}",
            await executor.Ask($"{{ {fields} }}"));
    }

    [Fact]
    public async Task Many_conditions_do_not_fill_the_memory_with_plans()
    {
        var executor = new GraphQLExecutor(_library.Schema);
        var variables = string.Join(", ", Enumerable.Range(0, 70).Select(i => $"$v{i}: Boolean = false"));
        var fields = string.Join(' ', Enumerable.Range(0, 70).Select(i => $"id @skip(if: $v{i})"));
        Assert.Equal("{'data':{'author':{'id':'1'}}}", await executor.Ask($"query ({variables}) {{ author(id: 1) {{ {fields} }} }}"));
    }

    private GraphQLExecutor Unvalidated(ExecutorOptions options) => new(_library.Schema, options, _ => []);
}
