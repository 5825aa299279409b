namespace CarePlatform.GraphQL;

/// <summary>The operations that a client runs over its socket once it is acknowledged.</summary>
internal sealed class SocketConversation(LiveConnection connection, SocketWriter writer) : IAsyncDisposable
{
    /// <summary>Whether the client has been told that it may begin.</summary>
    public bool IsAcknowledged { get; set; }

    public static void Acknowledge(IReadOnlyDictionary<string, object?>? greeting, JsonOutput output)
    {
        output.Raw("{\"type\":\"connection_ack\""u8);
        if (greeting is not null)
        {
            output.Raw(",\"payload\":"u8);
            if (!PlainJson.TryWrite(greeting, output))
            {
                throw new InvalidOperationException("A greeting may hold plain values only: texts, numbers, booleans, ids, times, and maps and lists of them.");
            }
        }

        output.Raw("}"u8);
    }

    /// <summary>Starts an operation; false when it was refused, so that the message is still the caller's.</summary>
    public async ValueTask<bool> Subscribe(SocketMessage message)
    {
        var id = message.RequireId(connection.Options.MaxIdLength);
        if (connection.Has(id))
        {
            throw new SocketEnd(CloseCode.SubscriberExists, $"Subscriber for {id} already exists");
        }

        if (connection.Add(id, message.TakeParameters(), OperationKinds.All) is { } operation)
        {
            connection.Run(operation, Answer);
            return true;
        }

        var error = new GraphQLError(
            $"{connection.Options.MaxOperations} operations run over this connection, which is the most that may. Complete one of them first.")
        {
            Extensions = new Dictionary<string, object?> { ["code"] = "TOO_MANY_OPERATIONS" },
        };
        await Refuse(id, [error], connection.Ended).ConfigureAwait(false);
        return false;
    }

    /// <summary>Stops an operation. One that has come to its end meanwhile needs no stopping.</summary>
    public void Complete(SocketMessage message) => connection.Stop(message.RequireId(connection.Options.MaxIdLength));

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task Answer(LiveOperation operation)
    {
        // The socket is read on while this operation works.
        await Task.Yield();
        var responses = await operation.Open().ConfigureAwait(false);
        await foreach (var response in responses.ReadAll().ConfigureAwait(false))
        {
            using (response)
            {
                if (response.Kind is ResponseKind.Executed)
                {
                    await writer.Write("next", operation.Id, response.Utf8, operation.Stopped).ConfigureAwait(false);
                }
                else if (connection.Release(operation))
                {
                    await Refuse(operation.Id, response.Errors, operation.Stopped).ConfigureAwait(false);
                    return;
                }
            }
        }

        // The id is free before the client knows it, so that it can be used again at once.
        if (connection.Release(operation))
        {
            await writer.Write("complete", operation.Id, default, operation.Stopped).ConfigureAwait(false);
        }
    }

    private async ValueTask Refuse(string id, IReadOnlyList<GraphQLError> errors, CancellationToken cancellation)
    {
        using var output = new JsonOutput();
        ErrorWriter.WriteList(errors, output);
        await writer.Write("error", id, output.Written, cancellation).ConfigureAwait(false);
    }
}
