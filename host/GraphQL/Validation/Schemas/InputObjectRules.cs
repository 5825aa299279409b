namespace CarePlatform.GraphQL;

/// <summary>An input object has fields of input types; where exactly one must be given, all can be left out.</summary>
internal static class InputObjectRules
{
    public static void Check(InputObjectType type, SchemaFindings findings)
    {
        if (type.Fields.Count == 0)
        {
            findings.Add($"Input Object type {type} must define one or more fields.", SchemaFindings.SyntaxOf(type));
        }

        foreach (var field in type.Fields)
        {
            findings.CheckName(field.Name, field.Syntax);
            findings.CheckInput(field, $"{type}.{field}", "input field");
            if (!type.IsOneOf)
            {
                continue;
            }

            if (field.Type is NonNullType)
            {
                findings.Add($"OneOf input field {type}.{field} must be nullable.", field.Syntax?.Type);
            }

            if (field.Default is not null)
            {
                findings.Add($"OneOf input field {type}.{field} cannot have a default value.", field.Syntax);
            }
        }
    }
}
