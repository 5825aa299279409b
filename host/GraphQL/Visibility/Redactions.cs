namespace CarePlatform.GraphQL;

/// <summary>The values that were hidden from a response, with the reasons.</summary>
internal sealed class Redactions
{
    private const string Code = "REDACTED";

    private List<object?>? _hidden;

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
        (_hidden ??= []).Add(new Dictionary<string, object?> { ["path"] = path, ["reason"] = reason });
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
        if (_hidden is not null)
        {
            request.Extensions["redactions"] = _hidden;
        }
    }
}
