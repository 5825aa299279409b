using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>One line of the registry of decision rights.</summary>
[View<DecisionType>]
internal static class DecisionTypeView
{
    /// <summary>Its id.</summary>
    public static DecisionTypeId Id(DecisionType type) => type.Id;

    /// <summary>Its short name, such as same-day-intake.</summary>
    public static string Key(DecisionType type) => type.Key;

    /// <summary>What people call the decision.</summary>
    public static string Title(DecisionType type) => type.Title;

    /// <summary>What the decider must know.</summary>
    public static IReadOnlyList<DecisionQuestion> Information(DecisionType type) => type.Rule.Information;

    /// <summary>Who is asked, in this order, and how long each has.</summary>
    public static IReadOnlyList<DecisionStage> Stages(DecisionType type) => type.Rule.Stages;

    /// <summary>The answer when nobody of them has answered.</summary>
    public static DecisionAnswer Otherwise(DecisionType type) => type.Rule.Otherwise;

    /// <summary>Whether it is one of the platform's own, unchanged.</summary>
    public static bool IsDefault(DecisionType type) => type.DefaultNumber is not null;

    /// <summary>Since when it cannot be asked for any more.</summary>
    public static DateTimeOffset? RetiredAt(DecisionType type) => type.RetiredAt;

    /// <summary>Send it as expectedVersion with a change.</summary>
    public static int Version(DecisionType type) => type.Version;
}

/// <summary>Something that the decider must know.</summary>
[View<DecisionQuestion>]
internal static class DecisionQuestionView
{
    /// <summary>Tells it apart from the others of its decision type.</summary>
    public static string Key(DecisionQuestion question) => question.Key;

    /// <summary>The question.</summary>
    public static string Text(DecisionQuestion question) => question.Text;

    /// <summary>Whether a decision cannot be asked for without it.</summary>
    public static bool Required(DecisionQuestion question) => question.Required;

    /// <summary>Where the system may know it from, such as inquiry.acuity.</summary>
    public static string? Fact(DecisionQuestion question) => question.Fact;
}

/// <summary>Who is asked, and for how long before the next is.</summary>
[View<DecisionStage>]
internal static class DecisionStageView
{
    /// <summary>Tried in this order until one is there.</summary>
    public static IReadOnlyList<Decider> To(DecisionStage stage) => stage.To;

    /// <summary>How long they have, such as 1 business day.</summary>
    public static string Within(DecisionStage stage) => stage.Within;
}

/// <summary>One place to look for who answers.</summary>
[View<Decider>]
internal static class DeciderView
{
    /// <summary>A role that somebody holds.</summary>
    public static string? Role(Decider decider) => decider.Role;

    /// <summary>Key of the team that narrows the role.</summary>
    public static string? Team(Decider decider) => decider.Team;

    /// <summary>Whether the role is narrowed to the team that it is asked for.</summary>
    public static bool SameTeam(Decider decider) => decider.SameTeam;

    /// <summary>Whether it is the person whom the decision concerns, such as the clinician whose day it is.</summary>
    public static bool Concerned(Decider decider) => decider.Concerned;

    /// <summary>Key of a team: anybody of it answers.</summary>
    public static string? Queue(Decider decider) => decider.Queue;

    /// <summary>Whether not anybody of the queue answers, but who is on duty for the team.</summary>
    public static bool OnDuty(Decider decider) => decider.OnDuty;

    /// <summary>Whether it is the supervisor of who asks, or of who was asked before.</summary>
    public static bool Supervisor(Decider decider) => decider.Supervisor;
}
