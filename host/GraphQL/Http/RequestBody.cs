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
            var reader = http.Request.BodyReader;
            var isCompleted = false;
            while (!isCompleted && length != http.Request.ContentLength)
            {
                // Most bodies come together with their head, so that there is nothing to wait for.
                if (!reader.TryRead(out var result))
                {
                    result = await reader.ReadAsync(http.RequestAborted).ConfigureAwait(false);
                }

                var received = result.Buffer;
                if (length + received.Length > maxBytes)
                {
                    reader.AdvanceTo(received.End);
                    throw TooLarge(maxBytes);
                }

                buffer = WithRoom(buffer, length, (int)received.Length);
                received.CopyTo(buffer.AsSpan(length));
                length += (int)received.Length;
                isCompleted = result.IsCompleted;
                reader.AdvanceTo(received.End);
            }

            return Parse(buffer, length, maxBatch);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw TooLarge(maxBytes);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    private static RequestParameters Parse(byte[] buffer, int length, int maxBatch)
    {
        ReadOnlyMemory<byte> body = buffer.AsMemory(0, length);
        if (body.Span.StartsWith(ByteOrderMark))
        {
            body = body[ByteOrderMark.Length..];
        }

        if (body.IsEmpty)
        {
            throw HttpRefusal.BadRequest("The body is empty. It must be a JSON object with a \"query\".");
        }

        if (!Utf8.IsValid(body.Span))
        {
            throw HttpRefusal.BadRequest("The body is not valid UTF-8.");
        }

        return RequestParameters.FromBody(body, buffer, maxBatch);
    }

    private static void RequireJson(HttpRequest request)
    {
        if (request.ContentType is "application/json" or "application/json; charset=utf-8")
        {
            return;
        }

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

    private static byte[] WithRoom(byte[] buffer, int length, int more)
    {
        if (length + more <= buffer.Length)
        {
            return buffer;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(length + more, buffer.Length * 2));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static HttpRefusal TooLarge(int maxBytes) =>
        new(StatusCodes.Status413PayloadTooLarge, $"The body has more than {maxBytes} bytes, which is the most that is accepted.");

    private static HttpRefusal Unsupported(string message) => new(StatusCodes.Status415UnsupportedMediaType, message);
}
