using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CarePlatform.GraphQL;

/// <summary>Sends a response in parts, each as soon as it is there.</summary>
internal sealed class MultipartExchange(HttpContext http, GraphQLHttpOptions options, string contentType)
{
    /// <summary>Sends all parts. The last bytes of each close it, so that the client need not wait for the next one to read it.</summary>
    public async Task Send(IncrementalResponse response, int status)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Vary = "Accept";
        http.Response.BodyWriter.Write("---"u8);
        await Send(response.First, isLast: response.IsComplete).ConfigureAwait(false);
        await foreach (var part in response.Rest(http.RequestAborted).ConfigureAwait(false))
        {
            using (part)
            {
                if (options.BeforeSending is { } keep)
                {
                    await keep(http, part).ConfigureAwait(false);
                }

                await Send(part, isLast: response.IsOver).ConfigureAwait(false);
            }
        }
    }

    private async Task Send(GraphQLResponse part, bool isLast)
    {
        var body = http.Response.BodyWriter;
        body.Write("\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"u8);
        await PacedBody.Send(body, part.Utf8, http.RequestAborted).ConfigureAwait(false);
        body.Write(isLast ? "\r\n-----\r\n"u8 : "\r\n---"u8);
        await body.FlushAsync(http.RequestAborted).ConfigureAwait(false);
    }
}
