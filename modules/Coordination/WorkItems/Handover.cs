using CarePlatform.Coordination.Contracts;

namespace CarePlatform.Coordination;

/// <summary>What is told when an open item changes hands: whoever had it hears that it is gone, whoever has it that it is there.</summary>
internal static class Handover
{
    /// <summary>The reason when somebody took it from a queue.</summary>
    public const string Claimed = "claimed";

    public static StepReassigned Of(WorkItem item, Holder from, Holder to, string reason, DateTimeOffset at) => new(
        item.Workflow, item.Id, item.TemplateKey, item.Step, item.Subject, item.Client, reason,
        from.Owner, from.Team, from.Partner, to.Owner, to.Team, to.Partner, at);
}
