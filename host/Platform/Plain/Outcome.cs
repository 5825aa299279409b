namespace CarePlatform.Platform;

/// <summary>What a use case returns: a value with the events that tell what happened, or refusals and no effect at all.</summary>
public readonly struct Outcome<T> : IOutcome
{
    private readonly object? _events;

    private Outcome(T? value, IReadOnlyList<Refusal> refusals, object? events)
    {
        Value = value;
        Refusals = refusals;
        _events = events;
    }

    /// <summary>The value; default when refused.</summary>
    public T? Value { get; }

    /// <summary>Empty when the use case succeeded.</summary>
    public IReadOnlyList<Refusal> Refusals => field ?? [];

    /// <summary>What happened, in order; appended to the log in the transaction of the use case.</summary>
    public IReadOnlyList<object> Events => (IReadOnlyList<object>?)_events ?? [];

    object? IOutcome.Value => Value;

    /// <summary>The same outcome with an event added. The event is a record marked with <see cref="EventAttribute"/>.</summary>
    public Outcome<T> Publishing(object @event) => new(Value, Refusals, (List<object>)[.. Events, @event]);

    /// <summary>The same outcome with events added.</summary>
    public Outcome<T> Publishing(IEnumerable<object> events) => new(Value, Refusals, (List<object>)[.. Events, .. events]);

    public static implicit operator Outcome<T>(T value) => new(value, [], null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, [refusal], null);

    /// <summary>Several things are wrong at once.</summary>
    public static Outcome<T> Refused(IReadOnlyList<Refusal> refusals) => new(default, refusals, null);
}

/// <summary>Makes outcomes without naming their type.</summary>
public static class Outcome
{
    /// <summary>A success.</summary>
    public static Outcome<T> Of<T>(T value) => value;
}

/// <summary>What the pipeline needs to know of an outcome whatever its type.</summary>
public interface IOutcome
{
    object? Value { get; }

    IReadOnlyList<Refusal> Refusals { get; }

    IReadOnlyList<object> Events { get; }
}
