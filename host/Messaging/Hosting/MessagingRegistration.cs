using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CarePlatform.Messaging;

/// <summary>Adds messaging to a host.</summary>
public static class MessagingRegistration
{
    /// <summary>
    /// Runs the subscribers and timers of <paramref name="configure"/> against every database of <paramref name="databases"/>, from the
    /// host's start to its stop. <see cref="LogHosts"/> gives access to them.
    /// </summary>
    public static IServiceCollection AddMessaging(
        this IServiceCollection services,
        Func<IServiceProvider, IEnumerable<NpgsqlDataSource>> databases,
        Action<IServiceProvider, MessagingOptions> configure)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
        {
            var options = new MessagingOptions();
            configure(provider, options);
            return new LogHosts(
                () => databases(provider), options, provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<LogHost>>());
        });
        return services.AddHostedService(provider => provider.GetRequiredService<LogHosts>());
    }
}
