using CarePlatform.GraphQL;

namespace CarePlatform.Platform.Tests;

/// <summary>
/// The functions of JavaScript that recorded cases rest on, said again in C#: the scalars and the enums with values of their own that
/// the tests of the reference define. Cases name them; what they do was not recorded.
/// </summary>
internal static class RecordedFunctions
{
    /// <summary>The scalars of the reference's tests of validation and execution.</summary>
    public static SdlOptions Options { get; } = new()
    {
        AssumeValid = true,
        Scalars =
        [
            // Refuses everything with a sentence.
            Refusing("Invalid", text => new GraphQLException($"Expected value of type \"Invalid\", found {text}; Invalid scalar is always invalid: {text}")),
            Refusing("FaultyScalar", _ => new GraphQLException("FaultyScalarErrorMessage", "FaultyScalarErrorMessageExtensionCode")),
        ],
    };

    /// <summary>A scalar that fails without a word.</summary>
    public static SdlOptions Wordless { get; } = Options with { Scalars = [Refusing("CustomScalar", _ => new FormatException())] };

    /// <summary>A scalar whose answer is a part of what it is given.</summary>
    public static ScalarType TestScalar { get; } = new CustomScalar<object>(
        "TestScalar",
        json => json.TryGetProperty("error", out var error) ? throw new InvalidOperationException(error.GetString())
            : json.TryGetProperty("value", out var value) ? PlainJson.Read(value)! : null!,
        (_, _) => throw new NotSupportedException(),
        (_, _) => throw new NotSupportedException());

    /// <summary>The enums of the reference's tests of coercion, whose values stand for others.</summary>
    public static IReadOnlyList<EnumType> Enums { get; } =
    [
        new("TestEnum", new EnumValue("FOO", "InternalFoo"), new EnumValue("BAR", 123456789)),
        new("TestColor", new EnumValue("RED", 1), new EnumValue("GREEN", 2), new EnumValue("BLUE", 3), new EnumValue("NULL"), new EnumValue("NAN", double.NaN), new EnumValue("NO_CUSTOM_VALUE")),
    ];

    private static CustomScalar<object> Refusing(string name, Func<string, Exception> refusal) => new(
        name,
        json => throw refusal(Inspection.Show(json)),
        (literal, _) => throw refusal(SyntaxPrinter.Print(literal)),
        (_, _) => throw new NotSupportedException());
}
