using System.Collections;

namespace CarePlatform.GraphQL;

/// <summary>A selection set, and the <c>@defer</c> that it came through.</summary>
internal readonly record struct ScopedSelections(SelectionSetNode Set, DeferUsage? By);

/// <summary>All places of the document that select one response key of an object, and for each the <c>@defer</c> that it came through.</summary>
internal sealed class FieldGroup : IReadOnlyList<FieldNode>
{
    private readonly List<FieldNode> _nodes;
    private List<DeferUsage?>? _deferredBy;

    public FieldGroup(FieldNode node, DeferUsage? by)
    {
        _nodes = [node];
        _deferredBy = by is null ? null : [by];
    }

    private FieldGroup(List<FieldNode> nodes) => _nodes = nodes;

    public int Count => _nodes.Count;

    public FieldNode this[int index] => _nodes[index];

    /// <summary>The same places as if nothing deferred them.</summary>
    public FieldGroup WithoutDeferral => _deferredBy is null ? this : new FieldGroup(_nodes);

    /// <summary>Whether one usage defers all places.</summary>
    public bool IsDeferredOnlyBy(DeferUsage usage) => _deferredBy is not null && _deferredBy.TrueForAll(by => ReferenceEquals(by, usage));

    /// <summary>What defers a place; null for one that nothing defers.</summary>
    public DeferUsage? DeferredBy(int index) => _deferredBy?[index];

    public void Add(FieldNode node, DeferUsage? by)
    {
        if (by is not null && _deferredBy is null)
        {
            _deferredBy = [.. _nodes.Select(_ => (DeferUsage?)null)];
        }

        _nodes.Add(node);
        _deferredBy?.Add(by);
    }

    /// <summary>Whether the same places are deferred in the same way.</summary>
    public bool IsSameAs(FieldGroup other)
    {
        if (Count != other.Count)
        {
            return false;
        }

        for (var i = 0; i < Count; i++)
        {
            if (!ReferenceEquals(this[i], other[i]) || !ReferenceEquals(DeferredBy(i), other.DeferredBy(i)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The selection sets of all places.</summary>
    public IEnumerable<ScopedSelections> SelectionSets()
    {
        for (var i = 0; i < _nodes.Count; i++)
        {
            if (_nodes[i].SelectionSet is { } set)
            {
                yield return new ScopedSelections(set, DeferredBy(i));
            }
        }
    }

    public IEnumerator<FieldNode> GetEnumerator() => _nodes.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
