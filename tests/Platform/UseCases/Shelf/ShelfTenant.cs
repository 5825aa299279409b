using CarePlatform.Testing;

namespace CarePlatform.Platform.Tests;

/// <summary>Founds tenants on a host that has nothing but the platform and the shelf.</summary>
internal static class ShelfTenant
{
    private static readonly CalendarDocument Weekdays = new(
        new Dictionary<DayOfWeek, OpeningHours> { [DayOfWeek.Monday] = new(new TimeOnly(8, 0), new TimeOnly(17, 0)) }, new Holidays([], []));

    /// <summary>A tenant with lending switched off and four people: admin, librarian, reader and a guest without any role; and a partner's binder.</summary>
    /// <param name="host">The name of the host, which has a database of its own: another than the usual for tests that disturb it.</param>
    public static async Task<TestTenant> New(string host = "shelf") => await TestTenant.From(
        host: await TestHost.Of(host, () => [new ShelfModule()], [Recipe], [.. PlatformSetup.Migrations([]), ShelfModule.Migrations]),
        plan: new TenantPlan(
            "to be named", "A library", "library", "America/New_York", Sandbox: true, [new SitePlan("main", "Main")],
            [
                new StaffPlan("admin", "Ada", "Administrator", ["admin"], []),
                new StaffPlan("librarian", "Lib", "Librarian", ["librarian"], []),
                new StaffPlan("reader", "Rea", "Reader", ["reader"], []),
                new StaffPlan("guest", "Gus", "Guest", [], []),
            ],
            [new PartnerPlan("bindery", "Bindery", "workshop", People: [new PartnerPerson("binder", "Bin")]), new PartnerPlan("press", "Press", "workshop")]));

    private static readonly Recipe Recipe = new(
        "library", "Library", "Books.", ["shelf"],
        [
            new RoleRecipe("admin", "Administrator", new Dictionary<string, Reach>
            {
                ["platform.read"] = Reach.Tenant, ["platform.administer"] = Reach.Tenant, ["platform.operate"] = Reach.Tenant,
                ["platform.move-clock"] = Reach.Tenant, ["platform.read-audit"] = Reach.Tenant, ["platform.clients"] = Reach.Tenant,
                ["platform.secure"] = Reach.Tenant, ["platform.people"] = Reach.Tenant, ["platform.roles"] = Reach.Tenant,
                ["platform.export"] = Reach.Tenant, ["platform.places"] = Reach.Tenant,
            }, Gives: ["librarian", "partner"]),
            new RoleRecipe("librarian", "Librarian", new Dictionary<string, Reach> { ["shelf.read"] = Reach.Tenant, ["shelf.write"] = Reach.Tenant }),
            new RoleRecipe("partner", "Partner", new Dictionary<string, Reach> { ["platform.partner"] = Reach.Tenant, ["shelf.read"] = Reach.Tenant, ["shelf.write"] = Reach.Tenant }),
            new RoleRecipe("reader", "Reader", new Dictionary<string, Reach> { ["shelf.read"] = Reach.Tenant }),
        ],
        [], Weekdays);
}
