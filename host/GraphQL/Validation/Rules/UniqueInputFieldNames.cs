namespace CarePlatform.GraphQL;

/// <summary>Each field of an input object literal is given once.</summary>
internal sealed class UniqueInputFieldNames : ValidationRule
{
    private readonly Dictionary<ObjectValueNode, Dictionary<string, NameNode>> _known = [];

    public UniqueInputFieldNames(ValidationContext context)
        : base(context, SyntaxKind.ObjectField)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        var owner = (ObjectValueNode)Context.Path[^2];
        if (owner.Fields.Count < 2)
        {
            return;
        }

        if (!_known.TryGetValue(owner, out var known))
        {
            _known[owner] = known = new Dictionary<string, NameNode>(StringComparer.Ordinal);
        }

        var name = ((ObjectFieldNode)node).Name;
        if (!known.TryAdd(name.Value, name))
        {
            Report($"There can be only one input field named \"{name.Value}\".", known[name.Value], name);
        }
    }
}
