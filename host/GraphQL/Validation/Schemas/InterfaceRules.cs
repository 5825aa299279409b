namespace CarePlatform.GraphQL;

/// <summary>A type that implements an interface has its fields, and implements what the interface implements.</summary>
internal static class InterfaceRules
{
    public static void Check(Schema schema, FieldedType type, SchemaFindings findings)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var implemented in type.Interfaces)
        {
            if (implemented is not InterfaceType target)
            {
                findings.Add($"Type {type} must only implement Interface types, it cannot implement {implemented}.", Uses(type, implemented));
            }
            else if (ReferenceEquals(type, target))
            {
                findings.Add($"Type {type} cannot implement itself because it would create a circular reference.", Uses(type, target));
            }
            else if (!seen.Add(target.Name))
            {
                findings.Add($"Type {type} can only implement {target} once.", Uses(type, target));
            }
            else
            {
                CheckAncestors(type, target, findings);
                foreach (var field in target.Fields)
                {
                    CheckField(schema, type, target, field, findings);
                }
            }
        }
    }

    private static void CheckAncestors(FieldedType type, InterfaceType implemented, SchemaFindings findings)
    {
        foreach (var ancestor in implemented.Interfaces.Where(ancestor => !type.Interfaces.Contains(ancestor)))
        {
            findings.Add(
                ReferenceEquals(ancestor, type)
                    ? $"Type {type} cannot implement {implemented} because it would create a circular reference."
                    : $"Type {type} must implement {ancestor} because it is implemented by {implemented}.",
                [.. Uses(implemented, ancestor), .. Uses(type, implemented)]);
        }
    }

    private static void CheckField(Schema schema, FieldedType type, InterfaceType target, Field expected, SchemaFindings findings)
    {
        if (type.FindField(expected.Name) is not { } field)
        {
            findings.Add(
                $"Interface field {target}.{expected} expected but {type} does not provide it.",
                [expected.Syntax, .. SchemaFindings.SyntaxOf(type)]);
            return;
        }

        if (!schema.IsSubtype(field.Type, expected.Type))
        {
            findings.Add(
                $"Interface field {target}.{expected} expects type {expected.Type} but {type}.{field} is type {field.Type}.",
                expected.Syntax?.Type,
                field.Syntax?.Type);
        }

        CheckArguments(type, target, expected, field, findings);
        if (field.DeprecationReason is not null && expected.DeprecationReason is null)
        {
            findings.Add(
                $"Interface field {target}.{expected} is not deprecated, so implementation field {type}.{field} must not be deprecated.",
                AppliedDirectives.Find(field.Syntax, StandardDirectives.Deprecated),
                field.Syntax?.Type);
        }
    }

    private static void CheckArguments(FieldedType type, InterfaceType target, Field expected, Field field, SchemaFindings findings)
    {
        foreach (var wanted in expected.Arguments)
        {
            if (field.FindArgument(wanted.Name) is not { } argument)
            {
                findings.Add(
                    $"Interface field argument {target}.{expected}({wanted}:) expected but {type}.{field} does not provide it.",
                    wanted.Syntax,
                    field.Syntax);
            }
            else if (!TypeRelations.AreEqual(wanted.Type, argument.Type))
            {
                findings.Add(
                    $"Interface field argument {target}.{expected}({wanted}:) expects type {wanted.Type} but {type}.{field}({wanted}:) is type {argument.Type}.",
                    wanted.Syntax?.Type,
                    argument.Syntax?.Type);
            }
        }

        foreach (var argument in field.Arguments.Where(argument => argument.IsRequired && expected.FindArgument(argument.Name) is null))
        {
            findings.Add(
                $"Object field {type}.{field} includes required argument {argument} that is missing from the Interface field {target}.{expected}.",
                argument.Syntax,
                expected.Syntax);
        }
    }

    /// <summary>Where the definition and the extensions of a type name the interface.</summary>
    private static List<SyntaxNode?> Uses(FieldedType type, NamedType implemented) =>
    [
        .. SchemaFindings.SyntaxOf(type).OfType<IFieldedSyntax>()
            .SelectMany(syntax => syntax.Interfaces)
            .Where(use => use.Name.Value == implemented.Name),
    ];
}
