using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace CarePlatform.Testing;

/// <summary>A subscription over an event stream (graphql-sse), as a client of the product has it.</summary>
public sealed class TestSubscription : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private TestSubscription(HttpResponseMessage response, Stream body) => (_response, _lines) = (response, new StreamReader(body));

    /// <summary>Subscribes as this member of staff.</summary>
    public static async Task<TestSubscription> Open(TestTenant tenant, string subject, string subscription, object? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = subscription, variables }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tenant.Host.Token(tenant.Tenant.Slug, subject));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        var response = await tenant.Host.Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return new TestSubscription(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The data of the next message; fails the test when it has errors, or when the stream has ended.</summary>
    public async Task<JsonElement> Next()
    {
        var answer = await NextOrEnd();
        Assert.NotNull(answer);
        Assert.False(answer.Value.TryGetProperty("errors", out var errors), $"The subscription failed: {errors}");
        return answer.Value.GetProperty("data").EnumerateObject().Single().Value;
    }

    /// <summary>The next message, errors included; null when the stream has ended.</summary>
    public async Task<JsonElement?> NextOrEnd()
    {
        var name = "";
        while (await _lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line["event: ".Length..];
            }
            else if (name == "next" && line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return JsonElement.Parse(line["data: ".Length..]);
            }
        }

        return null;
    }

    public ValueTask DisposeAsync()
    {
        _lines.Dispose();
        _response.Dispose();
        return ValueTask.CompletedTask;
    }
}
