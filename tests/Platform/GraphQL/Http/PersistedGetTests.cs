using System.Net;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class PersistedGetTests
{
    private const string Query = "query Q($id: Int!) { author(id: $id) { name } }";

    private static readonly string Address = $"/graphql?documentId={DocumentHash.IdOf(Query)}&variables={Uri.EscapeDataString("{\"id\":1}")}";

    [Fact]
    public async Task An_answer_that_the_client_holds_is_not_sent_again()
    {
        await using var host = await Host();
        using var first = await host.Send(HttpMethod.Get, Address);
        Assert.Equal("{\"data\":{\"author\":{\"name\":\"Ada\"}}}", await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.Equal("no-cache, private", first.Headers.CacheControl!.ToString());
        Assert.Equal(["Accept", "Accept-Encoding", "Authorization", "Cookie"], first.Headers.Vary.Order());

        using var second = await Conditional(host, Address, $"\"other\", {first.Headers.ETag}");
        Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag), (second.StatusCode, second.Headers.ETag));
        Assert.Equal(0, second.Content.Headers.ContentLength ?? 0);
    }

    [Fact]
    public async Task An_answer_that_has_changed_is_sent()
    {
        await using var host = await Host();
        using var first = await host.Send(HttpMethod.Get, Address);
        using var other = await Conditional(host, Address.Replace("1%7D", "2%7D"), first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.NotEqual(first.Headers.ETag, other.Headers.ETag);
    }

    [Fact]
    public async Task The_same_bytes_in_another_coding_have_another_tag()
    {
        await using var host = await Host(options => options.CompressFromBytes = 1);
        using var plain = await host.Send(HttpMethod.Get, Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        request.Headers.Add("Accept-Encoding", "br");
        using var coded = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("br", Assert.Single(coded.Content.Headers.ContentEncoding));
        Assert.NotEqual(plain.Headers.ETag, coded.Headers.ETag);
    }

    [Theory]
    [InlineData("query={__typename}")]
    [InlineData("documentId=broken")]
    [InlineData("documentId=unknown")]
    public async Task Other_answers_are_not_kept(string parameters)
    {
        await using var host = await Host();
        using var response = await host.Send(HttpMethod.Get, $"/graphql?{parameters}");
        Assert.Null(response.Headers.ETag);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_registered_mutation_cannot_be_asked_with_get()
    {
        await using var host = await Host();
        using var response = await host.Send(HttpMethod.Get, "/graphql?documentId=put");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Empty(host.Library.Shelf);
    }

    [Fact]
    public async Task A_registered_document_is_executed_by_post()
    {
        await using var host = await Host();
        using var response = await host.Post($"{{'documentId':'{DocumentHash.IdOf(Query)}','variables':{{'id':2}}}}");
        Assert.Contains("Ben", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.OK)]
    [InlineData("application/graphql-response+json", HttpStatusCode.BadRequest)]
    public async Task A_hash_that_is_not_known_is_told_by_the_rules_of_the_media_type(string accept, HttpStatusCode status)
    {
        await using var host = await Host();
        var extensions = Uri.EscapeDataString($"{{\"persistedQuery\":{{\"version\":1,\"sha256Hash\":\"{DocumentHash.Of("{ x }")}\"}}}}");
        using var response = await host.Send(HttpMethod.Get, $"/graphql?extensions={extensions}", accept);
        Assert.Equal(status, response.StatusCode);
        Assert.Contains("PERSISTED_QUERY_NOT_FOUND", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static Task<GraphQLHost> Host(Action<GraphQLHttpOptions>? configure = null) => GraphQLHost.Start(configure, new ExecutorOptions
    {
        Documents = new PersistedDocuments
        {
            Registered = new DocumentManifest([new("author", Query), new("put", "mutation { put(title: \"x\") }"), new("broken", "{ broken }")]),
            Automatic = new AutomaticDocuments(),
        },
    });

    private static async Task<HttpResponseMessage> Conditional(GraphQLHost host, string address, string tags)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("If-None-Match", tags);
        return await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
