using System.IO.Pipelines;

namespace CarePlatform.GraphQL;

/// <summary>
/// Sends a finished response at the pace of its client. The pipe of the server copies what it is given and waits only between two
/// writes, so that a large response in one write would be held twice.
/// </summary>
internal static class PacedBody
{
    /// <summary>What the server holds of a response besides the response itself, when the client is slow.</summary>
    private const int PartBytes = 64 * 1024;

    /// <summary>Sends all of it, or as much as the client takes before it goes.</summary>
    public static async ValueTask Send(PipeWriter pipe, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        do
        {
            var part = body[..Math.Min(PartBytes, body.Length)];
            body = body[part.Length..];
            if ((await pipe.WriteAsync(part, cancellation).ConfigureAwait(false)).IsCompleted)
            {
                return;
            }
        }
        while (body.Length > 0);
    }
}
