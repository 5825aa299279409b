using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CarePlatform.Platform;

/// <summary>
/// Reads what the schema says about types, fields, inputs and enum values from the XML comments of the code: one text, one home.
/// The comments lie beside each assembly.
/// </summary>
internal sealed partial class Descriptions
{
    private readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, XElement>> _files = new();

    /// <summary>The summary of a class, record or enum.</summary>
    public string? Of(Type type) => Summary(type.Assembly, "T:" + NameOf(type));

    /// <summary>The summary of a method; one class has no two methods of the same name in the schema.</summary>
    public string? Of(MethodInfo method) => Summary(method.DeclaringType!.Assembly, $"M:{NameOf(method.DeclaringType!)}.{method.Name}");

    /// <summary>What a method says about a parameter.</summary>
    public string? Of(MethodInfo method, string parameter) =>
        Parameter(method.DeclaringType!.Assembly, $"M:{NameOf(method.DeclaringType!)}.{method.Name}", parameter);

    /// <summary>What a record says about one of its parameters, in its own comment or at the property.</summary>
    public string? Of(Type record, string property) =>
        Parameter(record.Assembly, "T:" + NameOf(record), property) ?? Summary(record.Assembly, $"P:{NameOf(record)}.{property}");

    /// <summary>The summary of an enum's value.</summary>
    public string? OfValue(Type type, string value) => Summary(type.Assembly, $"F:{NameOf(type)}.{value}");

    private string? Summary(Assembly assembly, string member) => Text(Member(assembly, member)?.Element("summary"));

    private string? Parameter(Assembly assembly, string member, string name) => Text(Member(assembly, member)?.Elements("param")
        .FirstOrDefault(p => string.Equals(p.Attribute("name")?.Value, name, StringComparison.Ordinal)));

    private XElement? Member(Assembly assembly, string name) => _files.GetOrAdd(assembly, Read).GetValueOrDefault(name);

    // Methods are found without their parameter list.
    private static IReadOnlyDictionary<string, XElement> Read(Assembly assembly)
    {
        var path = Path.ChangeExtension(assembly.Location, ".xml");
        return File.Exists(path)
            ? XDocument.Load(path).Descendants("member")
                .GroupBy(m => m.Attribute("name")!.Value.Split('(')[0].Split('`')[0], StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal)
            : new Dictionary<string, XElement>();
    }

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.').Split('`')[0];

    private static string? Text(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var text = string.Concat(element.Nodes().Select(n => n switch
        {
            XText plain => plain.Value,
            XElement { Name.LocalName: "see" } see => Reference(see),
            XElement { Name.LocalName: "paramref" or "typeparamref" } name => $"`{name.Attribute("name")?.Value}`",
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement other => other.Value,
            _ => "",
        }));
        text = Spaces().Replace(text, " ").Trim();
        return text.Length == 0 ? null : text;
    }

    private static string Reference(XElement see) =>
        see.Attribute("langword")?.Value ?? see.Attribute("cref")?.Value.Split('(')[0].Split('.').Last() ?? see.Value;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
