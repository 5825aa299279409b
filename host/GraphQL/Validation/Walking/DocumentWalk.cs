namespace CarePlatform.GraphQL;

/// <summary>What a walk through a document calls.</summary>
internal interface IWalkListener
{
    /// <summary>Called before the children of a node; false leaves them out.</summary>
    bool Enter(SyntaxNode node);

    /// <summary>Called after the children of a node.</summary>
    void Leave(SyntaxNode node);
}

/// <summary>Walks through a tree in the order of the document, names and descriptions of variables left out, with a stack of its own.</summary>
internal sealed class DocumentWalk
{
    private readonly List<SyntaxNode> _children = [];
    private readonly Stack<(SyntaxNode Node, bool IsOpen)> _pending = new();
    private readonly List<SyntaxNode> _open = [];

    /// <summary>The nodes around the place that was reached, the outermost first, the node itself last.</summary>
    public IReadOnlyList<SyntaxNode> Path => _open;

    public void Through(SyntaxNode root, IWalkListener listener)
    {
        _pending.Push((root, false));
        while (_pending.TryPop(out var next))
        {
            if (next.IsOpen)
            {
                listener.Leave(next.Node);
                _open.RemoveAt(_open.Count - 1);
                continue;
            }

            _open.Add(next.Node);
            _pending.Push((next.Node, true));
            if (!listener.Enter(next.Node))
            {
                continue;
            }

            _children.Clear();
            SyntaxChildren.AddTo(_children, next.Node);
            for (var i = _children.Count - 1; i >= 0; i--)
            {
                if (_children[i] is not NameNode && !IsDescription(_children[i], next.Node))
                {
                    _pending.Push((_children[i], false));
                }
            }
        }
    }

    /// <summary>A description is written as a string, but it is no value of the variable.</summary>
    private static bool IsDescription(SyntaxNode node, SyntaxNode parent) =>
        parent is VariableDefinitionNode variable && ReferenceEquals(variable.Description, node);
}
