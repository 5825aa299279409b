namespace CarePlatform.GraphQL;

/// <summary>What an asynchronous resolver is told besides its parent.</summary>
public sealed class FieldContext
{
    private readonly FieldPlan _plan;
    private readonly PathNode? _parentPath;
    private readonly ExecutionRun _run;

    internal FieldContext(FieldPlan plan, ExecutionRun run, PathNode? parentPath)
    {
        _plan = plan;
        _run = run;
        _parentPath = parentPath;
        Arguments = plan.ArgumentsOf(run);
    }

    /// <summary>The request.</summary>
    public RequestContext Request => _run.Request;

    /// <summary>The field.</summary>
    public Field Field => _plan.Definition;

    /// <summary>The coerced arguments.</summary>
    public InputFields Arguments { get; }

    public IServiceProvider Services => Request.Services;

    public CancellationToken Cancellation => Request.Cancellation;

    /// <summary>What the client selects below the field.</summary>
    public FieldSelection Selection => new(_plan);

    /// <summary>The response keys (string) and list positions (int) that lead to the field.</summary>
    public IReadOnlyList<object> Path => PathNode.ToList(_parentPath, _plan.ResponseKey);

    /// <summary>After how many items the rest of the list is streamed; null when all of it comes at once.</summary>
    internal int? StreamedAfter => (_plan.Completion as StreamCompletion)?.InitialCount(_run);

    /// <summary>Where the sources of streams are kept until the request ends; null when nothing is streamed.</summary>
    internal OpenSources? Sources => _run.Deferrals?.Sources;
}

/// <summary>What a batch loader is told besides its keys.</summary>
public sealed class BatchContext
{
    private readonly FieldPlan _plan;
    private readonly OperationPlan _operation;

    internal BatchContext(FieldPlan plan, ExecutionRun run)
    {
        _plan = plan;
        _operation = run.Plan;
        Request = run.Request;
        Arguments = plan.Definition.Arguments.Count == 0 ? InputFields.None : plan.ArgumentsOf(run);
    }

    /// <summary>The request.</summary>
    public RequestContext Request { get; }

    /// <summary>The coerced arguments of the field, none when it has none. Keys of other arguments come in another call.</summary>
    public InputFields Arguments { get; }

    public IServiceProvider Services => Request.Services;

    public CancellationToken Cancellation => Request.Cancellation;

    /// <summary>What the client selects below the field; of several fields without arguments, below the first.</summary>
    public FieldSelection Selection => new(_plan);

    /// <summary>What the client selects below every field of the operation that shares what is loaded.</summary>
    public IEnumerable<FieldSelection> Selections
    {
        get
        {
            var (own, loader) = (_plan, (_plan.Definition.Resolver as BatchResolver)?.Loader);
            return own.Definition.Arguments.Count > 0
                ? [new FieldSelection(own)]
                : _operation.Objects.SelectMany(plan => plan.Fields)
                    .Where(other => (other.Definition.Resolver as BatchResolver)?.Loader == loader && other.Definition.Arguments.Count == 0)
                    .Select(other => new FieldSelection(other));
        }
    }
}
