using CarePlatform.GraphQL;
using FsCheck;
using FsCheck.Fluent;

namespace CarePlatform.Platform.Tests;

/// <summary>Makes the definitions and extensions of schemas by chance that <see cref="SyntaxSamples"/> does not make.</summary>
internal static class TypeSystemSamples
{
    private static readonly Gen<IReadOnlyList<OperationTypeDefinitionNode>> OperationTypes = SyntaxSamples.Few(
        Gen.Elements(Enum.GetValues<OperationKind>()).Zip(SyntaxSamples.Names).Select(pair =>
            new OperationTypeDefinitionNode { Operation = pair.Item1, Type = new NamedTypeNode { Name = pair.Item2 } }),
        least: 1);

    // An enum value cannot be called true, false or null.
    private static readonly Gen<IReadOnlyList<EnumValueDefinitionNode>> EnumValues = SyntaxSamples.Few(
        from description in SyntaxSamples.Descriptions
        from name in SyntaxSamples.Names
        from directives in SyntaxSamples.Directives(SyntaxSamples.Constants)
        select new EnumValueDefinitionNode { Description = description, Name = name, Directives = directives },
        least: 1);

    private static readonly Gen<IReadOnlyList<InputValueDefinitionNode>> Inputs = SyntaxSamples.Few(
        from description in SyntaxSamples.Descriptions
        from name in SyntaxSamples.Names
        from type in SyntaxSamples.Types(3)
        from value in SyntaxSamples.Maybe(SyntaxSamples.Constants(3))
        select new InputValueDefinitionNode { Description = description, Name = name, Type = type, DefaultValue = value },
        least: 1);

    private static readonly Gen<IReadOnlyList<FieldDefinitionNode>> Fields = SyntaxSamples.Few(
        from description in SyntaxSamples.Descriptions
        from name in SyntaxSamples.Names
        from arguments in Inputs
        from type in SyntaxSamples.Types(3)
        select new FieldDefinitionNode { Description = description, Name = name, Arguments = arguments, Type = type },
        least: 1);

    private static readonly Gen<IReadOnlyList<NamedTypeNode>> References =
        SyntaxSamples.Few(SyntaxSamples.Names.Select(name => new NamedTypeNode { Name = name }), least: 1);

    private static readonly Gen<(StringValueNode? Description, NameNode Name, IReadOnlyList<DirectiveNode> Directives)> Heads =
        from description in SyntaxSamples.Descriptions
        from name in SyntaxSamples.Names
        from directives in SyntaxSamples.Directives(SyntaxSamples.Constants)
        select (description, name, directives);

    // A definition without a body would take the braces of an anonymous query behind it for its own; so all have one but scalars.
    public static Gen<DefinitionNode> Definitions { get; } = Gen.OneOf(
        Heads.Zip(OperationTypes).Select(all => (DefinitionNode)new SchemaDefinitionNode { Description = all.Item1.Description, Directives = all.Item1.Directives, OperationTypes = all.Item2 }),
        Heads.Zip(OperationTypes).Select(all => (DefinitionNode)new SchemaExtensionNode { Directives = all.Item1.Directives, OperationTypes = all.Item2 }),
        Heads.Select(head => (DefinitionNode)new ScalarTypeDefinitionNode { Description = head.Description, Name = head.Name, Directives = head.Directives }),
        Heads.Select(head => (DefinitionNode)new ScalarTypeExtensionNode { Name = head.Name, Directives = [new DirectiveNode { Name = head.Name }, .. head.Directives] }),
        Heads.Zip(EnumValues).Select(all => (DefinitionNode)new EnumTypeDefinitionNode
        {
            Description = all.Item1.Description,
            Name = all.Item1.Name,
            Directives = all.Item1.Directives,
            Values = all.Item2,
        }),
        Heads.Zip(EnumValues).Select(all => (DefinitionNode)new EnumTypeExtensionNode { Name = all.Item1.Name, Directives = all.Item1.Directives, Values = all.Item2 }),
        Heads.Zip(Fields).Zip(References).Select(all => (DefinitionNode)new InterfaceTypeDefinitionNode
        {
            Description = all.Item1.Item1.Description,
            Name = all.Item1.Item1.Name,
            Directives = all.Item1.Item1.Directives,
            Interfaces = all.Item2,
            Fields = all.Item1.Item2,
        }),
        Heads.Zip(Fields).Zip(References).Select(all => (DefinitionNode)new ObjectTypeExtensionNode
        {
            Name = all.Item1.Item1.Name,
            Directives = all.Item1.Item1.Directives,
            Interfaces = all.Item2,
            Fields = all.Item1.Item2,
        }),
        Heads.Zip(References).Select(all => (DefinitionNode)new UnionTypeExtensionNode { Name = all.Item1.Name, Directives = all.Item1.Directives, Types = all.Item2 }),
        Heads.Zip(Inputs).Select(all => (DefinitionNode)new InputObjectTypeExtensionNode { Name = all.Item1.Name, Directives = all.Item1.Directives, Fields = all.Item2 }),
        Heads.Zip(Inputs).Select(all => (DefinitionNode)new DirectiveDefinitionNode
        {
            Description = all.Item1.Description,
            Name = all.Item1.Name,
            Arguments = all.Item2,
            Repeatable = true,
            Locations = [new NameNode("SCHEMA"), new NameNode("INPUT_FIELD_DEFINITION")],
        }));

    public static Arbitrary<SchemaCoordinateNode> Coordinates { get; } = (
        from kind in Gen.Choose(0, 4)
        from one in SyntaxSamples.Names
        from two in SyntaxSamples.Names
        from three in SyntaxSamples.Names
        select kind switch
        {
            0 => (SchemaCoordinateNode)new TypeCoordinateNode { Name = one },
            1 => new MemberCoordinateNode { Name = one, MemberName = two },
            2 => new ArgumentCoordinateNode { Name = one, FieldName = two, ArgumentName = three },
            3 => new DirectiveCoordinateNode { Name = one },
            _ => new DirectiveArgumentCoordinateNode { Name = one, ArgumentName = two },
        }).ToArbitrary();
}
