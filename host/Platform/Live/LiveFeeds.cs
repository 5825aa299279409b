using System.Reflection;
using System.Text.Json;
using CarePlatform.Messaging;
using Microsoft.Extensions.Logging;

namespace CarePlatform.Platform;

/// <summary>Hands what the log says in this process to the feeds that somebody listens to; each event is read once, and only then.</summary>
internal sealed class LiveFeeds
{
    private readonly IReadOnlyList<(ILiveFeed Feed, IReadOnlySet<Type> Hears)> _feeds;
    private readonly Dictionary<string, Type> _types;
    private readonly EventVersions _versions;
    private readonly ILogger<LiveFeeds> _log;

    public LiveFeeds(IEnumerable<ILiveFeed> feeds, Catalog catalog, ILogger<LiveFeeds> log)
    {
        (_versions, _log) = (EventVersions.Of(catalog.Modules), log);
        _feeds = [.. feeds.Select(f => (f, (IReadOnlySet<Type>)f.Hears.ToHashSet()))];
        _types = _feeds.SelectMany(f => f.Hears).Distinct().ToDictionary(NameOf, StringComparer.Ordinal);
        Listener = new LogListener(
            _types.Keys.SelectMany(_versions.NamesOf).ToHashSet(StringComparer.Ordinal), () => _feeds.Any(f => f.Feed.HasListeners), Heard, Missed);
    }

    /// <summary>How messaging reaches this.</summary>
    public LogListener Listener { get; }

    private void Heard(IReadOnlyList<LoggedEvent> happened)
    {
        foreach (var ofTenant in happened.GroupBy(e => new TenantId(e.Tenant)))
        {
            if (_feeds.Where(f => f.Feed.IsHeardIn(ofTenant.Key)).ToList() is { Count: > 0 } heard)
            {
                Hand(ofTenant.Key, ofTenant, heard);
            }
        }
    }

    // What cannot be read holds up nobody: whoever listens looks again for themselves.
    private void Hand(TenantId tenant, IEnumerable<LoggedEvent> happened, List<(ILiveFeed Feed, IReadOnlySet<Type> Hears)> feeds)
    {
        try
        {
            var records = happened.Select(Record).ToList();
            foreach (var (feed, hears) in feeds)
            {
                if (records.FindAll(r => hears.Contains(r.GetType())) is { Count: > 0 } concerned)
                {
                    feed.Hear(tenant, concerned);
                }
            }
        }
        catch (Exception failure)
        {
            _log.LogError(failure, "Events could not be read for the subscriptions of a tenant; whoever listens is told to look again.");
            feeds.ForEach(f => f.Feed.Miss(tenant));
        }
    }

    private void Missed()
    {
        foreach (var (feed, _) in _feeds)
        {
            feed.Miss(tenant: null);
        }
    }

    private object Record(LoggedEvent logged)
    {
        var (name, lifted) = _versions.Lift(logged.Type, logged.Payload.Span);
        return lifted ?? JsonSerializer.Deserialize(logged.Payload.Span, _types[name], IdJson.Options)
            ?? throw new JsonException($"The log holds null where a {name} is expected, at position {logged.Position}.");
    }

    private static string NameOf(Type type) => type.GetCustomAttribute<EventAttribute>()?.Name
        ?? throw new DeclarationException(type, "is heard by a feed but is no event: mark it with [Event(\"module.what-happened@1\")]");
}
