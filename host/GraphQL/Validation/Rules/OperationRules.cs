namespace CarePlatform.GraphQL;

/// <summary>A document that is executed has operations and fragments only.</summary>
internal sealed class ExecutableDefinitions : ValidationRule
{
    public ExecutableDefinitions(ValidationContext context)
        : base(context, SyntaxKind.Document)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        foreach (var definition in ((DocumentNode)node).Definitions)
        {
            var name = definition switch
            {
                ExecutableDefinitionNode => null,
                TypeDefinitionNode type => $"\"{type.Name.Value}\"",
                TypeExtensionNode extension => $"\"{extension.Name.Value}\"",
                DirectiveDefinitionNode directive => $"\"{directive.Name.Value}\"",
                _ => "schema",
            };
            if (name is not null)
            {
                Report($"The {name} definition is not executable.", definition);
            }
        }
    }
}

/// <summary>The schema has a root type for each kind of operation that the document uses.</summary>
internal sealed class OperationTypesExist : ValidationRule
{
    public OperationTypesExist(ValidationContext context)
        : base(context, SyntaxKind.OperationDefinition)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        var operation = ((OperationDefinitionNode)node).Operation;
        if (Context.Schema.RootOf(operation) is null)
        {
            Report($"The {operation.ToString().ToLowerInvariant()} operation is not supported by the schema.", node);
        }
    }
}

/// <summary>Each operation has a name of its own.</summary>
internal sealed class UniqueOperationNames : ValidationRule
{
    private readonly Dictionary<string, NameNode> _known = new(StringComparer.Ordinal);

    public UniqueOperationNames(ValidationContext context)
        : base(context, SyntaxKind.OperationDefinition)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        if (((OperationDefinitionNode)node).Name is { } name && !_known.TryAdd(name.Value, name))
        {
            Report($"There can be only one operation named \"{name.Value}\".", _known[name.Value], name);
        }
    }
}

/// <summary>An operation without a name is alone in its document.</summary>
internal sealed class LoneAnonymousOperation : ValidationRule
{
    private readonly bool _isAlone;

    public LoneAnonymousOperation(ValidationContext context)
        : base(context, SyntaxKind.OperationDefinition) =>
        _isAlone = context.Document.Definitions.Count(definition => definition is OperationDefinitionNode) <= 1;

    public override void Enter(SyntaxNode node)
    {
        if (!_isAlone && ((OperationDefinitionNode)node).Name is null)
        {
            Report("This anonymous operation must be the only defined operation.", node);
        }
    }
}
