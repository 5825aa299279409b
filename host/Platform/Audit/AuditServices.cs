using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>Registers the audit trail and its sealer.</summary>
internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddScoped(static p => new AuditTrail(
            p.GetRequiredService<Session>(), p.GetRequiredService<AuditSealer>(), p.GetRequiredService<ReadersTrail>()))
        .AddSingleton<AuditSealer>()
        .AddSingleton<ReadersTrail>()
        .AddHostedService(static p => p.GetRequiredService<AuditSealer>());
}
