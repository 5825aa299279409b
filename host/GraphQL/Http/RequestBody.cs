using System.Buffers;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CarePlatform.GraphQL;

/// <summary>Reads the body of a POST request.</summary>
internal static class RequestBody
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The parameters in the body; a body that has none or is too large is refused.</summary>
    public static async ValueTask<RequestParameters> Read(HttpContext http, int maxBytes, int maxBatch)
    {
        RequireJson(http.Request);
        if (http.Request.ContentLength > maxBytes)
        {
            throw TooLarge(maxBytes);
        }

        var buffer = ArrayPool<byte>.Shared.Rent((int)(http.Request.ContentLength ?? 4096) + 1);
        try
        {
            var length = 0;
            int read;
            while ((read = await http.Request.Body.ReadAsync(buffer.AsMemory(length), http.RequestAborted).ConfigureAwait(false)) > 0)
            {
                length += read;
                if (length > maxBytes)
                {
                    throw TooLarge(maxBytes);
                }

                if (length == buffer.Length)
                {
                    buffer = Larger(buffer);
                }
            }

            // The document lives as long as the request; the buffer goes back at once.
            return Parse(buffer.AsSpan(0, length), maxBatch);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge(maxBytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static RequestParameters Parse(ReadOnlySpan<byte> body, int maxBatch)
    {
        if (body.StartsWith(ByteOrderMark))
        {
            body = body[ByteOrderMark.Length..];
        }

        if (body.IsEmpty)
        {
            throw HttpRefusal.BadRequest("The body is empty. It must be a JSON object with a \"query\".");
        }

        if (!Utf8.IsValid(body))
        {
            throw HttpRefusal.BadRequest("The body is not valid UTF-8.");
        }

        return RequestParameters.FromJson(JsonText.Parse(body, "The body"), maxBatch);
    }

    private static void RequireJson(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            throw Unsupported("The request has no content type. Send application/json.");
        }

        if (type.Type.Equals("multipart", StringComparison.OrdinalIgnoreCase))
        {
            throw Unsupported("Multipart requests, such as file uploads, are not supported. Send application/json.");
        }

        if (!type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            throw Unsupported($"The content type {type.MediaType} is not supported. Send application/json.");
        }

        if (type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            throw Unsupported($"The charset {type.Charset} is not supported. Send UTF-8.");
        }
    }

    private static byte[] Larger(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static HttpRefusal TooLarge(int maxBytes) =>
        new(StatusCodes.Status413PayloadTooLarge, $"The body has more than {maxBytes} bytes, which is the most that is accepted.");

    private static HttpRefusal Unsupported(string message) => new(StatusCodes.Status415UnsupportedMediaType, message);
}
