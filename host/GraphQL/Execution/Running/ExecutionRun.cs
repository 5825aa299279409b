namespace CarePlatform.GraphQL;

/// <summary>One execution of an operation: what has been resolved, what is written, what went wrong.</summary>
internal sealed class ExecutionRun
{
    private readonly ErrorReport _report;
    private readonly InputFields?[] _arguments;
    private readonly GraphQLException?[] _argumentFailures;
    private readonly GraphQLException?[] _refusals;
    private readonly bool[] _open;

    public ExecutionRun(OperationPlan plan, RequestContext request, ExecutorOptions options, JsonOutput output)
    {
        Plan = plan;
        Request = request;
        Options = options;
        Output = output;
        Results = new ResolvedValues(plan, options.MaxKeptValues);
        Times = FieldTimes.Sample(options);
        _report = new ErrorReport(options, request);
        _arguments = plan.ArgumentSlots == 0 ? [] : new InputFields?[plan.ArgumentSlots];
        _argumentFailures = plan.ArgumentSlots == 0 ? [] : new GraphQLException?[plan.ArgumentSlots];
        _refusals = GuardedFields.Check(plan, request, options.Guard);
        _open = GuardedFields.FindOpen(plan, request, _refusals, options.Redaction);
        IsOpen = Array.TrueForAll(_open, static open => open);
    }

    public OperationPlan Plan { get; }

    public RequestContext Request { get; }

    public ExecutorOptions Options { get; }

    public JsonOutput Output { get; }

    public ResolvedValues Results { get; }

    public ResponsePath Path { get; } = new();

    /// <summary>Takes what is found on the way to be delivered later; null where everything is delivered at once.</summary>
    public DeferralLog? Deferrals { get; init; }

    /// <summary>Measures the fields of this request; null for most requests.</summary>
    public FieldTimes? Times { get; }

    /// <summary>The values that were hidden; null when none was.</summary>
    public Redactions? Redactions { get; set; }

    /// <summary>What the objects cost that were written so far.</summary>
    public double Cost { get; private set; }

    /// <summary>The errors in the order of the document.</summary>
    public IReadOnlyList<GraphQLError> Errors => _report.Errors;

    /// <summary>Whether an exception ends the request instead of one field.</summary>
    public bool IsFatal(Exception exception) =>
        ResponseLimit.IsReached(exception) || (exception is OperationCanceledException && Request.Cancellation.IsCancellationRequested);

    /// <summary>Reports an error at the current path; always false.</summary>
    public bool Fail(FieldPlan field, Exception exception)
    {
        _report.Add(field, exception, Path.ToList());
        return false;
    }

    /// <summary>Whether the caller may see every field of every parent.</summary>
    public bool IsOpen { get; }

    /// <summary>Whether the caller may see a guarded field of every parent.</summary>
    public bool IsOpenTo(FieldPlan field) => _open[field.Guard];

    /// <summary>Why the caller may not see a field; null when they may.</summary>
    public GraphQLException? RefusalOf(FieldPlan field) => field.Guard >= 0 ? _refusals[field.Guard] : null;

    /// <summary>The arguments that depend on the request; they are coerced on first use.</summary>
    public InputFields ArgumentsOf(FieldPlan field)
    {
        var slot = field.Arguments.Slot;
        if (_arguments[slot] is { } known)
        {
            return known;
        }

        if (_argumentFailures[slot] is { } failure)
        {
            throw failure;
        }

        try
        {
            return _arguments[slot] = field.Arguments.For(Request.Variables);
        }
        catch (GraphQLException exception)
        {
            _argumentFailures[slot] = exception;
            throw;
        }
    }

    /// <summary>Writes an object; false when null has to take its place.</summary>
    public bool WriteObject(ObjectPlan plan, object parent, int ordinal)
    {
        Cost += plan.Weight;
        var (fields, ends) = (plan.Fields, IsOpen ? plan.EndOfOpen : plan.EndOfPlain);
        for (var next = 0; next < fields.Length;)
        {
            var end = ends[next];
            if (end > next)
            {
                if (!WritePlain(fields, ref next, end, parent))
                {
                    return false;
                }
            }
            else
            {
                var field = fields[next++];
                Output.Raw(field.EncodedKey);
                if (!field.Write(parent, ordinal, this))
                {
                    return false;
                }
            }
        }

        Output.Raw(fields.Length == 0 ? "{}"u8 : "}"u8);
        return true;
    }

    /// <summary>
    /// Writes fields that come straight from the parent, up to the end or to one that fails. The path is not kept for them: it is
    /// known again when one fails.
    /// </summary>
    private bool WritePlain(FieldPlan[] fields, ref int next, int end, object parent)
    {
        var i = next;
        var start = 0;
        try
        {
            for (; i < end; i++)
            {
                var field = fields[i];
                Output.Raw(field.EncodedKey);
                start = Output.Position;
                if (!field.Writer!.TryWrite(parent, field, this) && !field.WriteNull(this))
                {
                    return false;
                }
            }

            next = i;
            return true;
        }
        catch (Exception exception) when (!IsFatal(exception))
        {
            next = i + 1;
            return fields[i].Fail(exception, start, this);
        }
    }

    /// <summary>Resolves and writes the whole operation; false when the answer is null.</summary>
    public ValueTask<bool> Execute(object root) =>
        Plan.Operation.Operation is OperationKind.Mutation ? ExecuteSerially(root) : ExecuteTogether(root);

    private async ValueTask<bool> ExecuteTogether(object root)
    {
        var ordinal = -1;
        if (Plan.Root.HasStoredFields)
        {
            ordinal = Results.AddParent(Plan.Root, root, null, this).Index;
            await new WaveRunner(this).Run(Plan.Root.StoredFields).ConfigureAwait(false);
        }

        return WriteObject(Plan.Root, root, ordinal);
    }

    /// <summary>Resolves and writes each root field before the next one starts, so that each sees the effects of those before it.</summary>
    private async ValueTask<bool> ExecuteSerially(object root)
    {
        var ordinal = Plan.Root.HasStoredFields ? Results.AddParentOnly(Plan.Root, root, null).Index : -1;
        var waves = new WaveRunner(this);
        foreach (var field in Plan.Root.Fields)
        {
            if (field.Column >= 0)
            {
                if (field.Synchronous is not null)
                {
                    Results.Read(field, ordinal, this);
                }

                await waves.Run([field]).ConfigureAwait(false);
            }

            if (field.Reason is { Column: >= 0 } reason)
            {
                await waves.Run([reason]).ConfigureAwait(false);
            }

            Output.Raw(field.EncodedKey);
            if (!field.Write(root, ordinal, this))
            {
                return false;
            }
        }

        Output.Raw(Plan.Root.Fields.Length == 0 ? "{}"u8 : "}"u8);
        return true;
    }
}
