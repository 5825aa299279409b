namespace CarePlatform.GraphQL;

/// <summary>One field for a range of its parents, resolved in one wave.</summary>
internal abstract class FieldJob(ExecutionRun run, FieldPlan field, int from, int to)
{
    protected ExecutionRun Execution { get; } = run;

    protected FieldPlan Field { get; } = field;

    public string Coordinate => Field.Coordinate;

    protected int From { get; } = from;

    protected int Count { get; } = to - from;

    /// <summary>Finds out what has to be asked for, without asking.</summary>
    public abstract void Prepare();

    /// <summary>Tells what will be asked for, once all jobs of the wave know it.</summary>
    public virtual void Announce()
    {
    }

    /// <summary>Asks for one thing after the other.</summary>
    public abstract ValueTask RunInOrder();

    /// <summary>Asks for everything at once.</summary>
    public abstract Task RunTogether();

    /// <summary>Keeps what came back, and reaches the parents of the next wave. Nothing runs beside it.</summary>
    public abstract void Keep();

    protected object ParentAt(int index) => Execution.Results.ParentAt(Field.Parent, From + index);

    protected void KeepValue(int index, object? value) =>
        Execution.Results.SetValue(Field, From + index, Execution.Results.Complete(Field, From + index, value, Execution));

    protected void KeepFailure(int index, Exception exception) =>
        Execution.Results.SetValue(Field, From + index, Execution.Results.Keep(LinkKind.Failed, exception));
}

/// <summary>An asynchronous resolver, called for each parent.</summary>
internal sealed class AsyncJob(ExecutionRun run, FieldPlan field, int from, int to) : FieldJob(run, field, from, to)
{
    private readonly object?[] _results = new object?[to - from];

    public override void Prepare()
    {
    }

    public override async ValueTask RunInOrder()
    {
        for (var i = 0; i < Count; i++)
        {
            await Resolve(i).ConfigureAwait(false);
        }
    }

    public override Task RunTogether()
    {
        if (Count == 1)
        {
            return Resolve(0);
        }

        var tasks = new Task[Count];
        for (var i = 0; i < tasks.Length; i++)
        {
            tasks[i] = Resolve(i);
        }

        return Task.WhenAll(tasks);
    }

    public override void Keep()
    {
        for (var i = 0; i < Count; i++)
        {
            if (_results[i] is Failure failure)
            {
                KeepFailure(i, failure.Exception);
            }
            else
            {
                KeepValue(i, _results[i]);
            }
        }
    }

    private async Task Resolve(int index)
    {
        Execution.Request.Cancellation.ThrowIfCancellationRequested();
        try
        {
            var context = new FieldContext(Field, Execution, Execution.Results.PathAt(Field.Parent, From + index));
            _results[index] = await ((AsyncResolver)Field.Definition.Resolver!).Resolve(ParentAt(index), context).ConfigureAwait(false);
        }
        catch (Exception exception) when (!Execution.IsFatal(exception))
        {
            _results[index] = new Failure(exception);
        }
    }

    private sealed record Failure(Exception Exception);
}
