using System.Collections;
using System.Reflection;
using System.Text.Json;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform.Tests;

/// <summary>Compares a syntax tree with a recorded one: kinds, values and, where they were recorded, positions.</summary>
internal static class RecordedSyntax
{
    private static readonly HashSet<string> NotRecorded =
        [nameof(SyntaxNode.Kind), nameof(SyntaxNode.Start), nameof(SyntaxNode.End), nameof(SyntaxNode.Source), "ResponseKey", "InnermostType"];

    /// <summary>The first difference, or null.</summary>
    public static string? Compare(JsonElement recorded, SyntaxNode node, string path = "$")
    {
        if (recorded.Text("kind") != node.Kind.ToString())
        {
            return $"{path}: expected the kind {recorded.Text("kind")}, got {node.Kind}";
        }

        if (recorded.Optional("loc") is { } loc && (loc.GetProperty("start").GetInt32(), loc.GetProperty("end").GetInt32()) != (node.Start, node.End))
        {
            return $"{path}: expected the position {loc}, got {node.Start} to {node.End}";
        }

        foreach (var property in node.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
            if (!NotRecorded.Contains(property.Name) && Compare(recorded.Optional(name), property.GetValue(node), $"{path}.{name}") is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private static string? Compare(JsonElement? recorded, object? actual, string path)
    {
        switch (actual)
        {
            case SyntaxNode node when recorded is { } expected:
                return Compare(expected, node, path);
            case IEnumerable list and not string:
                var nodes = list.Cast<SyntaxNode>().ToList();
                var items = recorded?.EnumerateArray().ToList() ?? [];
                return items.Count == nodes.Count
                    ? items.Select((item, i) => Compare(item, nodes[i], $"{path}[{i}]")).FirstOrDefault(difference => difference is not null)
                    : $"{path}: expected {items.Count} items, got {nodes.Count}";
            default:
                var (expectedText, actualText) = (recorded is { ValueKind: JsonValueKind.String } text ? text.Text() : recorded?.GetRawText(), Text(actual));
                return expectedText == actualText ? null : $"{path}: expected {expectedText ?? "nothing"}, got {actualText ?? "nothing"}";
        }
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        bool boolean => boolean ? "true" : "false",
        OperationKind operation => operation.ToString().ToLowerInvariant(),
        _ => value.ToString(),
    };
}
