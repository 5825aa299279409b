namespace CarePlatform.GraphQL;

/// <summary>A rule that looks at the nodes of some kinds while a document is walked.</summary>
internal abstract class ValidationRule
{
    private readonly ulong _kinds;

    /// <summary>A rule that is shown nodes of these kinds; of all kinds when none is named.</summary>
    protected ValidationRule(ValidationContext context, params ReadOnlySpan<SyntaxKind> kinds)
    {
        Context = context;
        foreach (var kind in kinds)
        {
            _kinds |= 1UL << (int)kind;
        }

        _kinds = kinds.IsEmpty ? ulong.MaxValue : _kinds;
    }

    protected ValidationContext Context { get; }

    protected TypeTracker Types => Context.Types;

    public bool Wants(SyntaxKind kind) => (_kinds & (1UL << (int)kind)) != 0;

    /// <summary>Called before the children of a node.</summary>
    public virtual void Enter(SyntaxNode node)
    {
    }

    /// <summary>Called after the children of a node.</summary>
    public virtual void Leave(SyntaxNode node)
    {
    }

    protected void Report(string message, params IReadOnlyList<SyntaxNode?> nodes) => Context.Report(new GraphQLError(message, nodes));
}
