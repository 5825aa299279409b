using System.Reflection;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>What a field reads of the row that it belongs to.</summary>
internal sealed record ReadsColumns(IReadOnlySet<PropertyInfo> Properties)
{
    /// <summary>What the method reads of its parent; nothing when it may be anything.</summary>
    public static IReadOnlyList<object> By(MethodInfo? method) =>
        method is not null && PropertiesRead.Of(method) is { } properties ? [new ReadsColumns(properties)] : [];
}

/// <summary>Which columns of its rows a query shows.</summary>
internal static class ShownColumns
{
    /// <summary>The columns that the selected fields read, and <paramref name="besides"/>; null when all may be needed.</summary>
    public static Columns? Of(IEnumerable<FieldSelection> selections, IReadOnlySet<PropertyInfo>? besides)
    {
        if (besides is null)
        {
            return null;
        }

        var names = new SortedSet<string>(besides.Select(p => p.Name), StringComparer.Ordinal);
        foreach (var field in selections.SelectMany(s => s.Fields).Where(f => f.Name != "__typename"))
        {
            if (field.Annotation<ReadsColumns>() is not { } reads)
            {
                return null;
            }

            names.UnionWith(reads.Properties.Select(p => p.Name));
        }

        return new Columns(string.Join(',', names));
    }
}
