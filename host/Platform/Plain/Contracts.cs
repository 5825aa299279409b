namespace CarePlatform.Platform;

/// <summary>
/// A record that tells what happened, for every module, plugin and partner. It carries ids and the facts of that moment,
/// no free text and no clinical detail beyond need. Changes only add fields; a breaking change is a new version beside the old.
/// </summary>
/// <param name="name">The fixed identity on the wire: <c>module.what-happened@version</c>; never derived from the type's name.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>
/// A record that asks to be handled at a time: written with <c>Timers.Set</c>, handled by the static class whose
/// <c>Handle</c> takes it first.
/// </summary>
/// <param name="name">The fixed identity in the database: <c>module.what-falls-due@version</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TimerAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>
/// Marks the typed id by which an event or timer is kept in order: mostly the client. Events with the same key take effect
/// one after the other; events with different keys may run side by side.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class StreamAttribute : Attribute;
