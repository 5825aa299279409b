using System.Globalization;

namespace CarePlatform.GraphQL;

/// <summary>
/// What of a response is to come: which fragments wait for which, what of them is resolved, and what the client was told. It is used
/// by one thread at a time.
/// </summary>
internal sealed class DeliveryGraph
{
    private int _nextId;
    private int _open;

    /// <summary>Whether the client waits for something.</summary>
    public bool HasNext => _open > 0;

    /// <summary>Fields that can be resolved now.</summary>
    public List<GroupRecord> ReadyGroups { get; } = [];

    /// <summary>Streams from which items can be read now.</summary>
    public List<StreamRecord> ReadyStreams { get; } = [];

    /// <summary>Adds what was found in something that the client gets with this payload, and announces what can be announced.</summary>
    public void Add(IReadOnlyList<PartRecord> found, Payload payload)
    {
        var roots = new List<FragmentRecord>();
        AddGroups(found, roots);
        foreach (var root in roots)
        {
            Announce(root, payload);
        }

        AnnounceStreams(found, payload);
    }

    /// <summary>Takes what came of fields.</summary>
    public void Finish(GroupRecord group, PartResult result, Payload payload)
    {
        group.Result = result;
        if (result.Data is not null)
        {
            // They belong to fragments around the group, or to fragments inside those: all of these are announced later.
            AddGroups(result.Found, []);
        }

        foreach (var fragment in group.Fragments)
        {
            fragment.Unresolved--;
            fragment.Failure ??= result.Data is null ? result.Errors : null;
            if (fragment.State is FragmentState.Announced)
            {
                DeliverOrFail(fragment, payload);
            }
        }
    }

    /// <summary>Takes items of a stream.</summary>
    public void Finish(StreamRecord stream, ItemsResult result, Payload payload)
    {
        stream.Next += result.Count;
        if (result.Items is { } items)
        {
            payload.AddItems(stream.Id, items);
            Add(items.Found, payload);
        }

        if (result.IsLast)
        {
            _open--;
            payload.Complete(stream.Id, result.Failure);
        }
        else
        {
            ReadyStreams.Add(stream);
        }
    }

    private static void Link(FragmentRecord fragment, List<FragmentRecord> roots)
    {
        for (var inner = fragment; !inner.IsLinked; inner = inner.Parent)
        {
            inner.IsLinked = true;
            if (inner.Parent is null)
            {
                roots.Add(inner);
                return;
            }

            inner.Parent.Children.Add(inner);
        }
    }

    private void AddGroups(IReadOnlyList<PartRecord> found, List<FragmentRecord> roots)
    {
        foreach (var group in found.OfType<GroupRecord>())
        {
            foreach (var fragment in group.Fragments)
            {
                fragment.Groups.Add(group);
                fragment.Unresolved++;
                Link(fragment, roots);
                if (fragment.State is FragmentState.Announced)
                {
                    Start(group);
                }
            }
        }
    }

    private void Start(GroupRecord group)
    {
        if (!group.IsStarted)
        {
            group.IsStarted = true;
            ReadyGroups.Add(group);
        }
    }

    /// <summary>Tells the client of a fragment; one without fields of its own gives its place to those inside it.</summary>
    private void Announce(FragmentRecord root, Payload payload)
    {
        var next = new Stack<FragmentRecord>([root]);
        while (next.TryPop(out var fragment))
        {
            if (fragment.Groups.Count == 0)
            {
                fragment.State = FragmentState.Delivered;
                PushAll(next, fragment.Children);
                continue;
            }

            fragment.State = FragmentState.Announced;
            fragment.Id = NextId();
            payload.Announce(fragment.Id, fragment.Path, fragment.Label);
            fragment.Groups.ForEach(Start);
            DeliverOrFail(fragment, payload);
        }
    }

    private void AnnounceStreams(IReadOnlyList<PartRecord> found, Payload payload)
    {
        foreach (var stream in found.OfType<StreamRecord>())
        {
            stream.Id = NextId();
            payload.Announce(stream.Id, stream.Path, stream.Plan.Label);
            ReadyStreams.Add(stream);
        }
    }

    private string NextId()
    {
        _open++;
        return _nextId++.ToString(CultureInfo.InvariantCulture);
    }

    private void DeliverOrFail(FragmentRecord fragment, Payload payload)
    {
        if (fragment.Failure is { } errors)
        {
            fragment.State = FragmentState.Failed;
            _open--;
            payload.Complete(fragment.Id, errors);
        }
        else if (fragment.Unresolved == 0)
        {
            Deliver(fragment, payload);
        }
    }

    private void Deliver(FragmentRecord fragment, Payload payload)
    {
        var streams = new List<PartRecord>();
        foreach (var group in fragment.Groups.Where(group => !group.IsDelivered))
        {
            group.IsDelivered = true;
            var nearest = NearestOf(group, fragment);
            payload.AddFields(nearest.Id, [.. group.Path.Skip(nearest.Path.Count)], group.Result!);
            streams.AddRange(group.Result!.Found);
        }

        fragment.State = FragmentState.Delivered;
        _open--;
        payload.Complete(fragment.Id);
        foreach (var child in fragment.Children)
        {
            Announce(child, payload);
        }

        AnnounceStreams(streams, payload);
    }

    /// <summary>The fragment that the client knows and whose object is nearest to the fields.</summary>
    private static FragmentRecord NearestOf(GroupRecord group, FragmentRecord delivered)
    {
        foreach (var fragment in group.Fragments)
        {
            if (fragment.State is FragmentState.Announced && fragment.Path.Count > delivered.Path.Count)
            {
                delivered = fragment;
            }
        }

        return delivered;
    }

    private static void PushAll(Stack<FragmentRecord> next, List<FragmentRecord> children)
    {
        for (var i = children.Count - 1; i >= 0; i--)
        {
            next.Push(children[i]);
        }
    }
}
