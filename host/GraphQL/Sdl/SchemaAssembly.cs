namespace CarePlatform.GraphQL;

/// <summary>Makes the parts of a schema from the definitions and extensions of a document, and of a schema that they extend.</summary>
internal sealed class SchemaAssembly
{
    private readonly Schema? _extended;
    private readonly IReadOnlyList<DefinitionNode> _definitions;
    private readonly TypeAssembly _types;

    public SchemaAssembly(DocumentNode document, Schema? extended, IReadOnlyList<ScalarType> scalars)
    {
        _extended = extended;
        _definitions = document.Definitions;
        _types = new TypeAssembly(_definitions, extended, scalars);
    }

    public SchemaBlueprint ToBlueprint()
    {
        var syntax = _definitions.OfType<SchemaDefinitionNode>().FirstOrDefault();
        var extensions = _definitions.OfType<SchemaExtensionNode>().ToList();
        var roots = RootsOf(syntax, extensions);
        return new SchemaBlueprint
        {
            Query = roots.GetValueOrDefault(OperationKind.Query),
            Mutation = roots.GetValueOrDefault(OperationKind.Mutation),
            Subscription = roots.GetValueOrDefault(OperationKind.Subscription),
            Types = _types.All,
            Directives = Directives(),
            Description = syntax?.Description?.Value ?? _extended?.Description,
            Syntax = syntax ?? _extended?.Syntax,
            ExtensionSyntax = [.. _extended?.ExtensionSyntax ?? [], .. extensions],
        };
    }

    private Dictionary<OperationKind, NamedType> RootsOf(SchemaDefinitionNode? syntax, List<SchemaExtensionNode> extensions)
    {
        var roots = new Dictionary<OperationKind, NamedType>();
        foreach (var operation in Enum.GetValues<OperationKind>())
        {
            var root = _extended?.RootOf(operation) is { } existing ? (NamedType)_types.Replace(existing) : null;
            root ??= _extended is null && syntax is null ? _types.Find(operation.ToString()) : null;
            if (root is not null)
            {
                roots[operation] = root;
            }
        }

        foreach (var operation in (syntax?.OperationTypes ?? []).Concat(extensions.SelectMany(extension => extension.OperationTypes)))
        {
            roots[operation.Operation] = _types.Get(operation.Type);
        }

        return roots;
    }

    private List<Directive> Directives()
    {
        var existing = _extended?.Directives.Select(_types.Replace) ?? [];
        var directives = existing.Concat(_definitions.OfType<DirectiveDefinitionNode>().Select(_types.Make)).ToList();
        if (_extended is null)
        {
            directives.AddRange(StandardDirectives.All.Where(standard => directives.All(directive => directive.Name != standard.Name)));
        }

        return directives;
    }
}
