namespace CarePlatform.GraphQL;

/// <summary>What happens to a subscriber that reads more slowly than events come, once as many wait as may.</summary>
public enum SlowReader
{
    /// <summary>Its subscription ends with an error, so that it knows that it missed something.</summary>
    End,

    /// <summary>It misses the oldest of the events that wait: for events that only tell what is so now.</summary>
    DropOldest,
}
