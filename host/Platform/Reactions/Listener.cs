using System.Reflection;
using System.Text.Json;
using CarePlatform.Messaging;

namespace CarePlatform.Platform;

/// <summary>
/// A static class that hears: a reaction (its <c>Handle</c> takes an event record or a <see cref="LogEntry"/> first) or the
/// handler of a timer (takes a record marked with <see cref="TimerAttribute"/> first, or a list of them: what falls due together).
/// One that takes <see cref="LogEntry"/> hears everything; with a method <c>Awaited</c> it says which types of events it waits for, for
/// many events in one question.
/// </summary>
internal sealed class Listener
{
    private readonly Bound _handle;
    private readonly Bound? _awaited;

    private Listener(Type type, MethodInfo handle, IModule module)
    {
        (Type, Module) = (type, module);
        var first = handle.GetParameters()[0].ParameterType;
        (Message, TakesMany) = TimerOf(first) is { } timer ? (timer, true) : (first, false);
        Feature = type.GetCustomAttribute<FeatureAttribute>()?.Id;
        _handle = Binding.Compile(handle, [handle.GetParameters()[0]]);
        _awaited = type.GetMethod("Awaited", BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly) is { } awaited && first == typeof(LogEntry)
            ? Binding.Compile(awaited, [awaited.GetParameters()[0]])
            : null;
    }

    public Type Type { get; }

    public IModule Module { get; }

    /// <summary>The record that it takes.</summary>
    public Type Message { get; }

    /// <summary>Whether it says of many events together which ones it waits for (<see cref="FindAwaited"/>).</summary>
    public bool IsChoosy => _awaited is not null;

    /// <summary>Whether it takes all timers of a tenant that fall due together.</summary>
    public bool TakesMany { get; }

    /// <summary>How it is retried when it fails.</summary>
    public RetryPolicy Retry => Type.GetCustomAttribute<RetriesAttribute>() is { } retries
        ? new RetryPolicy([.. retries.Seconds.Select(s => TimeSpan.FromSeconds(s))])
        : RetryPolicy.Default;

    /// <summary>The feature without which a tenant's events pass it by; null when it always hears.</summary>
    public string? Feature { get; }

    /// <summary>Its fixed name as a subscriber: <c>module.class-name</c>. Renaming the class starts a new subscriber.</summary>
    public string Name => $"{Module.Name}.{JsonNamingPolicy.KebabCaseLower.ConvertName(Type.Name)}";

    /// <summary>The event that it hears, in its newest version; null when it hears all, or a timer.</summary>
    public string? EventName => Message.GetCustomAttribute<EventAttribute>()?.Name;

    /// <summary>The timer that it handles; null for a reaction.</summary>
    public string? TimerName => Message.GetCustomAttribute<TimerAttribute>()?.Name;

    public static bool Is(Type type) => type is { IsAbstract: true, IsSealed: true } && HandleOf(type) is not null
        && type.GetCustomAttribute<MutationAttribute>() is null && type.GetCustomAttribute<QueryAttribute>() is null;

    public static Listener Of(Type type, IModule module) => new(type, HandleOf(type)!, module);

    /// <summary>Whether its effects may be repeated.</summary>
    public bool IsReplayable => Type.IsDefined(typeof(ReplayableAttribute), inherit: false);

    /// <summary>Runs the handler in a scope whose session has joined the delivery's transaction.</summary>
    public Task<IOutcome> Handle(object message, IServiceProvider services, CancellationToken ct) => _handle([message], services, ct) switch
    {
        IOutcome outcome => Task.FromResult(outcome),
        Task task => Outcomes.Await(task),
        IEnumerable<object> events => Task.FromResult<IOutcome>(Outcome.Of(true).Publishing(events)),
        _ => Task.FromResult<IOutcome>(Outcome.Of(true)),
    };

    /// <summary>
    /// Those of these types of events for which it waits at the moment, by its static method <c>Awaited(types, …)</c>; the others pass it by.
    /// </summary>
    public Task<IReadOnlySet<string>> FindAwaited(IReadOnlyList<string> types, IServiceProvider services, CancellationToken ct) =>
        (Task<IReadOnlySet<string>>)_awaited!([types], services, ct)!;

    private static MethodInfo? HandleOf(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .SingleOrDefault(m => m.Name == "Handle" && m.GetParameters() is [var first, ..] && IsMessage(first.ParameterType));

    private static bool IsMessage(Type type) => type == typeof(LogEntry)
        || type.IsDefined(typeof(EventAttribute)) || type.IsDefined(typeof(TimerAttribute)) || TimerOf(type) is not null;

    private static Type? TimerOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
        && type.GetGenericArguments()[0] is var timer && timer.IsDefined(typeof(TimerAttribute)) ? timer : null;
}
