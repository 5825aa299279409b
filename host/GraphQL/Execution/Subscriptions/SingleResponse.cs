namespace CarePlatform.GraphQL;

/// <summary>The one response to a request that has no more.</summary>
internal sealed class SingleResponse(GraphQLResponse response) : IAsyncEnumerator<GraphQLResponse>
{
    private bool _isTaken;

    public GraphQLResponse Current => response;

    public ValueTask<bool> MoveNextAsync()
    {
        var isFirst = !_isTaken;
        _isTaken = true;
        return new ValueTask<bool>(isFirst);
    }

    public ValueTask DisposeAsync()
    {
        if (!_isTaken)
        {
            response.Dispose();
        }

        return ValueTask.CompletedTask;
    }
}
