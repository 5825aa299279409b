using System.IO.Compression;
using System.Text;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class CompressionTests
{
    // 3 authors are about 120 bytes; 40 times that is worth it.
    private static readonly string Large = $"{{ {string.Join(' ', Enumerable.Range(0, 40).Select(i => $"a{i}: authors {{ id name age }}"))} }}";

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0.5, gzip", "gzip")]
    [InlineData("br;q=0, *", "gzip")]
    [InlineData("*", "br")]
    [InlineData("deflate", null)]
    [InlineData("identity", null)]
    [InlineData(null, null)]
    public async Task The_client_chooses_the_coding_and_reads_the_same_answer(string? accepted, string? coding)
    {
        await using var host = await GraphQLHost.Start();
        var (used, body) = await Ask(host, Large, ("Accept-Encoding", accepted));
        Assert.Equal(coding, used);
        Assert.Equal((await new Library().Schema.Ask(Large)).Replace('\'', '"'), body);
    }

    [Fact]
    public async Task A_small_answer_goes_as_it_is()
    {
        await using var host = await GraphQLHost.Start();
        Assert.Null((await Ask(host, "{ authors { name } }", ("Accept-Encoding", "br"))).Coding);
    }

    [Theory]
    [InlineData("Cookie", "session=1", null)]
    [InlineData("Authorization", "Basic eDp5", null)]
    [InlineData("Authorization", "negotiate abc", null)]
    [InlineData("Authorization", "Bearer abc", "br")]
    public async Task What_a_browser_sends_by_itself_keeps_an_answer_from_being_compressed(string header, string value, string? coding)
    {
        await using var host = await GraphQLHost.Start();
        Assert.Equal(coding, (await Ask(host, Large, ("Accept-Encoding", "br"), (header, value))).Coding);
    }

    [Theory]
    [InlineData(CompressionPolicy.Always, "br")]
    [InlineData(CompressionPolicy.Never, null)]
    public async Task The_host_may_decide_otherwise(CompressionPolicy policy, string? coding)
    {
        await using var host = await GraphQLHost.Start(options => options.Compression = policy);
        Assert.Equal(coding, (await Ask(host, Large, ("Accept-Encoding", "br"), ("Cookie", "session=1"))).Coding);
    }

    private static async Task<(string? Coding, string Body)> Ask(GraphQLHost host, string query, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent($"{{\"query\":\"{query}\"}}", Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var coding = response.Content.Headers.ContentEncoding.SingleOrDefault();
        var raw = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using var body = coding switch
        {
            "br" => new BrotliStream(raw, CompressionMode.Decompress),
            "gzip" => new GZipStream(raw, CompressionMode.Decompress),
            _ => raw,
        };
        using var reader = new StreamReader(body);
        return (coding, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}
