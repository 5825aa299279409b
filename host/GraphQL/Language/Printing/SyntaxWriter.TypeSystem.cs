namespace CarePlatform.GraphQL;

internal sealed partial class SyntaxWriter
{
    private void WriteTypeSystem(SyntaxNode node)
    {
        switch (node)
        {
            case SchemaDefinitionNode schema:
                WriteDescription(schema.Description);
                _text.Write("schema");
                WriteDirectives(schema.Directives);
                WriteBlock(schema.OperationTypes);
                break;
            case SchemaExtensionNode schema:
                _text.Write("extend schema");
                WriteDirectives(schema.Directives);
                WriteBlock(schema.OperationTypes);
                break;
            case OperationTypeDefinitionNode operation:
                _text.Write($"{WordOf(operation.Operation)}: {operation.Type.Name.Value}");
                break;
            case DirectiveDefinitionNode directive:
                WriteDirectiveDefinition(directive);
                break;
            case TypeDefinitionNode type:
                WriteDescription(type.Description);
                WriteTypeBody(type, type.Name);
                break;
            case TypeExtensionNode extension:
                _text.Write("extend ");
                WriteTypeBody(extension, extension.Name);
                break;
            case FieldDefinitionNode field:
                WriteDescription(field.Description);
                _text.Write(field.Name.Value);
                WriteParameters(field.Arguments);
                _text.Write(": ");
                WriteType(field.Type);
                WriteDirectives(field.Directives);
                break;
            case InputValueDefinitionNode input:
                WriteDescription(input.Description);
                WriteNamed(input.Name, input.Type);
                WriteDefault(input.DefaultValue);
                WriteDirectives(input.Directives);
                break;
            case EnumValueDefinitionNode value:
                WriteDescription(value.Description);
                _text.Write(value.Name.Value);
                WriteDirectives(value.Directives);
                break;
            default:
                throw new ArgumentException($"There is no text for a node of the kind {node.Kind}.", nameof(node));
        }
    }

    private void WriteTypeBody(DefinitionNode type, NameNode name)
    {
        _text.Write($"{KeywordOf(type)} {name.Value}");
        if (type is IFieldedSyntax { Interfaces.Count: > 0 } implementing)
        {
            _text.Write(" implements ");
            WriteList(implementing.Interfaces, " & ");
        }

        WriteDirectives(type.Directives);
        switch (type)
        {
            case IFieldedSyntax fielded:
                WriteBlock(fielded.Fields);
                break;
            case IInputObjectSyntax input:
                WriteBlock(input.Fields);
                break;
            case IEnumSyntax values:
                WriteBlock(values.Values);
                break;
            case IUnionSyntax { Types.Count: > 0 } union:
                _text.Write(" = ");
                WriteList(union.Types, " | ");
                break;
        }
    }

    private void WriteDirectiveDefinition(DirectiveDefinitionNode directive)
    {
        WriteDescription(directive.Description);
        _text.Write($"directive @{directive.Name.Value}");
        WriteParameters(directive.Arguments);
        _text.Write(directive.Repeatable ? " repeatable on " : " on ");
        WriteList(directive.Locations, " | ");
    }

    private static string KeywordOf(DefinitionNode type) => type switch
    {
        ObjectTypeDefinitionNode or ObjectTypeExtensionNode => "type",
        InterfaceTypeDefinitionNode or InterfaceTypeExtensionNode => "interface",
        UnionTypeDefinitionNode or UnionTypeExtensionNode => "union",
        EnumTypeDefinitionNode or EnumTypeExtensionNode => "enum",
        InputObjectTypeDefinitionNode or InputObjectTypeExtensionNode => "input",
        _ => "scalar",
    };
}
