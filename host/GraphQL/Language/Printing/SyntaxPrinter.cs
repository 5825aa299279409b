namespace CarePlatform.GraphQL;

/// <summary>Writes syntax as GraphQL text, in the customary layout. Reading the text gives the same syntax again.</summary>
public static class SyntaxPrinter
{
    /// <summary>The text of the node and everything below it.</summary>
    public static string Print(SyntaxNode node)
    {
        var writer = new SyntaxWriter();
        writer.Write(node);
        return writer.ToString();
    }
}
