using System.Text.Json;

namespace CarePlatform.Platform;

/// <summary>A tenant to be founded: its care model's recipe and what is its own. Written as JSON, such as <c>infra/demo/tenants.json</c>.</summary>
/// <param name="CareModel">The key of the recipe.</param>
/// <param name="TimeZone">An IANA time zone.</param>
/// <param name="Database">The database (cell) to live in; the home database when none is named.</param>
/// <param name="People">Whether a sandbox begins with what the modules have for sandboxes: synthetic people.</param>
public sealed record TenantPlan(
    string Slug,
    string Name,
    string CareModel,
    string TimeZone,
    bool Sandbox,
    IReadOnlyList<SitePlan> Sites,
    IReadOnlyList<StaffPlan> Staff,
    IReadOnlyList<PartnerPlan> Partners,
    string? Database = null,
    bool People = false)
{
    private const string Demo = "CarePlatform.Demo.tenants.json";

    /// <summary>The three tenants of the demonstration, one for each care model.</summary>
    public static IReadOnlyList<TenantPlan> ReadDemo()
    {
        using var stream = typeof(TenantPlan).Assembly.GetManifestResourceStream(Demo)!;
        return JsonSerializer.Deserialize<IReadOnlyList<TenantPlan>>(stream, StrictJson.Options)!;
    }

    /// <summary>What cannot be as it is planned, in sentences; empty when nothing is wrong.</summary>
    public IEnumerable<string> Problems(Recipe recipe)
    {
        var (roles, teams) = (recipe.Roles.Select(r => r.Key).ToHashSet(), recipe.Teams.Select(t => t.Key).ToHashSet());
        var staff = Staff.Select(s => s.Subject).ToHashSet();
        foreach (var zone in Sites.Select(s => s.TimeZone).OfType<string>().Append(TimeZone).Where(z => !TimeZoneInfo.TryFindSystemTimeZoneById(z, out _)))
        {
            yield return $"\"{zone}\" is no time zone; give an IANA name such as America/New_York.";
        }

        foreach (var person in Staff)
        {
            foreach (var role in person.Roles.Where(r => !roles.Contains(r)))
            {
                yield return $"{person.Subject} has the role \"{role}\", which the recipe {recipe.Key} does not have.";
            }

            foreach (var team in person.Teams.Concat(person.Leads ?? []).Where(t => !teams.Contains(t)))
            {
                yield return $"{person.Subject} is in the team \"{team}\", which the recipe {recipe.Key} does not have.";
            }

            if (person.Supervisor is { } supervisor && !staff.Contains(supervisor))
            {
                yield return $"{person.Subject} is supervised by \"{supervisor}\", who is not among the staff.";
            }
        }

        foreach (var problem in Sites.SelectMany(s => s.Calendar?.Problems() ?? []))
        {
            yield return problem;
        }
    }
}

/// <summary>A site of a planned tenant; without a time zone or calendar of its own it has the tenant's.</summary>
public sealed record SitePlan(string Key, string Name, string? TimeZone = null, CalendarDocument? Calendar = null);

/// <summary>A person of a planned tenant.</summary>
/// <param name="Subject">The name by which sign-in knows the person.</param>
/// <param name="Teams">Keys of the teams the person belongs to.</param>
/// <param name="Leads">Keys of the teams the person leads, and thereby belongs to.</param>
/// <param name="Supervisor">Subject of the supervisor.</param>
public sealed record StaffPlan(
    string Subject, string Name, string Title, IReadOnlyList<string> Roles, IReadOnlyList<string> Teams,
    IReadOnlyList<string>? Leads = null, string? Supervisor = null);

/// <summary>An organisation that a planned tenant works with.</summary>
/// <param name="Kind">What it is, such as <c>hospital</c>.</param>
/// <param name="ExternalIds">Identifiers that others gave it, by naming system.</param>
/// <param name="People">Its people who sign in for it, with the role <c>partner</c>.</param>
public sealed record PartnerPlan(
    string Key, string Name, string Kind, IReadOnlyDictionary<string, string>? ExternalIds = null, IReadOnlyList<PartnerPerson>? People = null);

/// <summary>Somebody of a partner organisation who signs in for it.</summary>
/// <param name="Subject">The name by which sign-in knows the person.</param>
public sealed record PartnerPerson(string Subject, string Name);
