namespace CarePlatform.GraphQL;

/// <summary>The children of each kind of node, in the order of the document.</summary>
internal static class SyntaxChildren
{
    public static void AddTo(List<SyntaxNode> list, SyntaxNode node)
    {
        switch (node)
        {
            case DocumentNode document:
                list.AddRange(document.Definitions);
                break;
            case OperationDefinitionNode operation:
                Add(list, operation.Description, operation.Name);
                list.AddRange(operation.VariableDefinitions);
                list.AddRange(operation.Directives);
                list.Add(operation.SelectionSet);
                break;
            case FragmentDefinitionNode fragment:
                Add(list, fragment.Description, fragment.Name, fragment.TypeCondition);
                list.AddRange(fragment.Directives);
                list.Add(fragment.SelectionSet);
                break;
            case VariableDefinitionNode variable:
                Add(list, variable.Description, variable.Variable, variable.Type, variable.DefaultValue);
                list.AddRange(variable.Directives);
                break;
            case SelectionSetNode selections:
                list.AddRange(selections.Selections);
                break;
            case FieldNode field:
                Add(list, field.Alias, field.Name);
                list.AddRange(field.Arguments);
                list.AddRange(field.Directives);
                Add(list, field.SelectionSet);
                break;
            case FragmentSpreadNode spread:
                list.Add(spread.Name);
                list.AddRange(spread.Directives);
                break;
            case InlineFragmentNode inline:
                Add(list, inline.TypeCondition);
                list.AddRange(inline.Directives);
                list.Add(inline.SelectionSet);
                break;
            case ArgumentNode argument:
                Add(list, argument.Name, argument.Value);
                break;
            case DirectiveNode directive:
                list.Add(directive.Name);
                list.AddRange(directive.Arguments);
                break;
            case ValueNode or ObjectFieldNode:
                AddValue(list, node);
                break;
            case TypeNode type:
                Add(list, type is NonNullTypeNode nonNull ? nonNull.Type : type is ListTypeNode item ? item.Type : ((NamedTypeNode)type).Name);
                break;
            case SchemaCoordinateNode coordinate:
                AddCoordinate(list, coordinate);
                break;
            default:
                AddTypeSystem(list, node);
                break;
        }
    }

    private static void AddValue(List<SyntaxNode> list, SyntaxNode node)
    {
        switch (node)
        {
            case VariableNode variable:
                list.Add(variable.Name);
                break;
            case ListValueNode values:
                list.AddRange(values.Values);
                break;
            case ObjectValueNode value:
                list.AddRange(value.Fields);
                break;
            case ObjectFieldNode field:
                Add(list, field.Name, field.Value);
                break;
        }
    }

    private static void AddTypeSystem(List<SyntaxNode> list, SyntaxNode node)
    {
        switch (node)
        {
            case SchemaDefinitionNode schema:
                Add(list, schema.Description);
                list.AddRange(schema.Directives);
                list.AddRange(schema.OperationTypes);
                break;
            case SchemaExtensionNode schema:
                list.AddRange(schema.Directives);
                list.AddRange(schema.OperationTypes);
                break;
            case OperationTypeDefinitionNode operation:
                list.Add(operation.Type);
                break;
            case DirectiveDefinitionNode directive:
                Add(list, directive.Description, directive.Name);
                list.AddRange(directive.Arguments);
                list.AddRange(directive.Locations);
                break;
            case TypeDefinitionNode type:
                Add(list, type.Description, type.Name);
                AddTypeBody(list, type);
                break;
            case TypeExtensionNode extension:
                list.Add(extension.Name);
                AddTypeBody(list, extension);
                break;
            case FieldDefinitionNode field:
                Add(list, field.Description, field.Name);
                list.AddRange(field.Arguments);
                list.Add(field.Type);
                list.AddRange(field.Directives);
                break;
            case InputValueDefinitionNode input:
                Add(list, input.Description, input.Name, input.Type, input.DefaultValue);
                list.AddRange(input.Directives);
                break;
            case EnumValueDefinitionNode value:
                Add(list, value.Description, value.Name);
                list.AddRange(value.Directives);
                break;
        }
    }

    private static void AddTypeBody(List<SyntaxNode> list, DefinitionNode type)
    {
        list.AddRange((type as IFieldedSyntax)?.Interfaces ?? []);
        list.AddRange(type.Directives);
        list.AddRange((IEnumerable<SyntaxNode>?)(type as IFieldedSyntax)?.Fields ?? []);
        list.AddRange((IEnumerable<SyntaxNode>?)(type as IInputObjectSyntax)?.Fields ?? []);
        list.AddRange((type as IEnumSyntax)?.Values ?? []);
        list.AddRange((type as IUnionSyntax)?.Types ?? []);
    }

    private static void AddCoordinate(List<SyntaxNode> list, SchemaCoordinateNode coordinate)
    {
        list.Add(coordinate.Name);
        switch (coordinate)
        {
            case MemberCoordinateNode member:
                list.Add(member.MemberName);
                break;
            case ArgumentCoordinateNode argument:
                Add(list, argument.FieldName, argument.ArgumentName);
                break;
            case DirectiveArgumentCoordinateNode argument:
                list.Add(argument.ArgumentName);
                break;
        }
    }

    private static void Add(List<SyntaxNode> list, params ReadOnlySpan<SyntaxNode?> nodes)
    {
        foreach (var node in nodes)
        {
            if (node is not null)
            {
                list.Add(node);
            }
        }
    }
}
