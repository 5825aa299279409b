namespace CarePlatform.Messaging;

/// <summary>
/// How many transactions of the log a host runs at once. What has fallen due goes before what others are to hear: a due time is a
/// promise, and most of what is to be heard at such a moment is what the due messages bring about. Whoever waits to hear gets a turn
/// all the same, one at a time, however much is due.
/// </summary>
internal sealed class Turns(int count)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<TaskCompletionSource> _due = [];
    private readonly LinkedList<TaskCompletionSource> _others = [];
    private int _taken;
    private int _takenByOthers;
    private bool _lastWasDue;

    /// <summary>Takes a turn when one is free; disposing of what is returned gives it back.</summary>
    public async ValueTask<Turn> Take(bool isDue, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var queue = isDue ? _due : _others;
        LinkedListNode<TaskCompletionSource> waiting;
        lock (_gate)
        {
            if (_taken < count)
            {
                Give(isDue);
                return new Turn(this, isDue);
            }

            waiting = queue.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        await using (ct.UnsafeRegister(_ => Leave(queue, waiting, ct), null).ConfigureAwait(false))
        {
            await waiting.Value.Task.ConfigureAwait(false);
        }

        return new Turn(this, isDue);
    }

    private void Leave(LinkedList<TaskCompletionSource> queue, LinkedListNode<TaskCompletionSource> waiting, CancellationToken ct)
    {
        lock (_gate)
        {
            if (waiting.List is null)
            {
                return; // its turn has come
            }

            queue.Remove(waiting);
        }

        waiting.Value.SetCanceled(ct);
    }

    private void Release(bool isDue)
    {
        lock (_gate)
        {
            _taken--;
            _takenByOthers -= isDue ? 0 : 1;
            var othersFirst = _takenByOthers == 0 && _lastWasDue;
            var next = _due.Count == 0 || (othersFirst && _others.Count > 0) ? _others : _due;
            if (next.First is { } waiting)
            {
                next.Remove(waiting);
                Give(next == _due);
                waiting.Value.SetResult();
            }
        }
    }

    private void Give(bool isDue)
    {
        _taken++;
        _takenByOthers += isDue ? 0 : 1;
        _lastWasDue = isDue;
    }

    /// <summary>A turn that somebody has.</summary>
    public readonly struct Turn(Turns turns, bool isDue) : IDisposable
    {
        public void Dispose() => turns.Release(isDue);
    }
}
