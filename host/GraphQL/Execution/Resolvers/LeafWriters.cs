using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace CarePlatform.GraphQL;

/// <summary>How scalars and enums write values without boxing.</summary>
internal static class LeafWriters
{
    // Enums that number their values from zero on need no look-up.
    private const int MostIndexed = 256;

    private static readonly MethodInfo OfEnumMethod =
        typeof(LeafWriters).GetMethod(nameof(OfEnum), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static Action<T, JsonOutput>? Of<T>(NamedType leaf) => leaf switch
    {
        ScalarType scalar => scalar.WriterOf<T>(),
        EnumType options when typeof(T).IsEnum => (Action<T, JsonOutput>?)OfEnumMethod.MakeGenericMethod(typeof(T)).Invoke(null, [options]),
        _ => null,
    };

    /// <summary>Writes the value of an enum or a scalar as it was returned.</summary>
    public static void Write(NamedType leaf, object value, JsonOutput output)
    {
        if (leaf is ScalarType scalar)
        {
            scalar.Write(value, output);
        }
        else
        {
            output.Text(((EnumType)leaf).FindByClrValue(value)?.Name ?? throw NotInEnum((EnumType)leaf, value));
        }
    }

    private static Action<T, JsonOutput> OfEnum<T>(EnumType options)
        where T : struct, Enum
    {
        var names = new Dictionary<T, byte[]>(options.Values.Count);
        foreach (var option in options.Values)
        {
            if (option.Value is T value)
            {
                names.TryAdd(value, Encoding.UTF8.GetBytes($"\"{option.Name}\""));
            }
        }

        if (Unsafe.SizeOf<T>() == sizeof(int) && names.Keys.All(value => Unsafe.BitCast<T, uint>(value) < MostIndexed))
        {
            var byNumber = new byte[]?[names.Keys.Select(value => Unsafe.BitCast<T, int>(value) + 1).DefaultIfEmpty().Max()];
            foreach (var (value, name) in names)
            {
                byNumber[Unsafe.BitCast<T, int>(value)] = name;
            }

            return (value, output) =>
            {
                var number = Unsafe.BitCast<T, uint>(value);
                output.Raw((number < byNumber.Length ? byNumber[number] : null) ?? throw NotInEnum(options, value));
            };
        }

        return (value, output) => output.Raw(names.TryGetValue(value, out var name) ? name : throw NotInEnum(options, value));
    }

    private static GraphQLException NotInEnum(EnumType options, object value) =>
        new($"Enum \"{options.Name}\" cannot represent value: {Inspection.Show(value)}");
}
