using System.Text;

namespace CarePlatform.GraphQL;

/// <summary>Makes a document as short as it can be without changing what it says.</summary>
public static class IgnoredCharacters
{
    /// <summary>The document without blanks, commas and comments, except where two tokens would run into each other.</summary>
    public static string Strip(string text) => Strip(new Source(text));

    /// <summary>The document without blanks, commas and comments, except where two tokens would run into each other.</summary>
    public static string Strip(Source source)
    {
        var lexer = new Lexer(source);
        var result = new StringBuilder(source.Body.Length);
        var behindWord = false;
        for (var token = lexer.Read(); token.Kind is not TokenKind.EndOfFile; token = lexer.Read())
        {
            if (behindWord && (!token.IsPunctuator || token.Kind is TokenKind.Spread))
            {
                result.Append(' ');
            }

            result.Append(token.Kind is TokenKind.BlockString
                ? BlockString.Print(lexer.ValueOf(token), minimize: true)
                : lexer.TextOf(token));
            behindWord = !token.IsPunctuator;
        }

        return result.ToString();
    }
}
