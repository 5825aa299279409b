namespace CarePlatform.GraphQL;

/// <summary>
/// The responses to one request, in order: one for a query or a mutation, or the parts in which it comes, and one for each event of a
/// subscription. The next one is made when it is asked for. Each holds pooled memory until it is disposed, which is the reader's to do.
/// </summary>
public sealed class GraphQLResponses : IAsyncDisposable
{
    private readonly Sequence _sequence;

    internal GraphQLResponses(IAsyncEnumerator<GraphQLResponse> responses, bool isSubscription)
    {
        _sequence = new Sequence(responses);
        IsSubscription = isSubscription;
    }

    /// <summary>
    /// Whether the source of a subscription has been opened. When it has not, the responses are those to a query or a mutation, or the
    /// only one to a request that was refused.
    /// </summary>
    public bool IsSubscription { get; }

    /// <summary>Whether there is only one response, which is finished.</summary>
    internal bool IsSingle => _sequence.Responses is SingleResponse;

    /// <summary>The only response when the request was not executed, such as one that is not valid; else null.</summary>
    public GraphQLResponse? Refusal => _sequence.Responses is SingleResponse { Current.Kind: not ResponseKind.Executed } single ? single.Current : null;

    /// <summary>
    /// The responses, which can be read once. A subscription whose source fails ends with one more response, which has errors and no
    /// data and is not <see cref="ResponseKind.Executed"/>. The only exception is <see cref="OperationCanceledException"/>.
    /// </summary>
    public IAsyncEnumerable<GraphQLResponse> ReadAll() => _sequence;

    /// <summary>Ends the subscription and closes its source.</summary>
    public ValueTask DisposeAsync() => _sequence.Responses.DisposeAsync();

    private sealed class Sequence(IAsyncEnumerator<GraphQLResponse> responses) : IAsyncEnumerable<GraphQLResponse>
    {
        public IAsyncEnumerator<GraphQLResponse> Responses => responses;

        public IAsyncEnumerator<GraphQLResponse> GetAsyncEnumerator(CancellationToken cancellationToken = default) => responses;
    }
}
