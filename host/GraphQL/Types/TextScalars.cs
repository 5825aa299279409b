using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>Text.</summary>
internal sealed class StringScalar : ScalarType
{
    public StringScalar()
        : base("String") => Description =
            "The `String` scalar type represents textual data, represented as UTF-8 character sequences. "
            + "The String type is most often used by GraphQL to represent free-form human-readable text.";

    public override object? Read(JsonElement json) =>
        json.ValueKind is JsonValueKind.String ? json.GetString() : throw NotText(Inspection.Show(json));

    public override object? Read(ValueNode literal, VariableValues? variables) =>
        literal is StringValueNode text ? text.Value : throw NotText(SyntaxPrinter.Print(literal));

    public override void Write(object value, JsonOutput output) =>
        output.Text(TextValue.Of(value) ?? throw new GraphQLException($"String cannot represent value: {Inspection.Show(value)}"));

    public override Action<T, JsonOutput>? WriterOf<T>() => TextValue.WriterOf<T>();

    private static GraphQLException NotText(string shown) => new($"String cannot represent a non string value: {shown}");
}

/// <summary>An identity: text, or a whole number that is read as text.</summary>
internal sealed class IdScalar : ScalarType
{
    public IdScalar()
        : base("ID") => Description =
            "The `ID` scalar type represents a unique identifier, often used to refetch an object or as key for a cache. "
            + "The ID type appears in a JSON response as a String; however, it is not intended to be human-readable. "
            + "When expected as an input type, any string (such as `\"4\"`) or integer (such as `4`) input value will be accepted as an ID.";

    public override object? Read(JsonElement json)
    {
        if (json.ValueKind is JsonValueKind.String)
        {
            return json.GetString();
        }

        if (json.ValueKind is JsonValueKind.Number && double.IsInteger(json.GetDouble()))
        {
            return json.TryGetInt64(out var whole)
                ? whole.ToString(CultureInfo.InvariantCulture)
                : new BigInteger(json.GetDouble()).ToString(CultureInfo.InvariantCulture);
        }

        throw NotIdentity(Inspection.Show(json));
    }

    public override object? Read(ValueNode literal, VariableValues? variables) => literal switch
    {
        StringValueNode text => text.Value,
        IntValueNode whole => whole.Value,
        _ => throw new GraphQLException($"ID cannot represent a non-string and non-integer value: {SyntaxPrinter.Print(literal)}"),
    };

    public override void Write(object value, JsonOutput output) =>
        output.Text((value is bool or double or float or decimal ? null : TextValue.Of(value)) ?? throw NotIdentity(Inspection.Show(value)));

    public override Action<T, JsonOutput>? WriterOf<T>() => TextValue.WriterOf<T>();

    private static GraphQLException NotIdentity(string shown) => new($"ID cannot represent value: {shown}");
}

/// <summary>True or false.</summary>
internal sealed class BooleanScalar : ScalarType
{
    private static readonly Action<bool, JsonOutput> WriteFlag = (value, output) => output.Boolean(value);

    public BooleanScalar()
        : base("Boolean") => Description = "The `Boolean` scalar type represents `true` or `false`.";

    public override object? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw NotFlag(Inspection.Show(json)),
    };

    public override object? Read(ValueNode literal, VariableValues? variables) =>
        literal is BooleanValueNode flag ? flag.Value : throw NotFlag(SyntaxPrinter.Print(literal));

    public override void Write(object value, JsonOutput output)
    {
        switch (value)
        {
            case bool flag:
                output.Boolean(flag);
                break;
            case IConvertible and not string and not char and not DateTime:
                output.Boolean(Convert.ToDouble(value, CultureInfo.InvariantCulture) is not 0);
                break;
            default:
                throw NotFlag(Inspection.Show(value));
        }
    }

    public override Action<T, JsonOutput>? WriterOf<T>() =>
        typeof(T) == typeof(bool) ? (Action<T, JsonOutput>)(object)WriteFlag : null;

    private static GraphQLException NotFlag(string shown) => new($"Boolean cannot represent a non boolean value: {shown}");
}

/// <summary>What the scalars for text make of a value of C#.</summary>
internal static class TextValue
{
    private static readonly Action<string, JsonOutput> WriteString = (value, output) => output.Text(value);
    private static readonly Action<Guid, JsonOutput> WriteGuid = (value, output) => output.Quoted(value);
    private static readonly Action<int, JsonOutput> WriteInt = (value, output) => output.Quoted(value);
    private static readonly Action<long, JsonOutput> WriteLong = (value, output) => output.Quoted(value);
    private static readonly MethodInfo WriteTextMethod = typeof(TextValue).GetMethod(nameof(WriteText), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static string? Of(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        double number when !double.IsFinite(number) => null,
        Uri address => address.OriginalString,
        char or IFormattable => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    public static Action<T, JsonOutput>? WriterOf<T>() =>
        typeof(T) == typeof(string) ? (Action<T, JsonOutput>)(object)WriteString
        : typeof(T) == typeof(Guid) ? (Action<T, JsonOutput>)(object)WriteGuid
        : typeof(T) == typeof(int) ? (Action<T, JsonOutput>)(object)WriteInt
        : typeof(T) == typeof(long) ? (Action<T, JsonOutput>)(object)WriteLong
        : typeof(T).IsAssignableTo(typeof(IWrittenText)) ? WriteTextMethod.MakeGenericMethod(typeof(T)).CreateDelegate<Action<T, JsonOutput>>()
        : null;

    private static void WriteText<T>(T value, JsonOutput output)
        where T : IWrittenText => output.Quoted(value);
}
