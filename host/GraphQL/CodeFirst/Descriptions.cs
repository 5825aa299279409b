using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CarePlatform.GraphQL;

/// <summary>
/// Reads what the schema says about types, fields, inputs and enum values from <see cref="GraphQLDescriptionAttribute"/> or from the
/// XML comments of the code: one text, one home. The comments lie beside each assembly (<c>GenerateDocumentationFile</c>).
/// </summary>
public sealed partial class Descriptions
{
    private readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, XElement>> _files = new();

    /// <summary>The summary of a class, record or enum.</summary>
    public string? Of(Type type) => Said(type) ?? Summary(type.Assembly, "T:" + NameOf(type));

    /// <summary>The summary of a method; one class has no two methods of the same name in the schema.</summary>
    public string? Of(MethodInfo method) => Said(method) ?? Summary(method.DeclaringType!.Assembly, Member(method)) ?? Inherited(method);

    /// <summary>What a method says about a parameter.</summary>
    public string? Of(MethodInfo method, string parameter) =>
        Said(method.GetParameters().FirstOrDefault(p => p.Name == parameter))
        ?? Parameter(method.DeclaringType!.Assembly, Member(method), parameter);

    /// <summary>What a record says about one of its parameters, in its own comment or at the property.</summary>
    public string? Of(Type record, string property) =>
        Said(record.GetProperty(property)) ?? Parameter(record.Assembly, "T:" + NameOf(record), property)
        ?? Summary(record.Assembly, $"P:{NameOf(record)}.{property}") ?? Inherited(record, property);

    /// <summary>The summary of an enum's value.</summary>
    public string? OfValue(Type type, string value) => Said(type.GetField(value)) ?? Summary(type.Assembly, $"F:{NameOf(type)}.{value}");

    private static string? Said(ICustomAttributeProvider? member) =>
        member?.GetCustomAttributes(typeof(GraphQLDescriptionAttribute), false) is [GraphQLDescriptionAttribute said, ..]
            ? said.Description : null;

    private static string Member(MethodInfo method) => $"M:{NameOf(method.DeclaringType!)}.{method.Name}";

    // A member that says nothing, or <inheritdoc/>, has the text of what it implements or overrides.
    private string? Inherited(Type type, string property) => Ancestors(type)
        .Where(ancestor => ancestor.GetProperty(property) is not null)
        .Select(ancestor => Of(ancestor, property))
        .FirstOrDefault(text => text is not null);

    private string? Inherited(MethodInfo method) => method.IsStatic ? null : Ancestors(method.DeclaringType!)
        .Select(ancestor => ancestor.GetMethod(method.Name, [.. method.GetParameters().Select(p => p.ParameterType)]))
        .Select(same => same is null ? null : Of(same))
        .FirstOrDefault(text => text is not null);

    private static IEnumerable<Type> Ancestors(Type type) =>
        type.BaseType is { } parent && parent != typeof(object) ? type.GetInterfaces().Prepend(parent) : type.GetInterfaces();

    private string? Summary(Assembly assembly, string member) => Text(Find(assembly, member)?.Element("summary"));

    private string? Parameter(Assembly assembly, string member, string name) => Text(Find(assembly, member)?.Elements("param")
        .FirstOrDefault(p => string.Equals(p.Attribute("name")?.Value, name, StringComparison.Ordinal)));

    private XElement? Find(Assembly assembly, string name) => _files.GetOrAdd(assembly, Read).GetValueOrDefault(name);

    // Methods are found without their parameter list.
    private static IReadOnlyDictionary<string, XElement> Read(Assembly assembly)
    {
        var path = Path.ChangeExtension(assembly.Location, ".xml");
        return File.Exists(path)
            ? XDocument.Load(path).Descendants("member")
                .GroupBy(m => Arity().Replace(m.Attribute("name")!.Value.Split('(')[0], ""), StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal)
            : new Dictionary<string, XElement>();
    }

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName! is var name
        ? Arity().Replace(name.Replace('+', '.'), "")
        : "";

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

    // Generic types and methods are found without the number of their parameters.
    [GeneratedRegex(@"`+\d+")]
    private static partial Regex Arity();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
