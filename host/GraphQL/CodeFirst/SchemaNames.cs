using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>How names of C# read in the schema. Derive from it for other conventions.</summary>
public class SchemaNames
{
    /// <summary>
    /// The names of the library: <c>GetBooksAsync</c> → <c>books</c>, <c>WalkIn</c> → <c>WALK_IN</c>, <c>Book</c> → <c>BookInput</c>.
    /// </summary>
    public static SchemaNames Usual { get; } = new();

    /// <summary>The name of a field that is a property or a method.</summary>
    public virtual string Field(string name)
    {
        if (name.Length > 3 && name.StartsWith("Get", StringComparison.Ordinal) && char.IsUpper(name[3]))
        {
            name = name[3..];
        }

        return Camel(name.Length > 5 && name.EndsWith("Async", StringComparison.Ordinal) ? name[..^5] : name);
    }

    /// <summary>The name of an argument or an input field.</summary>
    public virtual string Input(string name) => Camel(name);

    /// <summary>The name of an enum value.</summary>
    public virtual string EnumValue(string name) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(name);

    /// <summary>The name of an object type, an interface, a union or an enum.</summary>
    public virtual string Type(Type type) => type.Name.Split('`')[0];

    /// <summary>The name of an input object.</summary>
    public virtual string InputType(Type type) =>
        Type(type) is var name && name.EndsWith("Input", StringComparison.Ordinal) ? name : $"{name}Input";

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
