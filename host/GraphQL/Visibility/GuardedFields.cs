namespace CarePlatform.GraphQL;

/// <summary>What the guard says to the fields of one request.</summary>
internal static class GuardedFields
{
    /// <summary>The code of a field that the caller may not see, where the guard gives no other.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>The refusals by the places of the fields; null for fields that may be seen.</summary>
    public static GraphQLException?[] Check(OperationPlan plan, RequestContext request, IFieldGuard? guard)
    {
        if (plan.GuardedFields.Length == 0)
        {
            return [];
        }

        var refusals = new GraphQLException?[plan.GuardedFields.Length];
        for (var i = 0; i < refusals.Length; i++)
        {
            var field = plan.GuardedFields[i];
            refusals[i] = field.AsksGuard && guard!.Check(field.Parent.Type, field.Definition, request) is { } refusal ? Coded(refusal) : null;
        }

        return refusals;
    }

    /// <summary>By the places of the fields: whether the caller may see the field of every parent.</summary>
    public static bool[] FindOpen(OperationPlan plan, RequestContext request, GraphQLException?[] refusals, IFieldRedaction? redaction)
    {
        var open = refusals.Length == 0 ? [] : new bool[refusals.Length];
        for (var i = 0; i < open.Length; i++)
        {
            var field = plan.GuardedFields[i];
            open[i] = refusals[i] is null && (field.Reason is null || redaction!.IsOpen(field.Parent.Type, field.Definition, request));
        }

        return open;
    }

    private static GraphQLException Coded(GraphQLException refusal)
    {
        var error = refusal.Error;
        if (error.Extensions?.ContainsKey("code") is true)
        {
            return refusal;
        }

        var extensions = new Dictionary<string, object?> { ["code"] = Forbidden };
        foreach (var (key, value) in error.Extensions ?? new Dictionary<string, object?>())
        {
            extensions[key] = value;
        }

        return new GraphQLException(new GraphQLError(error.Message, error.Nodes) { Extensions = extensions });
    }
}
