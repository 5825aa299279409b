using CarePlatform.Platform;

namespace CarePlatform.Host;

/// <summary>The tenants to try the product with, one for each care model: on the embedded database, in Development only.</summary>
internal static class Demonstration
{
    /// <summary>Founds what is missing of them. Returns how to begin, or nothing where there is no demonstration.</summary>
    public static async Task<IReadOnlyList<string>> FoundAsync(WebApplication app, HostDatabase database, CancellationToken ct)
    {
        if (database.Embedded is null || !app.Environment.IsDevelopment())
        {
            return [];
        }

        var foundation = app.Services.GetRequiredService<TenantFoundation>();
        var tenants = await Task.WhenAll(TenantPlan.ReadDemo().Select(plan => foundation.Found(plan, ct)));
        return
        [
            $"Tenants to try: {string.Join(", ", tenants.Select(t => $"{t.Slug} ({t.CareModel})"))}.",
            "A token for one of their people: ./care token --tenant harbor --as supervisor",
        ];
    }
}
