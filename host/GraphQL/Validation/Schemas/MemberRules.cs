namespace CarePlatform.GraphQL;

/// <summary>A union has object types, each once; an enum has values.</summary>
internal static class MemberRules
{
    public static void Check(UnionType type, SchemaFindings findings)
    {
        if (type.Members.Count == 0)
        {
            findings.Add($"Union type {type} must define one or more member types.", SchemaFindings.SyntaxOf(type));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in type.Members)
        {
            if (!seen.Add(member.Name))
            {
                findings.Add($"Union type {type} can only include type {member} once.", Uses(type, member));
            }
            else if (member is not ObjectType)
            {
                findings.Add($"Union type {type} can only include Object types, it cannot include {member}.", Uses(type, member));
            }
        }
    }

    public static void Check(EnumType type, SchemaFindings findings)
    {
        if (type.Values.Count == 0)
        {
            findings.Add($"Enum type {type} must define one or more values.", SchemaFindings.SyntaxOf(type));
        }

        foreach (var value in type.Values)
        {
            findings.CheckName(value.Name, value.Syntax);
            if (value.Name is "true" or "false" or "null")
            {
                findings.Add($"Enum values cannot be named: {value.Name}", value.Syntax);
            }
        }
    }

    private static List<SyntaxNode?> Uses(UnionType type, NamedType member) =>
    [
        .. SchemaFindings.SyntaxOf(type).OfType<IUnionSyntax>().SelectMany(syntax => syntax.Types).Where(use => use.Name.Value == member.Name),
    ];
}
