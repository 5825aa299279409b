using System.Net;
using System.Text;

namespace CarePlatform.Platform.Tests;

/// <summary>An event stream as a client has it. Single quotes stand for double ones both ways.</summary>
internal sealed class StreamClient : IDisposable
{
    private readonly LiveHost _host;
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private StreamClient(LiveHost host, HttpResponseMessage response, Stream body, string token)
    {
        _host = host;
        _response = response;
        _lines = new StreamReader(body);
        Token = token;
    }

    public string Token { get; }

    public HttpStatusCode Status => _response.StatusCode;

    public string? MediaType => _response.Content.Headers.ContentType?.ToString();

    /// <summary>Asks for one operation with a stream of its own.</summary>
    public static Task<StreamClient> Post(LiveHost host, string body) => Send(
        host, new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = Json(body) });

    /// <summary>The same with everything in the address.</summary>
    public static Task<StreamClient> Get(LiveHost host, string query) => Send(
        host, new HttpRequestMessage(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(query)}"));

    /// <summary>Reserves a stream to be shared and connects it.</summary>
    public static async Task<StreamClient> Reserve(LiveHost host)
    {
        using var reserved = await host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Put, "/graphql"));
        return await Connect(host, await reserved.Content.ReadAsStringAsync());
    }

    /// <summary>Connects a stream that was reserved.</summary>
    public static Task<StreamClient> Connect(LiveHost host, string token) => Send(
        host, new HttpRequestMessage(HttpMethod.Get, $"/graphql?token={token}"), token);

    /// <summary>Asks for an operation whose responses this stream carries.</summary>
    public async Task<HttpResponseMessage> Ask(string body, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = Json(body) };
        request.Headers.Add("X-GraphQL-Event-Stream-Token", token ?? Token);
        return await _host.Client.SendAsync(request);
    }

    /// <summary>Ends an operation.</summary>
    public async Task<HttpStatusCode> Stop(string? id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, id is null ? "/graphql" : $"/graphql?operationId={id}");
        request.Headers.Add("X-GraphQL-Event-Stream-Token", Token);
        using var response = await _host.Client.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>The next event with its data; null at the end.</summary>
    public async Task<string?> Read()
    {
        var (name, data) = ("", new List<string>());
        while (await _lines.ReadLineAsync() is { } line)
        {
            if (line.Length == 0 && name.Length > 0)
            {
                return $"{name} {string.Join('\n', data).Replace('"', '\'')}";
            }

            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line[7..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                data.Add(line[6..]);
            }
        }

        return null;
    }

    public async Task<IReadOnlyList<string?>> Read(int count)
    {
        var events = new List<string?>();
        for (var i = 0; i < count; i++)
        {
            events.Add(await Read());
        }

        return events;
    }

    public Task<string?> ReadLine() => _lines.ReadLineAsync();

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }

    private static async Task<StreamClient> Send(LiveHost host, HttpRequestMessage request, string token = "")
    {
        request.Headers.Add("Accept", "text/event-stream");
        using (request)
        {
            var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            return new StreamClient(host, response, await response.Content.ReadAsStreamAsync(), token);
        }
    }

    private static StringContent Json(string body) => new(body.Replace('\'', '"'), Encoding.UTF8, "application/json");
}
