namespace CarePlatform.Messaging;

/// <summary>The right to advance one lane, until another host takes it over; the epoch tells holders apart.</summary>
internal sealed record Lease(string Subscriber, int Lane, int Lanes, long Epoch, long Position)
{
    public LaneKey Key => new(Subscriber, Lane);
}

/// <summary>One lane of one subscriber.</summary>
internal readonly record struct LaneKey(string Subscriber, int Lane);

/// <summary>The lane is no longer this host's: another host took it over.</summary>
internal sealed class LaneLostException(Lease lease)
    : Exception($"Lane {lease.Lane} of {lease.Subscriber} was taken over by another host; its uncommitted effects were rolled back.");

/// <summary>What a host does for a lane while it holds the lease.</summary>
internal interface ILane
{
    Lease Lease { get; }

    /// <summary>Ends when the lane was stopped or lost.</summary>
    Task Running { get; }

    /// <summary>Lets the running transaction finish, then ends; cancels it when it takes longer than the grace.</summary>
    Task Stop(TimeSpan grace);
}
