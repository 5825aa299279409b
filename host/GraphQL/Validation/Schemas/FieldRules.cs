namespace CarePlatform.GraphQL;

/// <summary>An object or an interface has fields of output types, with arguments of input types.</summary>
internal static class FieldRules
{
    public static void Check(FieldedType type, SchemaFindings findings)
    {
        if (type.Fields.Count == 0)
        {
            findings.Add($"Type {type} must define one or more fields.", SchemaFindings.SyntaxOf(type));
        }

        foreach (var field in type.Fields)
        {
            findings.CheckName(field.Name, field.Syntax);
            if (!field.Type.IsOutput)
            {
                findings.Add($"The type of {type}.{field} must be Output Type but got: {field.Type}.", field.Syntax?.Type);
            }

            foreach (var argument in field.Arguments)
            {
                findings.CheckName(argument.Name, argument.Syntax);
                findings.CheckInput(argument, $"{type}.{field}({argument}:)", "argument");
            }
        }
    }
}
