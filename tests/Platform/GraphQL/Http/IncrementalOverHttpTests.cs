using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class IncrementalOverHttpTests
{
    private const string Deferred = "{'query':'{ hero { id ... @defer { wait(gate: \\'a\\') } } }'}";
    private const string Json = "Content-Type: application/json; charset=utf-8\r\n\r\n";

    private readonly Heroes _heroes = new();

    [Theory]
    [InlineData("multipart/mixed", "")]
    [InlineData("multipart/mixed;q=0.5, application/json", "")]
    [InlineData("multipart/mixed;incrementalSpec=v0.2, application/graphql-response+json, application/json", "; incrementalSpec=v0.2")]
    public async Task A_client_that_accepts_parts_gets_them_one_by_one(string accept, string version)
    {
        await using var host = await Start();
        _heroes.Open("a");
        using var response = await Post(host, Deferred, accept);
        Assert.Equal(
            (HttpStatusCode.OK, $"multipart/mixed; boundary=\"-\"{version}", null),
            (response.StatusCode, response.Content.Headers.ContentType?.ToString(), response.Content.Headers.ContentLength));
        Assert.Equal(
            $"---\r\n{Json}{{'data':{{'hero':{{'id':'1'}}}},'pending':[{{'id':'0','path':['hero']}}],'hasNext':true}}\r\n---\r\n"
            + $"{Json}{{'incremental':[{{'id':'0','data':{{'wait':'a'}}}}],'completed':[{{'id':'0'}}],'hasNext':false}}\r\n-----\r\n",
            await Body(response));
    }

    [Fact]
    public async Task A_part_is_sent_before_the_next_one_is_there()
    {
        await using var host = await Start();
        using var response = await Post(host, Deferred, "multipart/mixed");
        await using var body = await response.Content.ReadAsStreamAsync(Token);
        Assert.EndsWith("'hasNext':true}\r\n---", await ReadUntil(body, "\r\n---"));
        Assert.DoesNotContain("cancelled a", _heroes.Calls);
        _heroes.Open("a");
        Assert.EndsWith("'hasNext':false}\r\n-----\r\n", await ReadUntil(body, "-----\r\n"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("*/*")]
    [InlineData("multipart/mixed;q=0, application/json")]
    [InlineData("multipart/mixed;deferSpec=20220824, application/json")]
    public async Task A_client_that_does_not_accept_parts_gets_all_at_once(string? accept)
    {
        await using var host = await Start();
        _heroes.Open("a");
        using var response = await Post(host, Deferred, accept);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("{'data':{'hero':{'id':'1','wait':'a'}}}", await Body(response));
    }

    [Theory]
    [InlineData("{'query':'{ hero { id } }'}", 200, "{'data':{'hero':{'id':'1'}}}")]
    [InlineData("{'query':'{ nothing }'}", 400, "{'errors':[{'message':'Cannot query field ")]
    public async Task An_answer_without_parts_is_no_multipart_unless_nothing_else_is_accepted(string body, int status, string start)
    {
        await using var host = await Start();
        using var plain = await Post(host, body, "multipart/mixed, application/graphql-response+json");
        using var multipart = await Post(host, body, "multipart/mixed");
        Assert.Equal("application/graphql-response+json", plain.Content.Headers.ContentType?.MediaType);
        Assert.Equal("multipart/mixed", multipart.Content.Headers.ContentType?.MediaType);
        Assert.Equal((status, status), ((int)plain.StatusCode, (int)multipart.StatusCode));
        Assert.StartsWith(start, await Body(plain));
        var part = await Body(multipart);
        Assert.StartsWith($"---\r\n{Json}{start}", part);
        Assert.EndsWith("}\r\n-----\r\n", part);
    }

    [Fact]
    public async Task A_schema_without_the_directives_has_no_parts_to_send()
    {
        await using var host = await GraphQLHost.Start();
        using var response = await host.Post("{'query':'{ __typename }'}", accept: "multipart/mixed");
        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
    }

    [Fact]
    public async Task Work_ends_when_the_client_goes_away()
    {
        var seen = new TaskCompletionSource();
        await using var host = await Start(options => options.BeforeSending = (http, _) =>
        {
            http.RequestAborted.Register(() => seen.TrySetResult());
            return default;
        });
        var response = await Post(host, Deferred, "multipart/mixed");
        await using (var body = await response.Content.ReadAsStreamAsync(Token))
        {
            await ReadUntil(body, "\r\n---");
        }

        response.Dispose();
        await seen.Task.WaitAsync(Token);
        await _heroes.Cancelled("a").WaitAsync(Token);
    }

    [Fact]
    public async Task Every_part_is_shown_to_the_host_before_it_is_sent()
    {
        var seen = new List<string>();
        await using var host = await Start(options => options.BeforeSending = (_, part) =>
        {
            seen.Add(part.ToString());
            return default;
        });
        _heroes.Open("a");
        using var response = await Post(host, Deferred, "multipart/mixed");
        var body = await response.Content.ReadAsStringAsync(Token);
        Assert.Equal(2, seen.Count);
        Assert.All(seen, part => Assert.Contains(part, body));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<GraphQLHost> Start(Action<GraphQLHttpOptions>? configure = null) => GraphQLHost.Start(options =>
    {
        options.Executor = _ => new ValueTask<GraphQLExecutor>(_heroes.Executor);
        configure?.Invoke(options);
    });

    private static async Task<HttpResponseMessage> Post(GraphQLHost host, string body, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(body.Replace("\\'", "\\\"").Replace('\'', '"'), Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        return await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }

    private static async Task<string> Body(HttpResponseMessage response) => (await response.Content.ReadAsStringAsync(Token)).Replace('"', '\'');

    private static async Task<string> ReadUntil(Stream body, string end)
    {
        var text = new StringBuilder();
        var buffer = new byte[1];
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal))
        {
            Assert.Equal(1, await body.ReadAsync(buffer, Token));
            text.Append((char)buffer[0]);
        }

        return text.ToString().Replace('"', '\'');
    }
}
