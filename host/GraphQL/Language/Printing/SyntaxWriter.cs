namespace CarePlatform.GraphQL;

/// <summary>Writes nodes of every kind. Nothing recurses but nested selections and values, whose depth the parser limits.</summary>
internal sealed partial class SyntaxWriter
{
    private const int LineLength = 80;

    private readonly IndentedText _text = new();

    public override string ToString() => _text.ToString();

    public void Write(SyntaxNode node)
    {
        switch (node)
        {
            case DocumentNode document:
                WriteList(document.Definitions, "\n\n");
                break;
            case ExecutableDefinitionNode or SelectionNode or SelectionSetNode or VariableDefinitionNode:
                WriteExecutable(node);
                break;
            case ValueNode value:
                WriteValue(value);
                break;
            case TypeNode type:
                WriteType(type);
                break;
            case SchemaCoordinateNode coordinate:
                WriteCoordinate(coordinate);
                break;
            case NameNode name:
                _text.Write(name.Value);
                break;
            case ArgumentNode argument:
                WriteNamed(argument.Name, argument.Value);
                break;
            case ObjectFieldNode field:
                WriteNamed(field.Name, field.Value);
                break;
            case DirectiveNode directive:
                _text.Write("@");
                _text.Write(directive.Name.Value);
                WriteBracketed("(", directive.Arguments, ")");
                break;
            default:
                WriteTypeSystem(node);
                break;
        }
    }

    private void WriteNamed(NameNode name, SyntaxNode value)
    {
        _text.Write(name.Value);
        _text.Write(": ");
        Write(value);
    }

    private void WriteDescription(StringValueNode? description)
    {
        if (description is not null)
        {
            WriteValue(description);
            _text.Write("\n");
        }
    }

    private void WriteDirectives(IReadOnlyList<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            _text.Write(" ");
            Write(directive);
        }
    }

    private void WriteList<T>(IReadOnlyList<T> nodes, string separator)
        where T : SyntaxNode
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            if (i > 0)
            {
                _text.Write(separator);
            }

            Write(nodes[i]);
        }
    }

    private void WriteBracketed<T>(string open, IReadOnlyList<T> nodes, string close)
        where T : SyntaxNode
    {
        if (nodes.Count > 0)
        {
            _text.Write(open);
            WriteList(nodes, ", ");
            _text.Write(close);
        }
    }

    /// <summary>Nodes in lines of their own between two braces; nothing where there are none.</summary>
    private void WriteBlock<T>(IReadOnlyList<T> nodes, string lead = " ")
        where T : SyntaxNode
    {
        if (nodes.Count > 0)
        {
            _text.Write(lead);
            WriteLines("{", nodes, "}");
        }
    }

    private void WriteLines<T>(string open, IReadOnlyList<T> nodes, string close)
        where T : SyntaxNode
    {
        _text.Write(open);
        _text.Indent();
        foreach (var node in nodes)
        {
            _text.Write("\n");
            Write(node);
        }

        _text.Outdent();
        _text.Write("\n");
        _text.Write(close);
    }

    private void WriteType(TypeNode type)
    {
        switch (type)
        {
            case NonNullTypeNode nonNull:
                WriteType(nonNull.Type);
                _text.Write("!");
                break;
            case ListTypeNode list:
                _text.Write("[");
                WriteType(list.Type);
                _text.Write("]");
                break;
            case NamedTypeNode named:
                _text.Write(named.Name.Value);
                break;
        }
    }

    private void WriteCoordinate(SchemaCoordinateNode coordinate) => _text.Write(coordinate switch
    {
        MemberCoordinateNode member => $"{member.Name.Value}.{member.MemberName.Value}",
        ArgumentCoordinateNode argument => $"{argument.Name.Value}.{argument.FieldName.Value}({argument.ArgumentName.Value}:)",
        DirectiveCoordinateNode directive => $"@{directive.Name.Value}",
        DirectiveArgumentCoordinateNode argument => $"@{argument.Name.Value}({argument.ArgumentName.Value}:)",
        _ => coordinate.Name.Value,
    });
}
