namespace CarePlatform.GraphQL;

/// <summary>Types that a document names exist in the schema or in the document.</summary>
internal sealed class KnownTypeNames : ValidationRule
{
    private readonly HashSet<string> _defined;

    public KnownTypeNames(ValidationContext context)
        : base(context, SyntaxKind.NamedType) =>
        _defined = context.Document.Definitions.OfType<TypeDefinitionNode>().Select(type => type.Name.Value).ToHashSet(StringComparer.Ordinal);

    public override void Enter(SyntaxNode node)
    {
        var name = ((NamedTypeNode)node).Name.Value;
        if (_defined.Contains(name) || Context.SchemaOrNone?.FindType(name) is not null)
        {
            return;
        }

        var definesTypes = Context.Path.Count > 1 && Context.Path[1] is not ExecutableDefinitionNode;
        if (definesTypes && StandardTypes.Contains(name))
        {
            return;
        }

        var names = (Context.SchemaOrNone?.Types ?? []).Select(type => type.Name).Concat(_defined).Concat(definesTypes ? StandardTypes.Names : []);
        Report($"Unknown type \"{name}\".{Wording.DidYouMean(Suggestions.For(name, names))}", node);
    }
}
