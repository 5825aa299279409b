namespace CarePlatform.Messaging;

/// <summary>
/// What a lane has read and not yet handled. While it is fed, the tail adds what is new; when it overflows it is cut off, and the
/// lane reads for itself until it has caught up with the tail. Its members are called under the tail's lock.
/// </summary>
internal sealed class LaneQueue(Lease lease, Subscriber subscriber, int capacity)
{
    private readonly Queue<LoggedEvent> _events = new();
    private readonly Dictionary<Guid, int> _waiting = [];
    private readonly Dictionary<Guid, long> _left = [];

    public string Subscriber => subscriber.Name;

    public Signal Wake { get; } = new();

    /// <summary>Whether the tail adds what is new.</summary>
    public bool Fed { get; private set; }

    /// <summary>Everything up to here that concerns the lane was handled or lies in the queue.</summary>
    public long ReadTo { get; private set; } = lease.Position;

    public bool IsEmpty => _events.Count == 0;

    /// <summary>When the first event that waits here was appended.</summary>
    public DateTimeOffset? Oldest => _events.TryPeek(out var first) ? first.AppendedAt : null;

    public bool Hears(string type) => subscriber.Hears(type);

    public bool IsOfLane(LoggedEvent logged) => logged.Slot % lease.Lanes == lease.Lane;

    /// <summary>Starts the feed when nothing lies between what the lane has read and the tail.</summary>
    public bool TryFeed(long tail) => Fed = Fed || ReadTo >= tail;

    /// <summary>Notes that the tail lost sight of the log: what was read may be worth nothing, so the lane starts again.</summary>
    public void CutOff()
    {
        Fed = false;
        IsStale = true;
        Wake.Set();
    }

    /// <summary>Whether the lane must start again from what the database knows.</summary>
    public bool IsStale { get; private set; }

    /// <summary>The tenants whose events are left to their detours.</summary>
    public Guid[] Detours => [.. _left.Keys];

    /// <summary>Adds what the lane, not being fed, has read for itself without the tenants on a detour.</summary>
    public void Add(List<LoggedEvent> read, long to)
    {
        foreach (var logged in read.Where(e => !_left.ContainsKey(e.Tenant)))
        {
            Enqueue(logged);
        }

        ReadTo = Math.Max(ReadTo, to);
        foreach (var tenant in Detours)
        {
            _left[tenant] = ReadTo;
        }
    }

    /// <summary>Leaves a tenant's events to its detour, those that wait here included.</summary>
    public void Leave(Guid tenant)
    {
        var others = _events.Where(e => e.Tenant != tenant).ToList();
        _events.Clear();
        others.ForEach(_events.Enqueue);
        _waiting.Remove(tenant);
        _left[tenant] = ReadTo;
    }

    /// <summary>Whether the queue has left no event to the tenant's detour that lies behind <paramref name="position"/>.</summary>
    public bool LeftNothingBehind(Guid tenant, long position) => _left[tenant] <= position;

    /// <summary>Takes a tenant's events again from here on.</summary>
    public void Rejoin(Guid tenant) => _left.Remove(tenant);

    /// <summary>
    /// A tenant that has at least <paramref name="many"/> events waiting here while others have some as well, or may have some that were
    /// not read yet; with the first of its events.
    /// </summary>
    public LoggedEvent? Noisy(int many)
    {
        if (_events.Count < many || (Fed && _waiting.Count == 1))
        {
            return null;
        }

        foreach (var (tenant, waiting) in _waiting)
        {
            if (waiting >= many)
            {
                return _events.First(e => e.Tenant == tenant);
            }
        }

        return null;
    }

    /// <summary>Offers what is new at the tail.</summary>
    public void Offer(LoggedEvent logged)
    {
        if (!Fed || logged.Position <= ReadTo)
        {
            return;
        }

        if (_left.ContainsKey(logged.Tenant))
        {
            _left[logged.Tenant] = ReadTo = logged.Position;
            Wake.Set();
            return;
        }

        if (_events.Count >= capacity)
        {
            Fed = false;
            return;
        }

        Enqueue(logged);
        ReadTo = logged.Position;
        Wake.Set();
    }

    /// <summary>Notes that nothing up to <paramref name="to"/> is left to offer.</summary>
    public void Passed(long to)
    {
        if (Fed)
        {
            ReadTo = Math.Max(ReadTo, to);
        }
    }

    /// <summary>Takes the next events and the position that the lane reaches with them; null when there are none.</summary>
    public LaneBatch? Take(int atMost)
    {
        if (_events.Count == 0)
        {
            return null;
        }

        var taken = new LoggedEvent[Math.Min(atMost, _events.Count)];
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i] = Dequeue();
        }

        return new LaneBatch(taken, _events.Count == 0 ? ReadTo : taken[^1].Position);
    }

    /// <summary>Forgets what was read and starts again at <paramref name="position"/>, without the tenants on a detour.</summary>
    public void Restart(long position, IEnumerable<Guid> detours)
    {
        _events.Clear();
        _waiting.Clear();
        _left.Clear();
        foreach (var tenant in detours)
        {
            _left[tenant] = position;
        }

        Fed = false;
        IsStale = false;
        ReadTo = position;
    }

    private void Enqueue(LoggedEvent logged)
    {
        _events.Enqueue(logged);
        _waiting[logged.Tenant] = _waiting.GetValueOrDefault(logged.Tenant) + 1;
    }

    private LoggedEvent Dequeue()
    {
        var logged = _events.Dequeue();
        if (--_waiting[logged.Tenant] is 0)
        {
            _waiting.Remove(logged.Tenant);
        }

        return logged;
    }
}

/// <summary>Events of one lane in their order, and the position that the lane reaches when they have taken effect.</summary>
internal sealed record LaneBatch(IReadOnlyList<LoggedEvent> Events, long To);
