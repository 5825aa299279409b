namespace CarePlatform.GraphQL;

/// <summary>A directive must not be used in its own definition, neither directly nor through the types of its arguments.</summary>
internal static class DirectiveCycles
{
    public static void Check(Schema schema, SchemaFindings findings)
    {
        foreach (var directive in schema.Directives)
        {
            if (directive.Syntax is not null && ReachesItself(schema, directive))
            {
                findings.Add($"Directive {directive} cannot be used in its own definition.", directive.Syntax);
            }
        }
    }

    private static bool ReachesItself(Schema schema, Directive start)
    {
        var seen = new HashSet<object>();
        var pending = new Stack<object>([start]);
        while (pending.TryPop(out var part))
        {
            foreach (var next in part is Directive directive ? UsedBy(schema, directive) : UsedBy(schema, (NamedType)part))
            {
                if (ReferenceEquals(next, start))
                {
                    return true;
                }

                if (seen.Add(next))
                {
                    pending.Push(next);
                }
            }
        }

        return false;
    }

    private static IEnumerable<object> UsedBy(Schema schema, Directive directive) => UsedBy(schema, directive.Arguments);

    private static IEnumerable<object> UsedBy(Schema schema, NamedType type)
    {
        var members = type switch
        {
            InputObjectType input => UsedBy(schema, input.Fields),
            EnumType options => options.Values.SelectMany(value => Applied(schema, value.Syntax)),
            _ => [],
        };
        return SchemaFindings.SyntaxOf(type).OfType<IDirectiveTarget>().SelectMany(syntax => Applied(schema, syntax)).Concat(members);
    }

    private static IEnumerable<object> UsedBy(Schema schema, IReadOnlyList<InputValue> inputs) =>
        inputs.SelectMany(input => Applied(schema, input.Syntax).Append(input.Type.Innermost));

    private static IEnumerable<object> Applied(Schema schema, IDirectiveTarget? target)
    {
        foreach (var use in target?.Directives ?? [])
        {
            if (schema.FindDirective(use.Name.Value) is { } directive)
            {
                yield return directive;
            }
        }
    }
}
