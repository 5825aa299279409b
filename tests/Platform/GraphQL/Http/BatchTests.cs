using System.Net;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class BatchTests
{
    [Fact]
    public async Task Requests_that_come_together_are_answered_in_their_order()
    {
        await using var host = await GraphQLHost.Start(options => options.MaxBatch = 3);
        using var response = await host.Post(
            "[{'query':'mutation { put(title: \\'a\\') }'},{'query':'{ nothing }'},{'query':'query ($id: Int!) { author(id: $id) { name } }','variables':{'id':2}}]",
            accept: "application/graphql-response+json");
        var body = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace('"', '\'');
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith("[{'data':{'put':['a']}},{'errors':[{'message':'Cannot query field", body);
        Assert.EndsWith(",{'data':{'author':{'name':'Ben'}}}]", body);
    }

    [Theory]
    [InlineData("[]", "holds 0 requests; it must hold 1 to 2")]
    [InlineData("[{'query':'{ a }'},{'query':'{ a }'},{'query':'{ a }'}]", "holds 3 requests; it must hold 1 to 2")]
    [InlineData("[{'query':'{ a }'},1]", "must be a JSON object")]
    [InlineData("[{'query':'mutation { put(title: 1) }'},{}]", "has no")]
    public async Task A_list_that_is_no_batch_is_refused_as_a_whole(string body, string message)
    {
        await using var host = await GraphQLHost.Start(options => options.MaxBatch = 2);
        using var response = await host.Post(body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(message, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Empty(host.Library.Shelf);
    }
}
