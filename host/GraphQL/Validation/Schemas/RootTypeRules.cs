namespace CarePlatform.GraphQL;

/// <summary>A schema has a query type; root types are object types, each of its own.</summary>
internal static class RootTypeRules
{
    public static void Check(Schema schema, SchemaFindings findings)
    {
        if (schema.Query is null)
        {
            findings.Add("Query root type must be provided.", schema.Syntax);
        }

        var roots = new List<(OperationKind Operation, ObjectType Type)>();
        foreach (var operation in Enum.GetValues<OperationKind>())
        {
            switch (schema.RootOf(operation))
            {
                case ObjectType root:
                    roots.Add((operation, root));
                    break;
                case { } other:
                    var optional = operation is OperationKind.Query ? "" : " if provided";
                    findings.Add(
                        $"{operation} root type must be Object type{optional}, it cannot be {other}.",
                        SyntaxOf(schema, operation) ?? (SyntaxNode?)other.Syntax);
                    break;
            }
        }

        foreach (var shared in roots.GroupBy(root => root.Type).Where(group => group.Count() > 1))
        {
            var operations = shared.Select(root => root.Operation.ToString().ToLowerInvariant());
            findings.Add(
                $"All root types must be different, \"{shared.Key}\" type is used as {Wording.And(operations)} root types.",
                [.. shared.Select(root => SyntaxOf(schema, root.Operation))]);
        }
    }

    private static NamedTypeNode? SyntaxOf(Schema schema, OperationKind operation) =>
        (schema.Syntax?.OperationTypes ?? [])
            .Concat(schema.ExtensionSyntax.SelectMany(extension => extension.OperationTypes))
            .FirstOrDefault(root => root.Operation == operation)?.Type;
}
