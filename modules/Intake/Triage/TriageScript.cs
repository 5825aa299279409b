using CarePlatform.Intake.Contracts;

namespace CarePlatform.Intake;

/// <summary>
/// What is asked of everybody who asks for help, at every site alike, and how the answers lead to an acuity. Data, so that a
/// client program can show it; a version never changes once it is published.
/// </summary>
/// <param name="Key">Which script; <c>standard</c> is the one that ships with the platform.</param>
/// <param name="Version">Counts up from 1.</param>
/// <param name="Title">For people.</param>
/// <param name="Questions">In the order of asking.</param>
/// <param name="Rules">The first rule that the answers meet decides; none of them: routine.</param>
internal sealed record TriageScript(
    string Key, int Version, string Title, IReadOnlyList<TriageQuestion> Questions, IReadOnlyList<TriageRule> Rules);

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
    string? Guidance = null);

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
internal sealed record TriageCondition(string Question, IReadOnlyList<string> AnyOf);

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
