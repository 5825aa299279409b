namespace CarePlatform.Intake;

/// <summary>Says what makes a script unusable, each problem in words.</summary>
internal static class ScriptCheck
{
    /// <summary>Empty when the script can be used.</summary>
    public static IReadOnlyList<string> Problems(TriageScript script)
    {
        var problems = new List<string>();
        if (script.Questions.Count == 0)
        {
            problems.Add("The script asks nothing: add a question.");
        }

        problems.AddRange(Twice(script.Questions.Select(q => q.Key)).Select(k => $"The question \"{k}\" is there twice."));
        problems.AddRange(Twice(script.Rules.Select(r => r.Key)).Select(k => $"The rule \"{k}\" is there twice."));
        foreach (var question in script.Questions)
        {
            if (question.Options.Count < 2)
            {
                problems.Add($"The question \"{question.Key}\" needs at least two possible answers.");
            }

            problems.AddRange(Twice(question.Options.Select(o => o.Key)).Select(k => $"The question \"{question.Key}\" has the answer \"{k}\" twice."));
        }

        problems.AddRange(script.Rules.Where(r => r.When.Count == 0).Select(r => $"The rule \"{r.Key}\" has no condition."));
        foreach (var rule in script.Rules)
        {
            problems.AddRange(Dangling(script.Questions, rule.When).Select(p => $"The rule \"{rule.Key}\" {p}"));
        }

        for (var i = 0; i < script.Questions.Count; i++)
        {
            var earlier = script.Questions.Take(i).ToList();
            problems.AddRange(Dangling(earlier, script.Questions[i].AskWhen ?? [])
                .Select(p => $"The question \"{script.Questions[i].Key}\" {p} Only earlier questions can decide whether it is asked."));
        }

        foreach (var screen in Enum.GetValues<RiskScreen>().Where(s => !script.Questions.Any(q => q.Screen == s && q.Options.Any(o => o.Positive))))
        {
            problems.Add($"Nothing screens for {screen}: every script asks for suicide risk, overdose and safety, with at least one positive answer each.");
        }

        return problems;
    }

    private static IEnumerable<string> Dangling(IReadOnlyList<TriageQuestion> questions, IReadOnlyList<TriageCondition> conditions) =>
        from condition in conditions
        let question = questions.FirstOrDefault(q => q.Key == condition.Question)
        where question is null || condition.AnyOf.Count == 0 || condition.AnyOf.Any(a => question.Options.All(o => o.Key != a))
        select question is null
            ? $"looks at \"{condition.Question}\", which is not asked."
            : $"looks at \"{condition.Question}\" for answers that it does not have.";

    private static IEnumerable<string> Twice(IEnumerable<string> keys) => keys.GroupBy(k => k, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key);
}
