namespace CarePlatform.GraphQL;

internal sealed partial class SyntaxWriter
{
    private void WriteExecutable(SyntaxNode node)
    {
        switch (node)
        {
            case OperationDefinitionNode operation:
                WriteOperation(operation);
                break;
            case FragmentDefinitionNode fragment:
                WriteDescription(fragment.Description);
                _text.Write($"fragment {fragment.Name.Value} on {fragment.TypeCondition.Name.Value}");
                WriteDirectives(fragment.Directives);
                WriteBlock(fragment.SelectionSet.Selections);
                break;
            case VariableDefinitionNode variable:
                WriteDescription(variable.Description);
                _text.Write($"${variable.Variable.Name.Value}: ");
                WriteType(variable.Type);
                WriteDefault(variable.DefaultValue);
                WriteDirectives(variable.Directives);
                break;
            case SelectionSetNode selections:
                WriteBlock(selections.Selections, lead: "");
                break;
            case FieldNode field:
                WriteField(field);
                break;
            case FragmentSpreadNode spread:
                _text.Write("...");
                _text.Write(spread.Name.Value);
                WriteDirectives(spread.Directives);
                break;
            case InlineFragmentNode inline:
                _text.Write(inline.TypeCondition is { } condition ? $"... on {condition.Name.Value}" : "...");
                WriteDirectives(inline.Directives);
                WriteBlock(inline.SelectionSet.Selections);
                break;
        }
    }

    private void WriteOperation(OperationDefinitionNode operation)
    {
        var isShorthand = operation is
        {
            Operation: OperationKind.Query,
            Name: null,
            Description: null,
            VariableDefinitions.Count: 0,
            Directives.Count: 0,
        };
        if (isShorthand)
        {
            WriteBlock(operation.SelectionSet.Selections, lead: "");
            return;
        }

        WriteDescription(operation.Description);
        _text.Write(WordOf(operation.Operation));
        if (operation.Name is not null || operation.VariableDefinitions.Count > 0)
        {
            _text.Write(" ");
            _text.Write(operation.Name?.Value);
        }

        WriteParameters(operation.VariableDefinitions);
        WriteDirectives(operation.Directives);
        WriteBlock(operation.SelectionSet.Selections);
    }

    private void WriteField(FieldNode field)
    {
        var start = _text.Written;
        if (field.Alias is { } alias)
        {
            _text.Write(alias.Value);
            _text.Write(": ");
        }

        _text.Write(field.Name.Value);
        var behindName = _text.Remember();
        WriteBracketed("(", field.Arguments, ")");
        if (_text.Written - start > LineLength && field.Arguments.Count > 0)
        {
            _text.Return(behindName);
            WriteLines("(", field.Arguments, ")");
        }

        WriteDirectives(field.Directives);
        if (field.SelectionSet is { } selections)
        {
            WriteBlock(selections.Selections);
        }
    }

    /// <summary>Variables or arguments in one line, or each in its own when one of them needs several.</summary>
    private void WriteParameters<T>(IReadOnlyList<T> parameters)
        where T : SyntaxNode
    {
        var start = _text.Remember();
        WriteBracketed("(", parameters, ")");
        if (_text.Lines > start.Lines)
        {
            _text.Return(start);
            WriteLines("(", parameters, ")");
        }
    }

    private void WriteDefault(ValueNode? value)
    {
        if (value is not null)
        {
            _text.Write(" = ");
            WriteValue(value);
        }
    }

    private static string WordOf(OperationKind operation) => operation switch
    {
        OperationKind.Query => "query",
        OperationKind.Mutation => "mutation",
        _ => "subscription",
    };
}
