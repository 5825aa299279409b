using CarePlatform.GraphQL;
using FsCheck;
using FsCheck.Fluent;

namespace CarePlatform.Platform.Tests;

/// <summary>Makes documents of every kind by chance.</summary>
internal static class SyntaxSamples
{
    public static Arbitrary<DocumentNode> Documents { get; } = Gen.Sized(size =>
        Few(Definitions(size / 4), least: 1).Select(definitions => new DocumentNode { Definitions = definitions })).ToArbitrary();

    public static Arbitrary<string> Texts { get; } = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Where(text => text is not null && IsUnicode(text)),
        Gen.Elements("\n", "  ", "a", "\"", "\"\"\"", "\\", "\r", "\t", "é", "😀", "\u0001", "\u0085").ListOf().Select(parts => string.Concat(parts)))
        .ToArbitrary();

    private static readonly Gen<string> Words = Gen.Elements("a", "b", "Type", "on", "query", "_x9", "input", "implements", "true1", "extend");

    internal static readonly Gen<NameNode> Names = Words.Select(word => new NameNode(word));

    // A fragment cannot be called "on".
    private static readonly Gen<NameNode> FragmentNames = Words.Where(word => word != "on").Select(word => new NameNode(word));

    private static readonly Gen<StringValueNode> Strings = Texts.Generator.Zip(ArbMap.Default.GeneratorFor<bool>())
        .Select(pair => new StringValueNode { Value = pair.Item1, Block = pair.Item2 && BlockString.CanHold(pair.Item1) });

    internal static readonly Gen<StringValueNode?> Descriptions = Maybe(Strings);

    internal static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : class => Gen.Frequency((2, Gen.Constant<T?>(null)), (1, gen.Select(value => (T?)value)));

    internal static Gen<IReadOnlyList<T>> Few<T>(Gen<T> gen, int least = 0) =>
        Gen.Choose(least, 3).SelectMany(count => gen.ListOf(count)).Select(list => (IReadOnlyList<T>)[.. list]);

    internal static Gen<ValueNode> Values(int size)
    {
        var leaves = Gen.OneOf(
            Names.Select(name => (ValueNode)new VariableNode { Name = name }),
            Gen.Elements("0", "-7", "123456789012345678901").Select(text => (ValueNode)new IntValueNode { Value = text }),
            Gen.Elements("0.5", "-1e10", "2.5E-3").Select(text => (ValueNode)new FloatValueNode { Value = text }),
            Strings.Select(text => (ValueNode)text),
            Gen.Elements(true, false).Select(flag => (ValueNode)new BooleanValueNode { Value = flag }),
            Gen.Constant((ValueNode)new NullValueNode()),
            Words.Select(word => (ValueNode)new EnumValueNode { Value = word }));
        return size <= 0
            ? leaves
            : Gen.Frequency(
                (4, leaves),
                (1, Few(Values(size / 2)).Select(values => (ValueNode)new ListValueNode { Values = values })),
                (1, Few(Names.Zip(Values(size / 2)).Select(pair => new ObjectFieldNode { Name = pair.Item1, Value = pair.Item2 }))
                    .Select(fields => (ValueNode)new ObjectValueNode { Fields = fields })));
    }

    internal static Gen<ValueNode> Constants(int size) => Values(size).Where(value => !HasVariable(value));

    internal static Gen<IReadOnlyList<DirectiveNode>> Directives(Func<int, Gen<ValueNode>> values) =>
        from name in Names
        from arguments in Arguments(values)
        from count in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Constant(1)))
        select (IReadOnlyList<DirectiveNode>)[.. Enumerable.Repeat(new DirectiveNode { Name = name, Arguments = arguments }, count)];

    private static Gen<IReadOnlyList<ArgumentNode>> Arguments(Func<int, Gen<ValueNode>> values) =>
        Few(Names.Zip(values(2)).Select(pair => new ArgumentNode { Name = pair.Item1, Value = pair.Item2 }));

    internal static Gen<TypeNode> Types(int size)
    {
        var named = Names.Select(name => (TypeNode)new NamedTypeNode { Name = name });
        var nullable = size <= 0 ? named : Gen.OneOf(named, Types(size / 2).Select(type => (TypeNode)new ListTypeNode { Type = type }));
        return nullable.Zip(Gen.Elements(true, false))
            .Select(pair => pair.Item2 ? new NonNullTypeNode { Type = pair.Item1 } : pair.Item1);
    }

    private static Gen<SelectionSetNode> Selections(int size) =>
        Few(Selection(size), least: 1).Select(selections => new SelectionSetNode { Selections = selections });

    private static Gen<SelectionNode> Selection(int size)
    {
        var fields =
            from alias in Maybe(Names)
            from name in Names
            from arguments in Arguments(Values)
            from directives in Directives(Values)
            from inner in size <= 0 ? Gen.Constant<SelectionSetNode?>(null) : Maybe(Selections(size / 3))
            select (SelectionNode)new FieldNode { Alias = alias, Name = name, Arguments = arguments, Directives = directives, SelectionSet = inner };
        var spreads = FragmentNames.Zip(Directives(Values))
            .Select(pair => (SelectionNode)new FragmentSpreadNode { Name = pair.Item1, Directives = pair.Item2 });
        if (size <= 0)
        {
            return Gen.Frequency((3, fields), (1, spreads));
        }

        var inline =
            from condition in Maybe(Names.Select(name => new NamedTypeNode { Name = name }))
            from directives in Directives(Values)
            from inner in Selections(size / 3)
            select (SelectionNode)new InlineFragmentNode { TypeCondition = condition, Directives = directives, SelectionSet = inner };
        return Gen.Frequency((3, fields), (1, spreads), (1, inline));
    }

    private static Gen<DefinitionNode> Definitions(int size) => Gen.OneOf(Operations(size), Fragments(size), TypeDefinitions(), TypeSystemSamples.Definitions);

    private static Gen<DefinitionNode> Operations(int size)
    {
        var variables =
            from description in Descriptions
            from name in Names
            from type in Types(3)
            from value in Maybe(Constants(3))
            from directives in Directives(Constants)
            select new VariableDefinitionNode
            {
                Description = description,
                Variable = new VariableNode { Name = name },
                Type = type,
                DefaultValue = value,
                Directives = directives,
            };
        return from description in Descriptions
               from kind in Gen.Elements(Enum.GetValues<OperationKind>())
               from name in Maybe(Names)
               from list in Few(variables)
               from directives in Directives(Values)
               from selections in Selections(size)
               select (DefinitionNode)new OperationDefinitionNode
               {
                   Description = description,
                   Operation = kind,
                   Name = name,
                   VariableDefinitions = list,
                   Directives = directives,
                   SelectionSet = selections,
               };
    }

    private static Gen<DefinitionNode> Fragments(int size) =>
        from description in Descriptions
        from name in FragmentNames
        from condition in Names
        from directives in Directives(Values)
        from selections in Selections(size)
        select (DefinitionNode)new FragmentDefinitionNode
        {
            Description = description,
            Name = name,
            TypeCondition = new NamedTypeNode { Name = condition },
            Directives = directives,
            SelectionSet = selections,
        };

    private static Gen<DefinitionNode> TypeDefinitions()
    {
        var inputs =
            from description in Descriptions
            from name in Names
            from type in Types(3)
            from value in Maybe(Constants(3))
            from directives in Directives(Constants)
            select new InputValueDefinitionNode { Description = description, Name = name, Type = type, DefaultValue = value, Directives = directives };
        var fields =
            from description in Descriptions
            from name in Names
            from arguments in Few(inputs)
            from type in Types(3)
            from directives in Directives(Constants)
            select new FieldDefinitionNode { Description = description, Name = name, Arguments = arguments, Type = type, Directives = directives };
        var references = Few(Names.Select(name => new NamedTypeNode { Name = name }), least: 1);
        var heads =
            from description in Descriptions
            from name in Names
            from directives in Directives(Constants)
            select (Description: description, Name: name, Directives: directives);
        // A type without a body would take the braces of an anonymous query behind it for its own.
        return Gen.OneOf(
            heads.Zip(references).Zip(Few(fields, least: 1)).Select(all => (DefinitionNode)new ObjectTypeDefinitionNode
            {
                Description = all.Item1.Item1.Description,
                Name = all.Item1.Item1.Name,
                Directives = all.Item1.Item1.Directives,
                Interfaces = all.Item1.Item2,
                Fields = all.Item2,
            }),
            heads.Zip(Few(inputs, least: 1)).Select(all => (DefinitionNode)new InputObjectTypeDefinitionNode
            {
                Description = all.Item1.Description,
                Name = all.Item1.Name,
                Directives = all.Item1.Directives,
                Fields = all.Item2,
            }),
            heads.Zip(references).Select(all => (DefinitionNode)new UnionTypeDefinitionNode
            {
                Description = all.Item1.Description,
                Name = all.Item1.Name,
                Directives = all.Item1.Directives,
                Types = all.Item2,
            }),
            heads.Zip(Few(fields, least: 1)).Select(all => (DefinitionNode)new InterfaceTypeExtensionNode
            {
                Name = all.Item1.Name,
                Directives = all.Item1.Directives,
                Fields = all.Item2,
            }),
            heads.Zip(Few(inputs)).Select(all => (DefinitionNode)new DirectiveDefinitionNode
            {
                Description = all.Item1.Description,
                Name = all.Item1.Name,
                Arguments = all.Item2,
                Locations = [new NameNode("FIELD"), new NameNode("ENUM_VALUE")],
            }));
    }

    private static bool HasVariable(ValueNode value) => value switch
    {
        VariableNode => true,
        ListValueNode list => list.Values.Any(HasVariable),
        ObjectValueNode fields => fields.Fields.Any(field => HasVariable(field.Value)),
        _ => false,
    };

    private static bool IsUnicode(string text) => text.EnumerateRunes().All(rune => rune != System.Text.Rune.ReplacementChar);
}
