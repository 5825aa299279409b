using System.Runtime.CompilerServices;

namespace CarePlatform.GraphQL;

/// <summary>
/// A response that may come in several parts. It must be disposed, whether or not all parts were taken: that ends the work on those
/// that were not.
/// </summary>
public sealed class IncrementalResponse : IAsyncDisposable
{
    private readonly IncrementalRun? _following;
    private readonly CancellationTokenSource _ending;
    private readonly Action<ResponseKind?, IReadOnlyList<GraphQLError>, long> _finish;
    private readonly List<GraphQLError> _errors;
    private long _bytes;
    private bool _isDisposed;

    internal IncrementalResponse(
        GraphQLResponse first,
        IncrementalRun? following,
        CancellationTokenSource ending,
        Action<ResponseKind?, IReadOnlyList<GraphQLError>, long> finish)
    {
        First = first;
        _following = following;
        _ending = ending;
        _finish = finish;
        _errors = [.. first.Errors];
        _bytes = first.Utf8.Length;
        IsComplete = IsOver;
    }

    /// <summary>The whole response when it is complete; else its first part, which tells what is pending.</summary>
    public GraphQLResponse First { get; }

    /// <summary>Whether nothing follows the first part.</summary>
    public bool IsComplete { get; }

    /// <summary>Whether nothing follows the part that was taken last.</summary>
    public bool IsOver => _following is not { HasNext: true };

    /// <summary>
    /// The parts that follow, each a payload of <c>pending</c>, <c>incremental</c>, <c>completed</c> and <c>hasNext</c>, to be disposed by
    /// whoever takes it. Work on what follows begins when the next part is asked for. Taken once, while the first part is sent or after.
    /// </summary>
    public async IAsyncEnumerable<GraphQLResponse> Rest([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var stopping = cancellation.Register(_ending.Cancel);
        while (_following is { HasNext: true })
        {
            var part = await _following.Next().ConfigureAwait(false);
            _errors.AddRange(part.Errors);
            _bytes += part.Utf8.Length;
            yield return part;
        }
    }

    /// <summary>Ends what is under way, and gives the memory of the first part back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        var wasCancelled = _following is { HasNext: true };
        try
        {
            if (_following is not null)
            {
                await _ending.CancelAsync().ConfigureAwait(false);
                await _following.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _finish(wasCancelled ? null : First.Kind, _errors, _bytes);
            First.Dispose();
            _ending.Dispose();
        }
    }
}
