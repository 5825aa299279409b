using System.Net;
using System.Text;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class GraphQLOverHttpTests
{
    private const string GraphQLJson = "application/graphql-response+json";
    private const string Json = "application/json";

    [Theory]
    [InlineData(null, Json)]
    [InlineData("*/*", Json)]
    [InlineData("application/json", Json)]
    [InlineData("application/graphql-response+json", GraphQLJson)]
    [InlineData("application/json;q=0.5, application/graphql-response+json", GraphQLJson)]
    [InlineData("application/graphql-response+json;q=0.5, application/json", Json)]
    [InlineData("text/html, */*;q=0.1", Json)]
    public async Task The_client_chooses_the_media_type(string? accept, string expected)
    {
        await using var host = await GraphQLHost.Start();
        using var response = await host.Post("{'query':'{ author(id: 1) { name } }'}", accept: accept);
        Assert.Equal((HttpStatusCode.OK, expected, "utf-8"), (response.StatusCode, TypeOf(response), response.Content.Headers.ContentType?.CharSet));
        Assert.Equal("{'data':{'author':{'name':'Ada'}}}", await Body(response));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json;charset=iso-8859-1")]
    public async Task A_client_that_accepts_nothing_that_there_is_gets_406(string accept)
    {
        await using var host = await GraphQLHost.Start();
        using var response = await host.Post("{'query':'{ __typename }'}", accept: accept);
        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
    }

    [Theory]
    [InlineData("{ author(id: 1 { name } }")]
    [InlineData("{ nothing }")]
    [InlineData("query ($id: Int!) { author(id: $id) { name } }")]
    public async Task A_request_that_is_not_executed_is_an_error_or_a_success_by_media_type(string query)
    {
        await using var host = await GraphQLHost.Start();
        using var strict = await host.Post($"{{'query':'{query}'}}", accept: GraphQLJson);
        using var lenient = await host.Post($"{{'query':'{query}'}}", accept: Json);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (strict.StatusCode, lenient.StatusCode));
        Assert.DoesNotContain("'data'", await Body(strict));
        Assert.Contains("'errors'", await Body(lenient));
    }

    [Fact]
    public async Task A_field_that_fails_is_a_success_of_the_request()
    {
        await using var host = await GraphQLHost.Start();
        using var response = await host.Post("{'query':'{ refused }'}", accept: GraphQLJson);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("{'query':'{ a'", 400, "not valid JSON at line 1, column")]
    [InlineData("{\n  'query': oops\n}", 400, "not valid JSON at line 2, column 12")]
    [InlineData("{'query':'{ a }'} more", 400, "not valid JSON")]
    [InlineData("", 400, "The body is empty")]
    [InlineData("'text'", 400, "must be a JSON object")]
    [InlineData("[{'query':'{ a }'}]", 400, "Several requests in one")]
    [InlineData("{}", 400, "has no 'query'")]
    [InlineData("{'query':1}", 400, "'query' must be a string")]
    [InlineData("{'query':'{ a }','operationName':[]}", 400, "'operationName' must be a string")]
    [InlineData("{'query':'{ a }','variables':[1]}", 400, "'variables' must be a JSON object")]
    [InlineData("{'query':'{ a }','extensions':'x'}", 400, "'extensions' must be a JSON object")]
    [InlineData("{'query':'{ a }','variables':{'x':'\\ud83d'}}", 400, "half of a surrogate pair")]
    [InlineData("{'query':'{ a }','variables':{'x':'\\ude00'}}", 400, "half of a surrogate pair")]
    [InlineData("{'query':'{ __typename }','variables':{'x':'\\ud83d\\ude00 \\\\ud83d'}}", 200, "'data'")]
    public async Task What_is_wrong_with_a_body_is_said(string body, int status, string message)
    {
        await using var host = await GraphQLHost.Start();
        using var response = await host.Post(body);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(message, (await Body(response)).Replace("\\'", "'"));
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "Multipart")]
    [InlineData("text/plain", "text/plain is not supported")]
    [InlineData("application/json; charset=utf-16", "utf-16 is not supported")]
    [InlineData(null, "no content type")]
    public async Task Another_content_type_is_refused(string? contentType, string message)
    {
        await using var host = await GraphQLHost.Start();
        using var response = await host.Post(Encoding.UTF8.GetBytes("{}"), contentType);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains(message, await Body(response));
    }

    [Fact]
    public async Task A_body_that_is_not_utf8_is_refused()
    {
        await using var host = await GraphQLHost.Start();
        using var response = await host.Post([(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)'}']);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("not valid UTF-8", await Body(response));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_body_is_refused_whether_or_not_its_length_is_announced(bool announced)
    {
        await using var host = await GraphQLHost.Start();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(new byte[1024 * 1024 + 1]) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = announced ? null : true;
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("more than 1048576 bytes", await Body(response));
    }

    [Fact]
    public async Task A_query_can_be_asked_with_get()
    {
        await using var host = await GraphQLHost.Start();
        var variables = Uri.EscapeDataString("{\"id\":2}");
        using var response = await host.Send(
            HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString("query Q($id: Int!) { author(id: $id) { name } }")}&operationName=Q&variables={variables}");
        Assert.Equal("{'data':{'author':{'name':'Ben'}}}", await Body(response));
    }

    [Fact]
    public async Task A_mutation_cannot_be_asked_with_get()
    {
        await using var host = await GraphQLHost.Start();
        using var response = await host.Send(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString("mutation { put(title: \"x\") }")}");
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST"), (response.StatusCode, string.Join(", ", response.Content.Headers.Allow)));
        Assert.Empty(host.Library.Shelf);
    }

    [Theory]
    [InlineData("/graphql", "no parameter 'query'")]
    [InlineData("/graphql?query={__typename}&variables={", "'variables' is not valid JSON at line 1, column 2")]
    [InlineData("/graphql?query={__typename}&query={a}", "'query' is given 2 times")]
    public async Task What_is_wrong_with_the_parameters_is_said(string address, string message)
    {
        await using var host = await GraphQLHost.Start();
        using var response = await host.Send(HttpMethod.Get, address);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(message, (await Body(response)).Replace("\\'", "'"));
    }

    [Fact]
    public async Task Another_method_is_refused_with_those_that_are_allowed()
    {
        await using var host = await GraphQLHost.Start();
        using var response = await host.Send(HttpMethod.Delete, "/graphql");
        Assert.Equal(
            (HttpStatusCode.MethodNotAllowed, "GET, POST"), (response.StatusCode, string.Join(", ", response.Content.Headers.Allow)));
    }

    private static string? TypeOf(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType;

    private static async Task<string> Body(HttpResponseMessage response) => (await response.Content.ReadAsStringAsync()).Replace('"', '\'');
}
