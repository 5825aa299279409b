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

    /// <summary>
    /// The feature without which nobody publishes it, where that is another than the module's own: previews of a change of features tell
    /// by it what would wait in vain.
    /// </summary>
    public string? Feature { get; init; }
}

/// <summary>
/// An event in a new version that says how what was logged in the version before it is read today. The old record stays beside the new
/// one, as long as the log holds such events; only the new one is published and heard.
/// </summary>
/// <typeparam name="TSelf">The event itself, such as <c>intake.inquiry-received@2</c>.</typeparam>
/// <typeparam name="TOld">The version before it, such as <c>intake.inquiry-received@1</c>.</typeparam>
public interface ISupersedes<TSelf, TOld>
    where TSelf : ISupersedes<TSelf, TOld>
{
    /// <summary>What the old event says, in the words of the new one. No clock and no database: the same answer every time.</summary>
    static abstract TSelf From(TOld old);
}

/// <summary>
/// An event in a new version that says how it reads in the version before it. Only needed where the new version lacks a field of the
/// old one: what tenants have published against the old version, such as workflow templates, goes on by that.
/// </summary>
/// <typeparam name="TOld">The version before it.</typeparam>
public interface IToldBack<TOld>
{
    /// <summary>The event in the words of the version before it.</summary>
    TOld ToOld();
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
/// How long to wait before each retry of a reaction or timer that fails; when the waits are used up, an operator decides. Without it:
/// 1, 5, 30 seconds and 5 minutes.
/// </summary>
/// <param name="seconds">The waits; none means that the first failure waits for an operator.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RetriesAttribute(params int[] seconds) : Attribute
{
    public IReadOnlyList<int> Seconds { get; } = seconds;
}

/// <summary>
/// Marks a reaction whose effects may be repeated, such as a projection: an operator can let events of the past take effect for it
/// once more. Of any other that is refused.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ReplayableAttribute : Attribute;

/// <summary>
/// Marks the typed id by which an event or timer is kept in order: mostly the client. Events with the same key take effect
/// one after the other; events with different keys may run side by side.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class StreamAttribute : Attribute;
