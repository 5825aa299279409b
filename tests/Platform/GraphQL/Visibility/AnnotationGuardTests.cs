using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class AnnotationGuardTests
{
    [Theory]
    [InlineData("nurse", "{'data':{'open':1,'notes':null},'errors':[{'message':'This needs notes.read.','locations':[{'line':1,'column':8}],'path':['notes'],'extensions':{'code':'FORBIDDEN'}}]}")]
    [InlineData("doctor", "{'data':{'open':1,'notes':2}}")]
    public async Task A_field_that_needs_a_permission_is_refused_without_it(string user, string expected)
    {
        var schema = new Schema(new SchemaBlueprint
        {
            Query = new ObjectType("Query", () =>
            [
                new Field("open", Scalars.Int) { Resolver = Resolver.Of<object, int>(_ => 1) },
                new Field("notes", Scalars.Int) { Resolver = Resolver.Of<object, int>(_ => 2), Annotations = [new Needs("notes.read")] },
            ]),
        });
        var guard = new AnnotationGuard<Needs>((needs, request) => request.User is "doctor" ? null : $"This needs {needs.Permission}.");
        using var response = await new GraphQLExecutor(schema, new ExecutorOptions { Guard = guard })
            .Execute(new GraphQLRequest { Query = "{ open notes }", User = user }, TestContext.Current.CancellationToken);
        Assert.Equal(expected, response.ToString().Replace('"', '\''));
    }

    private sealed record Needs(string Permission);
}
