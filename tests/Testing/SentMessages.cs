using System.Collections.Concurrent;
using CarePlatform.Platform;

namespace CarePlatform.Testing;

/// <summary>Keeps what goes out to people, as their mailboxes would.</summary>
public sealed class SentMessages : IMessageSink
{
    private readonly ConcurrentDictionary<Guid, OutgoingMessage> _sent = new();

    public Task Send(OutgoingMessage message, CancellationToken ct)
    {
        _sent[message.Id] = message;
        return Task.CompletedTask;
    }

    /// <summary>What this tenant sent to this address; the same message is kept once.</summary>
    public IReadOnlyList<OutgoingMessage> To(Tenant tenant, string address) => [.. _sent.Values.Where(m => m.From.Id == tenant.Id && m.To == address)];
}
