using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>What is asked of everybody who asks for help, at every site alike.</summary>
[View<TriageScript>]
internal static class TriageScriptView
{
    /// <summary>Which script; send it back with the answers.</summary>
    public static string Key(TriageScript script) => script.Key;

    /// <summary>Which version; send it back with the answers.</summary>
    public static int Version(TriageScript script) => script.Version;

    /// <summary>For people.</summary>
    public static string Title(TriageScript script) => script.Title;

    /// <summary>In the order of asking.</summary>
    public static IReadOnlyList<TriageQuestion> Questions(TriageScript script) => script.Questions;

    /// <summary>The most severe of the rules that the answers meet decides; none of them: routine.</summary>
    public static IReadOnlyList<TriageRule> Rules(TriageScript script) => script.Rules;
}

/// <summary>One question of a triage script.</summary>
[View<TriageQuestion>]
internal static class TriageQuestionView
{
    /// <summary>Its name in answers and rules.</summary>
    public static string Key(TriageQuestion question) => question.Key;

    /// <summary>As it is asked.</summary>
    public static string Text(TriageQuestion question) => question.Text;

    /// <summary>The possible answers.</summary>
    public static IReadOnlyList<TriageOption> Options(TriageQuestion question) => question.Options;

    /// <summary>The risk that it screens for.</summary>
    public static RiskScreen? Screen(TriageQuestion question) => question.Screen;

    /// <summary>It is asked only when all of these answers were given; always when empty.</summary>
    public static IReadOnlyList<TriageCondition> AskWhen(TriageQuestion question) => question.AskWhen ?? [];

    /// <summary>What the person who asks should know or do.</summary>
    public static string? Guidance(TriageQuestion question) => question.Guidance;
}

/// <summary>One possible answer to a question of a triage script.</summary>
[View<TriageOption>]
internal static class TriageOptionView
{
    /// <summary>Its name in answers and rules.</summary>
    public static string Key(TriageOption option) => option.Key;

    /// <summary>As it is shown.</summary>
    public static string Text(TriageOption option) => option.Text;

    /// <summary>Whether it makes the risk screen of its question positive.</summary>
    public static bool Positive(TriageOption option) => option.Positive;
}

/// <summary>A rule of a triage script.</summary>
[View<TriageRule>]
internal static class TriageRuleView
{
    /// <summary>Its name in the record of a triage.</summary>
    public static string Key(TriageRule rule) => rule.Key;

    /// <summary>What it leads to at least.</summary>
    public static Acuity Acuity(TriageRule rule) => rule.Acuity;

    /// <summary>All of these answers.</summary>
    public static IReadOnlyList<TriageCondition> When(TriageRule rule) => rule.When;
}

/// <summary>A question was answered in one of these ways.</summary>
[View<TriageCondition>]
internal static class TriageConditionView
{
    /// <summary>Key of the question.</summary>
    public static string Question(TriageCondition condition) => condition.Question;

    /// <summary>Keys of the answers.</summary>
    public static IReadOnlyList<string> AnyOf(TriageCondition condition) => condition.AnyOf;
}
