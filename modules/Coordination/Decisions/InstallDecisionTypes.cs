using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Gives a tenant the platform's registry of decision rights to begin with. Repeating it changes nothing; a newer default takes the
/// place of an older one, while a type that the tenant has defined or retired itself is left alone.
/// </summary>
internal sealed class InstallDecisionTypes(CoordinationDb db, TenantClock clock) : ITenantDefaults
{
    public async Task Install(Tenant tenant, Recipe recipe, CancellationToken ct)
    {
        var there = await db.DecisionTypes.ToDictionaryAsync(t => t.Key, ct);
        foreach (var shipped in DefaultDecisionType.All)
        {
            if (!there.TryGetValue(shipped.Key, out var type))
            {
                db.Add(DecisionType.Define(shipped.Key, shipped.Title, shipped.Rule, clock.GetUtcNow(), shipped.Number));
            }
            else if (type.RetiredAt is null && type.DefaultNumber < shipped.Number)
            {
                type.Change(shipped.Title, shipped.Rule, shipped.Number);
            }
        }
    }
}
