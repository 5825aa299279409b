namespace CarePlatform.GraphQL;

/// <summary>
/// What was resolved before the response is written, kept by columns: for each plan with such fields its parents, and for each
/// such field a link for every parent. Memory is a few pooled arrays for a request, not an object for each value.
/// </summary>
internal sealed class ResolvedValues(OperationPlan plan, int maxValues)
{
    private readonly PooledList<object>[] _parents = plan.ColumnCount == 0 ? [] : new PooledList<object>[plan.Objects.Length];
    private readonly PooledList<PathNode?>[] _paths = plan.ColumnCount == 0 ? [] : new PooledList<PathNode?>[plan.Objects.Length];
    private readonly PooledList<Link>[] _columns = plan.ColumnCount == 0 ? [] : new PooledList<Link>[plan.ColumnCount];
    private PooledList<object> _values;
    private PooledList<Link> _items;
    private int _count;

    public int ParentCount(ObjectPlan objects) => _parents[objects.Index].Count;

    public object ParentAt(ObjectPlan objects, int ordinal) => _parents[objects.Index][ordinal];

    public PathNode? PathAt(ObjectPlan objects, int ordinal) => objects.NeedsPath ? _paths[objects.Index][ordinal] : null;

    public object ParentOf(Link link) => _parents[link.Plan][link.Index];

    public object ValueOf(Link link) => _values[link.Index];

    public Link ItemOf(Link list, int index) => _items[list.Index + index];

    public Link ValueOf(FieldPlan field, int ordinal) => _columns[field.Column][ordinal];

    public void SetValue(FieldPlan field, int ordinal, Link link) => _columns[field.Column][ordinal] = link;

    public Link Keep(LinkKind kind, object value, int plan = 0)
    {
        _values.Add(value);
        return new Link(kind, _values.Count - 1, plan);
    }

    public Link ReserveList(int count)
    {
        Count(count);
        return new(LinkKind.List, _items.Reserve(count), Count: count);
    }

    public void SetItem(Link list, int index, Link item) => _items[list.Index + index] = item;

    /// <summary>Keeps a parent and what can be read from it at once; its other fields wait for the next wave.</summary>
    public Link AddParent(ObjectPlan objects, object parent, PathNode? path, ExecutionRun run)
    {
        var link = AddParentOnly(objects, parent, path);
        foreach (var field in objects.StoredFields)
        {
            if (field.Synchronous is not null)
            {
                Read(field, link.Index, run);
            }
        }

        return link;
    }

    /// <summary>Keeps a parent without reading any of its fields.</summary>
    public Link AddParentOnly(ObjectPlan objects, object parent, PathNode? path)
    {
        Count(1);
        ref var parents = ref _parents[objects.Index];
        parents.Add(parent);
        if (objects.NeedsPath)
        {
            _paths[objects.Index].Add(path);
        }

        foreach (var field in objects.StoredFields)
        {
            _columns[field.Column].Reserve(1);
            _columns[field.Column][parents.Count - 1] = default;
        }

        return new Link(LinkKind.Object, parents.Count - 1, objects.Index);
    }

    /// <summary>Reads a synchronous field of a kept parent, and keeps what below it has to be resolved.</summary>
    public void Read(FieldPlan field, int ordinal, ExecutionRun run)
    {
        if (run.RefusalOf(field) is not null)
        {
            return;
        }

        Link link;
        try
        {
            var value = field.Synchronous!.Read(ParentAt(field.Parent, ordinal), field, run);
            link = Complete(field, ordinal, value, run);
        }
        catch (Exception exception) when (!run.IsFatal(exception))
        {
            link = Keep(LinkKind.Failed, exception);
        }

        SetValue(field, ordinal, link);
    }

    /// <summary>What to keep of a value that a resolver gave.</summary>
    public Link Complete(FieldPlan field, int ordinal, object? value, ExecutionRun run) =>
        field.Completion.Keep(
            value,
            field,
            field.Completion.Selection is { NeedsPath: true } ? new PathNode(PathAt(field.Parent, ordinal), field.ResponseKey) : null,
            run);

    private void Count(int more)
    {
        if (more > maxValues - _count)
        {
            throw new ResponseTooLargeException(maxValues, "objects and list items");
        }

        _count += more;
    }

    /// <summary>Gives the arrays back.</summary>
    public void Return()
    {
        _values.Return();
        _items.Return();
        for (var i = 0; i < _parents.Length; i++)
        {
            _parents[i].Return();
            _paths[i].Return();
        }

        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Return();
        }
    }
}
