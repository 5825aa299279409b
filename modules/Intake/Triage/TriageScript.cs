using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>
/// What is asked of everybody who asks for help, at every site alike, and how the answers lead to an acuity. Data, so that a
/// client program can show it; a version never changes once it is published.
/// </summary>
/// <param name="Key">Which script; <c>standard</c> is the one that ships with the platform.</param>
/// <param name="Version">Counts up from 1.</param>
/// <param name="Title">For people.</param>
/// <param name="Questions">In the order of asking.</param>
/// <param name="Rules">The most severe of the rules that the answers meet decides; none of them: routine.</param>
internal sealed record TriageScript(
    string Key, int Version, string Title, IReadOnlyList<TriageQuestion> Questions, IReadOnlyList<TriageRule> Rules)
{
    /// <summary>What these answers lead to.</summary>
    /// <param name="answers">Key of the question to key of the option.</param>
    public TriageResult Evaluate(IReadOnlyDictionary<string, string> answers)
    {
        var asked = Questions.Where(q => q.IsAsked(answers)).ToList();
        var counted = asked.Where(q => answers.ContainsKey(q.Key)).ToDictionary(q => q.Key, q => answers[q.Key]);
        var met = Rules.Where(rule => rule.When.All(c => c.Holds(counted))).OrderBy(rule => rule.Acuity).ToList();
        var risks = asked.Where(q => q.Screen is not null && q.Options.Any(o => o.Positive && counted.GetValueOrDefault(q.Key) == o.Key));
        return new TriageResult(
            met is [var deciding, ..] ? deciding.Acuity : Acuity.Routine, [.. met.Select(r => r.Key)], [.. risks.Select(q => q.Screen!.Value).Distinct().Order()]);
    }

    /// <summary>What is wrong with these answers: questions that the script lacks, options that it lacks, questions left open.</summary>
    public IReadOnlyList<Refusal> Problems(IReadOnlyDictionary<string, string> answers)
    {
        var questions = Questions.ToDictionary(q => q.Key, StringComparer.Ordinal);
        var unknown = answers.Where(a => !questions.ContainsKey(a.Key)).Select(a => new InvalidInput(
            "input.answers", $"The script {Key} version {Version} has no question \"{a.Key}\"."));
        var impossible = answers.Where(a => questions.TryGetValue(a.Key, out var q) && q.Options.All(o => o.Key != a.Value))
            .Select(a => new InvalidInput(
                "input.answers", $"\"{a.Key}\" cannot be answered by \"{a.Value}\", only by {string.Join(", ", questions[a.Key].Options.Select(o => o.Key))}."));
        var open = Questions.Where(q => q.IsAsked(answers) && !answers.ContainsKey(q.Key)).Select(q => new InvalidInput(
            "input.answers", $"\"{q.Key}\" is not answered: {q.Text}"));
        return [.. unknown, .. impossible, .. open];
    }
}

/// <summary>What answers lead to.</summary>
/// <param name="Rules">Keys of the rules that they meet, the deciding one first.</param>
/// <param name="Risks">The screens that they make positive.</param>
internal sealed record TriageResult(Acuity Acuity, IReadOnlyList<string> Rules, IReadOnlyList<RiskScreen> Risks);

/// <summary>One question of the script.</summary>
/// <param name="Key">Its name in rules and answers.</param>
/// <param name="Text">As it is asked.</param>
/// <param name="Options">The possible answers.</param>
/// <param name="Screen">The risk that it screens for; null when it screens for none.</param>
/// <param name="AskWhen">It is asked only when all of these answers were given; always when empty.</param>
/// <param name="Guidance">What the person who asks should know or do.</param>
internal sealed record TriageQuestion(
    string Key,
    string Text,
    IReadOnlyList<TriageOption> Options,
    RiskScreen? Screen = null,
    IReadOnlyList<TriageCondition>? AskWhen = null,
    string? Guidance = null)
{
    /// <summary>Whether it is asked after these answers.</summary>
    public bool IsAsked(IReadOnlyDictionary<string, string> answers) => AskWhen?.All(c => c.Holds(answers)) != false;
}

/// <summary>One possible answer.</summary>
/// <param name="Key">Its name in rules and answers.</param>
/// <param name="Text">As it is shown.</param>
/// <param name="Positive">Whether the answer makes the question's risk screen positive.</param>
internal sealed record TriageOption(string Key, string Text, bool Positive = false);

/// <summary>A rule: when all its conditions hold, the acuity is at least this.</summary>
/// <param name="Key">Its name in the record of the triage.</param>
/// <param name="Acuity">What it leads to.</param>
/// <param name="When">All of these answers.</param>
internal sealed record TriageRule(string Key, Acuity Acuity, IReadOnlyList<TriageCondition> When);

/// <summary>A question was answered with one of these options.</summary>
/// <param name="Question">Key of the question.</param>
/// <param name="AnyOf">Keys of the options.</param>
internal sealed record TriageCondition(string Question, IReadOnlyList<string> AnyOf)
{
    /// <summary>Whether these answers meet it.</summary>
    public bool Holds(IReadOnlyDictionary<string, string> answers) =>
        answers.TryGetValue(Question, out var given) && AnyOf.Contains(given);
}

/// <summary>A danger that the script asks for.</summary>
internal enum RiskScreen
{
    /// <summary>The person may end their life.</summary>
    SuicideRisk,

    /// <summary>The person may be harmed by an overdose.</summary>
    Overdose,

    /// <summary>The person is not safe from others, or others from the person.</summary>
    Safety,
}
