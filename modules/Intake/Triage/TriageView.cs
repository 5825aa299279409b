using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>One answering of the triage script.</summary>
[View<Triage>, DataClass(DataClass.C), About(nameof(Triage.Client), Part2 = nameof(Triage.Part2), Program = nameof(Triage.SourceProgram))]
internal static class TriageView
{
    /// <summary>The triage's id.</summary>
    public static TriageId Id(Triage triage) => triage.Id;

    /// <summary>Key of the script.</summary>
    public static string Script(Triage triage) => triage.Script;

    /// <summary>Version of the script.</summary>
    public static int ScriptVersion(Triage triage) => triage.ScriptVersion;

    /// <summary>What was answered.</summary>
    public static IReadOnlyList<TriageInquiry.Answer> Answers(Triage triage) =>
        [.. triage.Answers.Select(a => new TriageInquiry.Answer(a.Key, a.Value))];

    /// <summary>Keys of the rules that the answers met, the deciding one first.</summary>
    public static IReadOnlyList<string> Rules(Triage triage) => triage.Rules;

    /// <summary>The risk screens that were positive.</summary>
    public static IReadOnlyList<string> Risks(Triage triage) => triage.Risks;

    /// <summary>What the script says.</summary>
    public static Acuity Computed(Triage triage) => triage.Computed;

    /// <summary>What was decided.</summary>
    public static Acuity Acuity(Triage triage) => triage.Acuity;

    /// <summary>Why it was decided otherwise than the script says.</summary>
    public static string? OverrideReason(Triage triage) => triage.OverrideReason;

    /// <summary>What has changed since the triage before; null for the first one.</summary>
    public static string? Change(Triage triage) => triage.Change;

    /// <summary>When.</summary>
    public static DateTimeOffset TriagedAt(Triage triage) => triage.TriagedAt;

    /// <summary>Who; null when the system did.</summary>
    public static UserId? TriagedBy(Triage triage) => triage.TriagedBy;
}

/// <summary>One answer to a question of a triage script.</summary>
[View<TriageInquiry.Answer>("TriageAnswer")]
internal static class TriageAnswerView
{
    /// <summary>Key of the question.</summary>
    public static string Question(TriageInquiry.Answer answer) => answer.Question;

    /// <summary>Key of the answer.</summary>
    public static string Option(TriageInquiry.Answer answer) => answer.Option;
}
