using System.Globalization;
using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>A whole number of 32 bits.</summary>
internal sealed class IntScalar : ScalarType
{
    private static readonly Action<int, JsonOutput> WriteInt = (value, output) => output.Number(value);
    private static readonly Action<short, JsonOutput> WriteShort = (value, output) => output.Number(value);
    private static readonly Action<byte, JsonOutput> WriteByte = (value, output) => output.Number(value);
    private static readonly Action<long, JsonOutput> WriteLong = (value, output) => output.Number(InRange(value));

    public IntScalar()
        : base("Int") => Description =
            "The `Int` scalar type represents non-fractional signed whole numeric values. Int can represent values between -(2^31) and 2^31 - 1.";

    public override object? Read(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Number)
        {
            throw NotWhole(Inspection.Show(json));
        }

        if (json.TryGetInt32(out var value))
        {
            return value;
        }

        var number = json.GetDouble();
        return double.IsInteger(number) ? (int)InRange(number) : throw NotWhole(Inspection.Show(json));
    }

    public override object? Read(ValueNode literal, VariableValues? variables)
    {
        if (literal is not IntValueNode whole)
        {
            throw NotWhole(SyntaxPrinter.Print(literal));
        }

        return int.TryParse(whole.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw OutOfRange(whole.Value);
    }

    public override void Write(object value, JsonOutput output)
    {
        switch (value)
        {
            case bool flag:
                output.Number(flag ? 1 : 0);
                break;
            case int whole:
                output.Number(whole);
                break;
            case string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                output.Number((int)InRange(Whole(number, value)));
                break;
            case IConvertible and not string:
                output.Number((int)InRange(Whole(Convert.ToDouble(value, CultureInfo.InvariantCulture), value)));
                break;
            default:
                throw NotWhole(Inspection.Show(value));
        }
    }

    public override Action<T, JsonOutput>? WriterOf<T>() =>
        typeof(T) == typeof(int) ? (Action<T, JsonOutput>)(object)WriteInt
        : typeof(T) == typeof(long) ? (Action<T, JsonOutput>)(object)WriteLong
        : typeof(T) == typeof(short) ? (Action<T, JsonOutput>)(object)WriteShort
        : typeof(T) == typeof(byte) ? (Action<T, JsonOutput>)(object)WriteByte
        : null;

    private static double Whole(double number, object value) => double.IsInteger(number) ? number : throw NotWhole(Inspection.Show(value));

    private static long InRange(long value) =>
        value is >= int.MinValue and <= int.MaxValue ? value : throw OutOfRange(value.ToString(CultureInfo.InvariantCulture));

    private static double InRange(double value) =>
        value is >= int.MinValue and <= int.MaxValue ? value : throw OutOfRange(value.ToString(CultureInfo.InvariantCulture));

    private static GraphQLException NotWhole(string shown) => new($"Int cannot represent non-integer value: {shown}");

    private static GraphQLException OutOfRange(string shown) => new($"Int cannot represent non 32-bit signed integer value: {shown}");
}

/// <summary>A number of double precision.</summary>
internal sealed class FloatScalar : ScalarType
{
    private static readonly Action<double, JsonOutput> WriteDouble = WriteFinite;
    private static readonly Action<float, JsonOutput> WriteSingle = (value, output) => WriteFinite(value, output);
    private static readonly Action<decimal, JsonOutput> WriteDecimal = (value, output) => output.Number(value);
    private static readonly Action<int, JsonOutput> WriteInt = (value, output) => output.Number(value);
    private static readonly Action<long, JsonOutput> WriteLong = (value, output) => output.Number(value);

    public FloatScalar()
        : base("Float") => Description =
            "The `Float` scalar type represents signed double-precision fractional values as specified by [IEEE 754](https://en.wikipedia.org/wiki/IEEE_floating_point).";

    public override object? Read(JsonElement json)
    {
        if (json.ValueKind is JsonValueKind.Number)
        {
            var value = json.GetDouble();
            if (double.IsFinite(value))
            {
                return value;
            }
        }

        throw NotNumeric(Inspection.Show(json));
    }

    public override object? Read(ValueNode literal, VariableValues? variables)
    {
        var text = literal switch
        {
            IntValueNode whole => whole.Value,
            FloatValueNode number => number.Value,
            _ => throw NotNumeric(SyntaxPrinter.Print(literal)),
        };
        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? value : throw NotNumeric(text);
    }

    public override void Write(object value, JsonOutput output)
    {
        switch (value)
        {
            case bool flag:
                output.Number(flag ? 1 : 0);
                break;
            case decimal exact:
                output.Number(exact);
                break;
            case string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                WriteFinite(number, output);
                break;
            case IConvertible and not string:
                WriteFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture), output);
                break;
            default:
                throw NotNumeric(Inspection.Show(value));
        }
    }

    public override Action<T, JsonOutput>? WriterOf<T>() =>
        typeof(T) == typeof(double) ? (Action<T, JsonOutput>)(object)WriteDouble
        : typeof(T) == typeof(decimal) ? (Action<T, JsonOutput>)(object)WriteDecimal
        : typeof(T) == typeof(float) ? (Action<T, JsonOutput>)(object)WriteSingle
        : typeof(T) == typeof(int) ? (Action<T, JsonOutput>)(object)WriteInt
        : typeof(T) == typeof(long) ? (Action<T, JsonOutput>)(object)WriteLong
        : null;

    private static void WriteFinite(double value, JsonOutput output)
    {
        if (!output.TryNumber(value))
        {
            throw NotNumeric(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static GraphQLException NotNumeric(string shown) => new($"Float cannot represent non numeric value: {shown}");
}
