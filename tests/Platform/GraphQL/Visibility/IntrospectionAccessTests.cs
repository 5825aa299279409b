using System.Net;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class IntrospectionAccessTests
{
    private static readonly ExecutorOptions Options = new() { MayIntrospect = request => request.User is "developer" };

    private readonly GraphQLExecutor _executor = new(new Library().Schema, Options);

    [Theory]
    [InlineData("{ __schema { types { name } } }", "__schema")]
    [InlineData("{ ...F } fragment F on Query { t: __type(name: \"Author\") { name } }", "__type")]
    [InlineData("query ($b: Boolean = true) { author(id: 1) { name } __schema @include(if: $b) { queryType { name } } }", "__schema")]
    public async Task Introspection_is_refused_to_those_who_may_not_see_the_schema(string query, string field)
    {
        var answer = await Ask(query, "guest");
        Assert.Contains($"You may not see the schema, so \\'{field}\\' cannot be queried.", answer);
        Assert.Contains("'code':'INTROSPECTION_NOT_ALLOWED'", answer);
        Assert.DoesNotContain("'data'", answer);
        Assert.StartsWith("{'data':{", await Ask(query, "developer"));
    }

    [Fact]
    public async Task The_name_of_a_type_in_an_answer_is_no_introspection() =>
        Assert.Equal("{'data':{'author':{'__typename':'Author'}}}", await Ask("{ author(id: 1) { __typename } }", "guest"));

    [Theory]
    [InlineData("{ autor(id: 1) { name } }", "Cannot query field")]
    [InlineData("{ author(ids: 1) { name } }", "Unknown argument")]
    [InlineData("{ author(id: 1) }", "must have a selection of subfields.")]
    [InlineData("{ everything { id } }", "Cannot query field")]
    [InlineData("query ($a: Authr) { author(id: 1) { name } }", "Unknown type")]
    [InlineData("{ author(id: 1) { books(genre: NOVELL) { name } } }", "does not exist in")]
    public async Task Errors_give_no_hints_to_those_who_may_not_see_the_schema(string query, string message)
    {
        var guest = await Ask(query, "guest");
        Assert.Contains(message, guest);
        Assert.DoesNotContain("Did you mean", guest);
        Assert.Contains("'locations'", guest);
        Assert.Contains("Did you mean", await Ask(query, "developer"));
    }

    [Fact]
    public async Task Errors_in_variables_give_no_hints_either()
    {
        const string Query = "query ($g: Genre) { author(id: 1) { books(genre: $g) { name } } }";
        Assert.Contains("does not exist in \\'Genre\\' enum.'", await Ask(Query, "guest", "{'g':'NOVELL'}"));
        Assert.Contains("Did you mean the enum value", await Ask(Query, "developer", "{'g':'NOVELL'}"));
    }

    [Theory]
    [InlineData("guest", HttpStatusCode.Forbidden)]
    [InlineData("developer", HttpStatusCode.OK)]
    public async Task The_schema_as_text_is_kept_from_them_too(string user, HttpStatusCode status)
    {
        await using var host = await GraphQLHost.Start(options => options.User = _ => user, Options);
        using var response = await host.Send(HttpMethod.Get, "/schema.graphql");
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(user == "developer", (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("type Author"));
    }

    private async Task<string> Ask(string query, string user, string? variables = null)
    {
        var request = new GraphQLRequest
        {
            Query = query,
            User = user,
            Variables = variables is null ? default : System.Text.Json.JsonElement.Parse(variables.Replace('\'', '"')),
        };
        using var response = await _executor.Execute(request, TestContext.Current.CancellationToken);
        return response.ToString().Replace('"', '\'');
    }
}
