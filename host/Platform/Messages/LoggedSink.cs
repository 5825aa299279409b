using Microsoft.Extensions.Logging;

namespace CarePlatform.Platform;

/// <summary>Sends nothing, where no provider is registered: the log says that a message would have gone, not to whom or what.</summary>
internal sealed partial class LoggedSink(ILogger<LoggedSink> logger) : IMessageSink
{
    public Task Send(OutgoingMessage message, CancellationToken ct)
    {
        Sent(message.Channel, message.Key);
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "No provider for messages is registered: a message by {Channel} was not sent ({Key})")]
    private partial void Sent(MessageChannel channel, string key);
}
