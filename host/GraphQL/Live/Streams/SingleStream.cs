namespace CarePlatform.GraphQL;

/// <summary>An event stream that many operations share. It is reserved first; operations that begin before it is connected wait for it.</summary>
internal sealed class SingleStream(LiveConnection connection)
{
    private readonly TaskCompletionSource<EventStream> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isTaken;

    public LiveConnection Connection => connection;

    /// <summary>Takes the stream for one connection; false when it was taken before.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _isTaken, 1) == 0;

    /// <summary>Lets the operations write.</summary>
    public void Connect(EventStream stream) => _connected.TrySetResult(stream);

    public Task<EventStream> WaitForConnection(CancellationToken cancellation) => _connected.Task.WaitAsync(cancellation);

    /// <summary>Sends all responses of an operation, and that they are all.</summary>
    public async Task Send(LiveOperation operation, GraphQLResponses responses)
    {
        // The request that asked for the operation is answered meanwhile.
        await Task.Yield();
        var stream = await WaitForConnection(operation.Stopped).ConfigureAwait(false);
        await foreach (var response in responses.ReadAll().ConfigureAwait(false))
        {
            using (response)
            {
                await Write(stream, EventStream.Next, operation.Id, response.Utf8, operation.Stopped).ConfigureAwait(false);
            }
        }

        // The id is free before the client knows it, so that it can be used again at once.
        if (connection.Release(operation))
        {
            await Write(stream, EventStream.Complete, operation.Id, default, operation.Stopped).ConfigureAwait(false);
        }
    }

    /// <summary>Tells the client that its operations end because its session does.</summary>
    public static async ValueTask Deny(EventStream stream, IEnumerable<string> ids, string reason, CancellationToken cancellation)
    {
        using var output = new JsonOutput();
        ErrorWriter.WriteResponse([new GraphQLException(reason, "FORBIDDEN").Error], null, output);
        foreach (var id in ids)
        {
            await Write(stream, EventStream.Next, id, output.Written, cancellation).ConfigureAwait(false);
            await Write(stream, EventStream.Complete, id, default, cancellation).ConfigureAwait(false);
        }
    }

    private static async ValueTask Write(
        EventStream stream, ReadOnlyMemory<byte> name, string id, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        using var output = new JsonOutput(payload.Length + 256);
        output.Raw("{\"id\":"u8);
        output.Text(id);
        if (!payload.IsEmpty)
        {
            output.Raw(",\"payload\":"u8);
            output.Raw(payload.Span);
        }

        output.Raw("}"u8);
        await stream.Write(name, output.Written, cancellation).ConfigureAwait(false);
    }
}
