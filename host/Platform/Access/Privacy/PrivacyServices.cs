using CarePlatform.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>Registers what decides on access to the facts about people, and what writes down what leaves.</summary>
internal static class PrivacyServices
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddSingleton<PrivacyPolicies>().AddSingleton<IFieldRedaction, ClassRedaction>()
        .AddScoped<TenantPrivacy>().AddScoped<DisclosureAccount>()
        .AddScoped(static p => new DisclosureLog(p.GetRequiredService<AuditTrail>()))
        .AddScoped(static p => new RequestAccess(
            p.GetRequiredService<Session>(), p.GetRequiredService<PrivacyPolicies>(), p.GetRequiredService<AuditTrail>(),
            p.GetRequiredService<DisclosureLog>(), p.GetRequiredService<RowScreen>(), p));
}
