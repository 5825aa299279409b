namespace CarePlatform.Platform;

/// <summary>What a new sandbox of a care model is founded from.</summary>
internal static class SandboxPlans
{
    /// <summary>
    /// The sites, staff and partners of the demonstration's organisation of that care model; where there is none, one person for each
    /// role of the recipe, who signs in by the role's key and leads every team.
    /// </summary>
    public static TenantPlan For(Recipe recipe, string slug, string name, string? timeZone, string? database)
    {
        var plan = TenantPlan.ReadDemo().FirstOrDefault(p => p.CareModel == recipe.Key) ?? new TenantPlan(
            slug, name, recipe.Key, "America/New_York", Sandbox: true, [new SitePlan("main", "Main Site")],
            [
                .. recipe.Roles.Where(r => r.Key != "partner").Select(r => new StaffPlan(
                    r.Key, r.Title, r.Title, [r.Key], [], [.. recipe.Teams.Select(t => t.Key)])),
            ],
            [
                new PartnerPlan(
                    "partner", "Partner Organisation", "partner",
                    People: recipe.Roles.Any(r => r.Key == "partner") ? [new PartnerPerson("partner", "Partner")] : null),
            ]);
        return plan with
        {
            Slug = slug,
            Name = name,
            CareModel = recipe.Key,
            TimeZone = timeZone ?? plan.TimeZone,
            Sandbox = true,
            Database = database,
            People = true,
        };
    }
}
