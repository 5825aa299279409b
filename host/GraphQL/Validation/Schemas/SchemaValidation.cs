namespace CarePlatform.GraphQL;

/// <summary>Checks that a schema keeps the rules of the specification. Only such a schema can be queried.</summary>
public static class SchemaValidation
{
    /// <summary>What is wrong with the schema; empty for a valid one.</summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema)
    {
        var findings = new SchemaFindings();
        RootTypeRules.Check(schema, findings);
        DirectiveRules.Check(schema, findings);
        DirectiveCycles.Check(schema, findings);
        var defaultCycles = new DefaultValueCycles(findings);
        var inputCycles = new InputObjectCycles(findings);
        foreach (var type in schema.Types)
        {
            if (StandardTypes.Contains(type.Name))
            {
                continue;
            }

            findings.CheckName(type.Name, type.Syntax);
            switch (type)
            {
                case FieldedType fielded:
                    FieldRules.Check(fielded, findings);
                    InterfaceRules.Check(schema, fielded, findings);
                    break;
                case UnionType union:
                    MemberRules.Check(union, findings);
                    break;
                case EnumType options:
                    MemberRules.Check(options, findings);
                    break;
                case InputObjectType input:
                    InputObjectRules.Check(input, findings);
                    inputCycles.Check(input);
                    defaultCycles.Check(input);
                    break;
            }
        }

        return findings.Errors;
    }

    /// <summary>Throws a <see cref="GraphQLSchemaException"/> with everything that is wrong with the schema.</summary>
    public static void RequireValid(Schema schema)
    {
        if (Validate(schema) is { Count: > 0 } errors)
        {
            throw new GraphQLSchemaException(errors);
        }
    }
}
