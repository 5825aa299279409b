using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Checks a rule of the registry before it holds: a slip in it would ask nobody, or nothing.</summary>
internal static class RuleReview
{
    /// <summary>Everything that is wrong, each with its place.</summary>
    public static async Task<IReadOnlyList<Finding>> Of(DecisionRule rule, People people, CancellationToken ct)
    {
        var roles = (await people.Users(ct)).Where(u => u.Active).SelectMany(u => u.Roles).ToHashSet(StringComparer.Ordinal);
        var teams = (await people.Teams(ct)).Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        var stages = rule.Stages.SelectMany((s, i) => Stage(s, $"stages[{i}]").Concat(Deciders(s.To, $"stages[{i}].to", roles, teams)));
        return
        [
            .. rule.Stages.Count == 0 ? [new Finding("stages", "Somebody must decide: name at least one decider and how fast.")] : stages,
            .. rule.Information.SelectMany((q, i) => Question(q, $"information[{i}]")),
            .. rule.Information.GroupBy(q => q.Key).Where(g => g.Count() > 1)
                .Select(g => new Finding("information", $"The key \"{g.Key}\" is there twice.")),
        ];
    }

    /// <summary>What is wrong with a chain of deciders.</summary>
    public static IEnumerable<Finding> Deciders(
        IReadOnlyList<Decider> chain, string place, IReadOnlySet<string> roles, IReadOnlySet<string> teams) =>
        chain.Count == 0 ? [new Finding(place, "Nobody is named here.")] : chain.SelectMany((d, i) => Decider(d, $"{place}[{i}]", roles, teams));

    private static IEnumerable<Finding> Stage(DecisionStage stage, string place)
    {
        if (!Limit.TryParse(stage.Within, out var limit) || limit.Amount == 0 || limit.IsTooLong)
        {
            yield return new Finding(
                $"{place}.within",
                "It is no length of time: write a number from 1 and a unit, such as \"30 business minutes\", \"4 hours\" or \"1 business day\".");
        }
    }

    private static IEnumerable<Finding> Decider(Decider decider, string place, IReadOnlySet<string> roles, IReadOnlySet<string> teams)
    {
        if (new[] { decider.Role is not null, decider.Queue is not null, decider.Supervisor, decider.Concerned }.Count(said => said) != 1)
        {
            yield return new Finding(place, "Name exactly one of role, queue, supervisor and concerned.");
        }

        if (decider.OnDuty && decider.Queue is null)
        {
            yield return new Finding($"{place}.onDuty", "Only a team has people on duty: put onDuty beside queue.");
        }

        if (decider.Role is { } role && !roles.Contains(role))
        {
            yield return new Finding($"{place}.role", $"Nobody who is active holds the role \"{role}\".");
        }

        foreach (var team in new[] { decider.Queue, decider.Team }.OfType<string>().Where(t => !teams.Contains(t)))
        {
            yield return new Finding(place, $"There is no team \"{team}\".");
        }
    }

    private static IEnumerable<Finding> Question(DecisionQuestion question, string place)
    {
        if (!DefinitionReview.IsKey(question.Key))
        {
            yield return new Finding($"{place}.key", "It is no key: use small letters, digits and dashes.");
        }

        if (string.IsNullOrWhiteSpace(question.Text))
        {
            yield return new Finding($"{place}.text", "Write the question for people.");
        }

        if (question.Fact is { } fact
            && (!FieldRef.TryParse(fact, out var field)
                || (KnownFacts.Sources.TryGetValue(field.Source, out var fields) && !fields.Contains(field.Field))))
        {
            yield return new Finding($"{place}.fact", $"No fact is called \"{fact}\".");
        }
    }
}
