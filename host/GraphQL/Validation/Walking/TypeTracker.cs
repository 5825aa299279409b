namespace CarePlatform.GraphQL;

/// <summary>Knows, while a document is walked, which types and definitions of the schema belong to the place that was reached.</summary>
internal sealed class TypeTracker
{
    private readonly Schema _schema;
    private readonly List<GraphType?> _types = [];
    private readonly List<CompositeType?> _parents = [];
    private readonly List<Field?> _fields = [];
    private readonly List<(GraphType? Type, bool HasDefault)> _inputs = [];

    public TypeTracker(Schema schema) => _schema = schema;

    /// <summary>The output type of the field, fragment or operation.</summary>
    public GraphType? Type => Last(_types);

    /// <summary>The type whose fields are selected.</summary>
    public CompositeType? Parent => Last(_parents);

    /// <summary>The definition of the selected field.</summary>
    public Field? Field => Last(_fields);

    /// <summary>The type that a value must have.</summary>
    public GraphType? Input => _inputs.Count > 0 ? _inputs[^1].Type : null;

    /// <summary>The type that the list or object around a value must have.</summary>
    public GraphType? ParentInput => _inputs.Count > 1 ? _inputs[^2].Type : null;

    /// <summary>Whether the place of a value has a default.</summary>
    public bool HasDefault => _inputs.Count > 0 && _inputs[^1].HasDefault;

    /// <summary>The definition of the directive inside which the walk is.</summary>
    public Directive? Directive { get; private set; }

    /// <summary>The definition of the argument inside which the walk is.</summary>
    public InputValue? Argument { get; private set; }

    public void Enter(SyntaxNode node)
    {
        switch (node)
        {
            case SelectionSetNode:
                _parents.Add(Type?.Innermost as CompositeType);
                break;
            case FieldNode field:
                var definition = Parent is { } parent ? _schema.FindField(parent, field.Name.Value) : null;
                _fields.Add(definition);
                _types.Add(Output(definition?.Type));
                break;
            case OperationDefinitionNode operation:
                _types.Add(_schema.RootOf(operation.Operation) as ObjectType);
                break;
            case InlineFragmentNode inline:
                _types.Add(Output(inline.TypeCondition is { } condition ? _schema.FindType(condition) : Type?.Innermost));
                break;
            case FragmentDefinitionNode fragment:
                _types.Add(Output(_schema.FindType(fragment.TypeCondition)));
                break;
            case DirectiveNode directive:
                Directive = _schema.FindDirective(directive.Name.Value);
                break;
            case VariableDefinitionNode variable:
                _inputs.Add((InputType(_schema.FindType(variable.Type)), false));
                break;
            case ArgumentNode argument:
                Argument = Directive is not null ? Directive.FindArgument(argument.Name.Value) : Field?.FindArgument(argument.Name.Value);
                _inputs.Add((InputType(Argument?.Type), Argument?.Default is not null));
                break;
            case ListValueNode:
                _inputs.Add((Input?.Nullable is ListType list ? list.Of : Input?.Nullable, false));
                break;
            case ObjectFieldNode part:
                var inputField = (Input?.Innermost as InputObjectType)?.FindField(part.Name.Value);
                _inputs.Add((InputType(inputField?.Type), inputField?.Default is not null));
                break;
        }
    }

    public void Leave(SyntaxNode node)
    {
        switch (node)
        {
            case SelectionSetNode:
                RemoveLast(_parents);
                break;
            case FieldNode:
                RemoveLast(_fields);
                RemoveLast(_types);
                break;
            case OperationDefinitionNode or InlineFragmentNode or FragmentDefinitionNode:
                RemoveLast(_types);
                break;
            case DirectiveNode:
                Directive = null;
                break;
            case ArgumentNode:
                Argument = null;
                RemoveLast(_inputs);
                break;
            case VariableDefinitionNode or ListValueNode or ObjectFieldNode:
                RemoveLast(_inputs);
                break;
        }
    }

    private static GraphType? Output(GraphType? type) => type is { IsOutput: true } ? type : null;

    private static GraphType? InputType(GraphType? type) => type is { IsInput: true } ? type : null;

    private static T? Last<T>(List<T?> stack)
        where T : class => stack.Count > 0 ? stack[^1] : null;

    private static void RemoveLast<T>(List<T> stack) => stack.RemoveAt(stack.Count - 1);
}
