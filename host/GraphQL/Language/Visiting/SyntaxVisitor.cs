namespace CarePlatform.GraphQL;

/// <summary>What a visitor wants next.</summary>
public enum VisitResult
{
    /// <summary>Go on with the children.</summary>
    Continue,

    /// <summary>Leave the children of this node out.</summary>
    SkipChildren,

    /// <summary>End the whole visit.</summary>
    Stop,
}

/// <summary>Visits a tree in the order of the document. It keeps its own stack, so that no depth is too deep.</summary>
public abstract class SyntaxVisitor
{
    /// <summary>Visits the node and everything below it.</summary>
    public void Visit(SyntaxNode root)
    {
        var pending = new Stack<(SyntaxNode Node, bool Entered)>();
        var children = new List<SyntaxNode>();
        pending.Push((root, false));
        while (pending.TryPop(out var next))
        {
            if (next.Entered)
            {
                Leave(next.Node);
                continue;
            }

            var result = Enter(next.Node);
            if (result is VisitResult.Stop)
            {
                return;
            }

            pending.Push((next.Node, true));
            if (result is VisitResult.SkipChildren)
            {
                continue;
            }

            children.Clear();
            SyntaxChildren.AddTo(children, next.Node);
            for (var i = children.Count - 1; i >= 0; i--)
            {
                pending.Push((children[i], false));
            }
        }
    }

    /// <summary>Called before the children of the node.</summary>
    protected virtual VisitResult Enter(SyntaxNode node) => VisitResult.Continue;

    /// <summary>Called after the children of the node, also when they were left out.</summary>
    protected virtual void Leave(SyntaxNode node)
    {
    }
}
