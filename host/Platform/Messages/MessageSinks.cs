using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CarePlatform.Platform;

/// <summary>Says in the log that a message would go out, and neither to whom nor what: where no carrier is configured.</summary>
internal sealed partial class LoggedMessages(ILogger<LoggedMessages> logger) : IMessageSink
{
    public Task Send(OutgoingMessage message, CancellationToken ct)
    {
        WouldGoOut(logger, message.Id, message.Channel);
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Information, "Message {Id} would go out by {Channel}; no carrier is configured (Messages:Folder).")]
    private static partial void WouldGoOut(ILogger logger, Guid id, MessageChannel channel);
}

/// <summary>Puts each message into a folder as a file of its own, for a carrier to fetch.</summary>
/// <param name="folder">The folder; it is made when it is not there.</param>
internal sealed class FolderOfMessages(string folder) : IMessageSink
{
    public async Task Send(OutgoingMessage message, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var (file, half) = (Path.Combine(folder, $"{message.Id:N}.json"), Path.Combine(folder, Path.GetRandomFileName() + ".part"));
        var written = new { message.Id, From = message.From.Name, message.Channel, message.To, message.Language, message.Subject, message.Text };
        await File.WriteAllBytesAsync(half, JsonSerializer.SerializeToUtf8Bytes(written, IdJson.Options), ct);
        // A carrier never sees half a message.
        File.Move(half, file, overwrite: true);
    }
}

/// <summary>Chooses where messages go.</summary>
internal static class MessageSinks
{
    /// <summary>Into the folder of <c>Messages:Folder</c>; without one they are logged.</summary>
    public static IServiceCollection AddMessages(this IServiceCollection services) => services.AddSingleton<IMessageSink>(provider =>
        provider.GetRequiredService<IConfiguration>()["Messages:Folder"] is { Length: > 0 } folder
            ? new FolderOfMessages(folder)
            : ActivatorUtilities.CreateInstance<LoggedMessages>(provider));
}
