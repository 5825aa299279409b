namespace CarePlatform.GraphQL;

/// <summary>The values that were hidden from a response, with the reasons.</summary>
internal sealed class Redactions
{
    /// <summary>Where the extensions of a response tell what was hidden.</summary>
    public const string Key = "redactions";

    private const string Code = "REDACTED";

    private readonly List<object?> _hidden = [];

    /// <summary>What was hidden, in the order in which it was written, as the response tells it.</summary>
    public IReadOnlyList<object?> Hidden => _hidden;

    /// <summary>Why the value of a field is hidden; null when it may be seen.</summary>
    public static string? ReasonOf(FieldPlan reason, object parent, int ordinal, ExecutionRun run)
    {
        if (reason.Column < 0)
        {
            return (string?)((SyncResolver)reason.Definition.Resolver!).Read(parent, reason, run);
        }

        var link = run.Results.ValueOf(reason, ordinal);
        return link.Kind switch
        {
            LinkKind.Null => null,
            LinkKind.Failed => throw (Exception)run.Results.ValueOf(link),
            _ => (string)run.Results.ValueOf(link),
        };
    }

    /// <summary>Writes null for a hidden value, and keeps the reason; false when null has to take the place of what contains it.</summary>
    public bool Hide(FieldPlan field, string reason, ExecutionRun run)
    {
        var path = run.Path.ToList();
        _hidden.Add(new Dictionary<string, object?> { ["path"] = path, ["reason"] = reason });
        if (field.Completion.IsNonNull)
        {
            return run.Fail(field, new GraphQLException(reason, Code));
        }

        run.Output.Null();
        return true;
    }

    /// <summary>Puts what was hidden into the extensions of the response; nothing when nothing was.</summary>
    public void Tell(RequestContext request)
    {
        if (_hidden.Count > 0)
        {
            request.Extensions[Key] = _hidden;
        }
    }
}
