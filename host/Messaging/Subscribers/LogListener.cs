namespace CarePlatform.Messaging;

/// <summary>
/// Hears events in this process for as long as it lives. Every host hears all of them, nothing is kept for one that is not there, and
/// nothing waits: for what is shown to people who look on. What must happen is a <see cref="Subscriber"/>'s.
/// </summary>
/// <param name="Types">The types that it hears.</param>
/// <param name="IsListening">Whether anybody wants to hear. While nobody does, nothing is read for it.</param>
/// <param name="Heard">Takes settled events in the order of their positions, several at a time. It must neither wait nor throw.</param>
/// <param name="Missed">Events may have passed unheard, because the connection was lost. It must neither wait nor throw.</param>
public sealed record LogListener(
    IReadOnlySet<string> Types, Func<bool> IsListening, Action<IReadOnlyList<LoggedEvent>> Heard, Action Missed)
{
    internal void Offer(List<LoggedEvent> events)
    {
        if (IsListening() && events.FindAll(e => Types.Contains(e.Type)) is { Count: > 0 } heard)
        {
            Heard(heard);
        }
    }
}
