namespace CarePlatform.GraphQL;

/// <summary>What rules know of the document, and where they report.</summary>
internal sealed class ValidationContext : IWalkListener
{
    private readonly int _maxErrors;
    private readonly List<GraphQLError> _errors = [];
    private readonly DocumentWalk _walk = new();
    private readonly TypeTracker? _types;
    private ValidationRule[] _rules = [];

    public ValidationContext(DocumentNode document, Schema? schema, int maxErrors, bool tracksTypes)
    {
        Document = document;
        SchemaOrNone = schema;
        _maxErrors = maxErrors;
        _types = tracksTypes ? new TypeTracker(Schema) : null;
        Fragments = new FragmentGraph(document);
        Variables = new VariableUsages(this);
    }

    public DocumentNode Document { get; }

    /// <summary>The schema that the document is for.</summary>
    public Schema Schema => SchemaOrNone ?? throw new InvalidOperationException("The document is checked without a schema.");

    /// <summary>The schema; null where a document that defines one from nothing is checked.</summary>
    public Schema? SchemaOrNone { get; }

    /// <summary>Whether the document is executable, so that types are followed.</summary>
    public bool TracksTypes => _types is not null;

    public TypeTracker Types => _types ?? throw new InvalidOperationException("Types are followed in executable documents only.");

    public FragmentGraph Fragments { get; }

    public VariableUsages Variables { get; }

    public ValidationOptions Options { get; init; } = ValidationOptions.Default;

    /// <summary>The nodes around the place that was reached, the outermost first, the node itself last.</summary>
    public IReadOnlyList<SyntaxNode> Path => _walk.Path;

    /// <summary>Whether so many errors were found that the rest of the document does not matter.</summary>
    public bool IsFull => _errors.Count > _maxErrors;

    public void Report(GraphQLError error)
    {
        if (_errors.Count < _maxErrors)
        {
            _errors.Add(error);
        }
        else if (!IsFull)
        {
            _errors.Add(new GraphQLError("Too many validation errors, error limit reached. Validation aborted."));
        }
    }

    public IReadOnlyList<GraphQLError> Run(ValidationRule[] rules)
    {
        _rules = rules;
        _walk.Through(Document, this);
        return _errors;
    }

    bool IWalkListener.Enter(SyntaxNode node)
    {
        if (IsFull)
        {
            return false;
        }

        _types?.Enter(node);
        foreach (var rule in _rules)
        {
            if (rule.Wants(node.Kind))
            {
                rule.Enter(node);
            }
        }

        return !IsFull;
    }

    void IWalkListener.Leave(SyntaxNode node)
    {
        if (IsFull)
        {
            return;
        }

        foreach (var rule in _rules)
        {
            if (rule.Wants(node.Kind))
            {
                rule.Leave(node);
            }
        }

        _types?.Leave(node);
    }
}
