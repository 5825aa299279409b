using CarePlatform.GraphQL;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>Whatever comes in, the answer is a result or an error with a place, and nothing else.</summary>
public sealed class RobustnessTests
{
    private static readonly Schema Schema = Sdl.Build(
        """
        type Query implements Type { a(b: Int, Type: input): Type b: [b!] query: extend on: _x9 }
        interface Type { a: Type }
        union b = Query
        enum extend { a b on }
        input input { a: Int = 1 b: input on: [extend!] = [a] }
        scalar _x9
        directive @a(b: Int!) repeatable on FIELD | QUERY
        """);

    private static readonly Arbitrary<byte[]> Bytes = Gen.OneOf(
            ArbMap.Default.GeneratorFor<byte[]>(),
            Gen.Elements<byte[]>(
                    "{"u8.ToArray(), "}"u8.ToArray(), "("u8.ToArray(), ")"u8.ToArray(), "\""u8.ToArray(), "\"\"\""u8.ToArray(), "\\u{"u8.ToArray(),
                    "\\uD83D\\u"u8.ToArray(), "$"u8.ToArray(), "..."u8.ToArray(), "on "u8.ToArray(), "query "u8.ToArray(), "1.e"u8.ToArray(), "#"u8.ToArray(),
                    "\r\n"u8.ToArray(), "a"u8.ToArray(), ":"u8.ToArray(), "type "u8.ToArray(), "extend "u8.ToArray(), [0xEF, 0xBB, 0xBF], [0xED, 0xA0], [0xF0, 0x9F, 0x98, 0x80], [0xFF])
                .ListOf()
                .Select(parts => parts.SelectMany(part => part).ToArray()))
        .ToArbitrary();

    [Fact]
    public void Any_bytes_are_read_or_refused_with_a_place() => Prop
        .ForAll(Bytes, bytes =>
        {
            if (bytes is null)
            {
                return true;
            }

            try
            {
                var document = SyntaxParser.ParseDocument(bytes);
                return SyntaxDump.Of(SyntaxParser.ParseDocument(document.ToString())) == SyntaxDump.Of(document);
            }
            catch (GraphQLSyntaxException exception)
            {
                return exception.Error.Locations is [{ Line: > 0, Column: > 0 }];
            }
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_document_is_judged() => Prop
        .ForAll(SyntaxSamples.Documents, document =>
        {
            var parsed = SyntaxParser.ParseDocument(document.ToString());
            return DocumentValidation.Validate(Schema, parsed, ValidationOptions.Unlimited).All(IsPlaced)
                && DocumentValidation.FindDeprecated(Schema, parsed).All(IsPlaced)
                && SdlValidation.Validate(parsed).All(IsPlaced)
                && SdlValidation.Validate(parsed, Schema).All(IsPlaced);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_definitions_make_a_schema_or_are_refused() => Prop
        .ForAll(SyntaxSamples.Documents, document =>
        {
            try
            {
                var schema = Sdl.Build(document, new SdlOptions { AssumeValid = true });
                return SchemaValidation.Validate(schema) is not null && Sdl.Print(Sdl.Sort(schema)) is not null;
            }
            catch (GraphQLSchemaException exception)
            {
                return exception.Errors.Count > 0;
            }
        })
        .QuickCheckThrowOnFailure();

    private static bool IsPlaced(GraphQLError error) =>
        error.Locations.Count > 0 || error.Message.StartsWith("Too many validation errors", StringComparison.Ordinal);
}
