using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using CarePlatform.Messaging;

namespace CarePlatform.Platform;

/// <summary>Appends event records to the log, in the session's transaction and in one round trip.</summary>
internal sealed class EventWriter
{
    private readonly ConcurrentDictionary<Type, string> _names = new();

    public async Task Append(Session session, IReadOnlyList<object> events, CancellationToken ct)
    {
        if (events.Count == 0)
        {
            return;
        }

        var now = session.Clock.GetUtcNow();
        await EventLog.Append(session.Transaction, [.. events.Select(e => Entry(session, e, now))], ct);
    }

    private NewEvent Entry(Session session, object happened, DateTimeOffset now) => new(
        StreamKey.Of(happened), NameOf(happened.GetType()), JsonSerializer.Serialize(happened, happened.GetType(), IdJson.Options), now)
    {
        Actor = session.Actor.Id,
        Correlation = session.Correlation,
        Causation = session.Causation,
    };

    private string NameOf(Type type) => _names.GetOrAdd(type, static t => t.GetCustomAttribute<EventAttribute>()?.Name
        ?? throw new DeclarationException(t, "is published but is no event: mark it with [Event(\"module.what-happened@1\")]"));
}
