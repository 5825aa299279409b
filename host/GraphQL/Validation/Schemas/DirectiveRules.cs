namespace CarePlatform.GraphQL;

/// <summary>A directive has places to stand, and arguments of input types.</summary>
internal static class DirectiveRules
{
    public static void Check(Schema schema, SchemaFindings findings)
    {
        foreach (var directive in schema.Directives)
        {
            findings.CheckName(directive.Name, directive.Syntax);
            if (directive.Locations.Count == 0)
            {
                findings.Add($"Directive {directive} must include 1 or more locations.", directive.Syntax);
            }

            foreach (var argument in directive.Arguments)
            {
                findings.CheckName(argument.Name, argument.Syntax);
                findings.CheckInput(argument, $"{directive}({argument.Name}:)", "argument");
            }
        }
    }
}
