using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// Checks the teams and roles that a definition names against the people who are there: a slip in a key would escalate to nobody.
/// </summary>
internal static class StaffReview
{
    public static async Task<IReadOnlyList<Finding>> Of(
        WorkflowDefinition definition, People people, RoleBoundaries boundaries, IReadOnlyList<Organisation> partners, CancellationToken ct)
    {
        var findings = new List<Finding>();
        var roles = (await people.Users(ct)).Where(u => u.Active).SelectMany(u => u.Roles).ToHashSet(StringComparer.Ordinal);
        foreach (var (target, path, kind, owes) in Targets(definition))
        {
            if (target.Role is { } role && !roles.Contains(role))
            {
                findings.Add(new Finding($"{path}.role", $"Nobody who is active holds the role \"{role}\"."));
            }

            if (owes && target.Role is { } owner && boundaries.Judge(new HashSet<string> { owner }, kind) is Outside.Refused)
            {
                findings.Add(new Finding($"{path}.role", $"The role \"{owner}\" may not do this kind of work ({Word(kind)})."));
            }

            if (target.Organisation is { } partner && partners.All(p => p.Key != partner))
            {
                findings.Add(new Finding($"{path}.organisation", $"There is no partner organisation \"{partner}\"."));
            }

            if ((target.Queue ?? target.Team) is { } team && await people.Team(team, ct) is null)
            {
                findings.Add(new Finding($"{path}.{(target.Queue is null ? "team" : "queue")}", $"There is no team \"{team}\"."));
            }
        }

        return findings;
    }

    private static IEnumerable<(Target Target, string Path, StepKind Kind, bool Owes)> Targets(WorkflowDefinition definition) =>
        from step in definition.Steps.Select((s, i) => (Value: s, Path: $"steps[{i}]"))
        from chain in step.Value.Escalation.Select((r, i) => (r.To, Path: $"{step.Path}.escalation[{i}].to", Owes: false))
            .Prepend((step.Value.Owner, $"{step.Path}.owner", true))
        from target in chain.Item1.Select((t, i) => (t, $"{chain.Item2}[{i}]", step.Value.Kind ?? default, chain.Item3))
        select target;

    private static string Word(StepKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
