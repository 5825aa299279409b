using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace CarePlatform.Platform;

/// <summary>One thing that is told to people who look on. What comes faster than it is told is told as one.</summary>
public interface INews<TNews>
    where TNews : class, INews<TNews>
{
    /// <summary>What it is about: news of equal keys become one.</summary>
    object Key { get; }

    /// <summary>This and what came after it, as one.</summary>
    TNews Then(TNews later);
}

/// <summary>What is told in one message.</summary>
/// <param name="News">What happened since the message before, each key once, in the order in which they were first heard of.</param>
/// <param name="Missed">Whether more may have happened than is told; so it is in the first message, before which anything may have happened.</param>
public sealed record Told<TNews>(IReadOnlyList<TNews> News, bool Missed);

/// <summary>
/// Feeds subscriptions from the log: a class of a module that says which events it hears and what they mean to who looks on. Every
/// host hears what any host has committed. Who publishes never waits for who listens: each listener has a bounded digest, and is told
/// of it at a measured pace. A module's subscription asks for its feed as a parameter.
/// </summary>
public abstract class LiveFeed<TNews>(LivePace pace) : ILiveFeed
    where TNews : class, INews<TNews>
{
    private readonly ConcurrentDictionary<TenantId, ImmutableArray<Digest<TNews>>> _listeners = new();

    /// <summary>The records of the events that it hears.</summary>
    public abstract IReadOnlyList<Type> Hears { get; }

    bool ILiveFeed.HasListeners => !_listeners.IsEmpty;

    /// <summary>What an event means; null when it may mean anything, so that whoever listens must look again.</summary>
    protected abstract TNews? Read(object happened);

    /// <summary>
    /// Listens from this call on to what happens in a tenant. The first message comes at once. What is never read must be cancelled,
    /// which a subscription does.
    /// </summary>
    /// <param name="concerns">Whether this listener may and wants to hear of it.</param>
    public IAsyncEnumerable<Told<TNews>> Listen(TenantId tenant, Func<TNews, bool> concerns, CancellationToken ct)
    {
        var digest = new Digest<TNews>(concerns, pace.MostAtOnce);
        _listeners.AddOrUpdate(tenant, _ => [digest], (_, others) => others.Add(digest));
        var forget = ct.UnsafeRegister(_ => Forget(tenant, digest), null);
        return Tell(tenant, digest, forget, ct);
    }

    bool ILiveFeed.IsHeardIn(TenantId tenant) => _listeners.ContainsKey(tenant);

    void ILiveFeed.Hear(TenantId tenant, IReadOnlyList<object> happened)
    {
        var news = happened.Select(Read).ToList();
        foreach (var digest in Of(tenant))
        {
            digest.Take(news);
        }
    }

    void ILiveFeed.Miss(TenantId? tenant)
    {
        foreach (var digest in tenant is { } one ? Of(one) : [.. _listeners.Values.SelectMany(d => d)])
        {
            digest.Take([null]);
        }
    }

    private async IAsyncEnumerable<Told<TNews>> Tell(
        TenantId tenant, Digest<TNews> digest, CancellationTokenRegistration forget, [EnumeratorCancellation] CancellationToken ct)
    {
        try
        {
            while (true)
            {
                yield return await digest.Next(ct);
                await Task.Delay(pace.Pause, pace.Time, ct);
            }
        }
        finally
        {
            Forget(tenant, digest);
            await forget.DisposeAsync();
        }
    }

    private ImmutableArray<Digest<TNews>> Of(TenantId tenant) => _listeners.TryGetValue(tenant, out var digests) ? digests : [];

    // A tenant without listeners is forgotten whole, so that nothing is read for it.
    private void Forget(TenantId tenant, Digest<TNews> digest)
    {
        while (_listeners.TryGetValue(tenant, out var digests) && digests.Contains(digest))
        {
            var others = digests.Remove(digest);
            if (others.IsEmpty ? _listeners.TryRemove(KeyValuePair.Create(tenant, digests)) : _listeners.TryUpdate(tenant, others, digests))
            {
                return;
            }
        }
    }
}
