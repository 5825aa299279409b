using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform.Tests;

/// <summary>A tree as text without positions, so that two trees can be compared by what they say.</summary>
internal static class SyntaxDump
{
    private static readonly string[] LeftOut =
        [nameof(SyntaxNode.Start), nameof(SyntaxNode.End), nameof(SyntaxNode.Source), nameof(TypeNode.InnermostType)];

    public static string Of(SyntaxNode node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                break;
            case SyntaxNode node:
                text.Append('(');
                foreach (var property in node.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => !LeftOut.Contains(property.Name)))
                {
                    text.Append(property.Name).Append(':');
                    Append(text, property.GetValue(node));
                    text.Append(' ');
                }

                text.Append(')');
                break;
            case string literal:
                text.Append(CultureInfo.InvariantCulture, $"'{literal}'");
                break;
            case IEnumerable list:
                text.Append('[');
                foreach (var item in list)
                {
                    Append(text, item);
                }

                text.Append(']');
                break;
            default:
                text.Append(value);
                break;
        }
    }
}
