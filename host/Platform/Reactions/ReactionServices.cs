using CarePlatform.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>Runs the modules' reactions and timers over the log of every database.</summary>
internal static class ReactionServices
{
    public static IServiceCollection AddReactions(this IServiceCollection services, Databases databases) => services
        .AddSingleton<Deliveries>().AddSingleton<LiveFeeds>()
        .AddMessaging(_ => databases.All, Configure);

    private static void Configure(IServiceProvider provider, MessagingOptions options)
    {
        var deliveries = provider.GetRequiredService<Deliveries>();
        foreach (var subscriber in deliveries.Subscribers())
        {
            options.Subscribe(subscriber);
        }

        foreach (var timer in deliveries.TimerHandlers())
        {
            options.Handle(timer);
        }

        options.Listen(provider.GetRequiredService<LiveFeeds>().Listener);
    }
}
