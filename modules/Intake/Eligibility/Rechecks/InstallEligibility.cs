using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>A new tenant's payers are asked every night from the first one on.</summary>
internal sealed class InstallEligibility(IntakeDb db, NightClock nights, TenantClock clock) : ITenantDefaults
{
    public async Task Install(Tenant tenant, Recipe recipe, CancellationToken ct)
    {
        var settings = await db.EligibilitySettings.AsNoTracking().FirstOrDefaultAsync(ct);
        await nights.SetUnlessSet((settings ?? EligibilitySettings.Usual).Rules.Filled(), ct);
        if (!tenant.Sandbox || await db.EligibilityPayers.AnyAsync(ct))
        {
            return;
        }

        db.Add(new EligibilityPayer
        {
            Id = Id.New<EligibilityPayerId>(clock),
            Key = "medicaid",
            RecordedAt = clock.GetUtcNow(),
        }.Take(new PayerFacts("Medicaid", PayerType.Medicaid, SourceKind.Simulator, AskedOfAll: true)));
    }
}
