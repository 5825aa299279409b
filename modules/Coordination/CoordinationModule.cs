using CarePlatform.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Coordination;

/// <summary>
/// The spine: workflow templates as data, steps with owners and clocks, escalation. Events start, complete and stop everything.
/// </summary>
public sealed class CoordinationModule : IModule
{
    public string Name => "coordination";

    public IReadOnlyList<FeatureDeclaration> Features { get; } =
    [
        new("coordination", "Workflows with owners, clocks and escalation; my work and team work"),
        new("coordination.templates", "Writing and publishing workflow templates of one's own", "coordination"),
        new("coordination.decisions", "The registry of decision rights, and decisions with a clock", "coordination"),
        new("coordination.daily", "Boards, problems that go up the line, huddles and the weekly operations meeting", "coordination"),
    ];

    public IReadOnlyList<PermissionDeclaration> Permissions { get; } =
    [
        new("coordination.read", "See work items, workflows and their history"),
        new("coordination.work", "Take items from a queue, complete them by hand and acknowledge escalations"),
        new("coordination.reassign", "Give work items to another person or queue"),
        new("coordination.absence", "Record who is away, who covers and to whom work is delegated"),
        new("coordination.duty", "Plan who is on duty, set how much people take, and which roles may do which kinds of work"),
        new("coordination.design", "Write drafts of workflow templates"),
        new("coordination.publish", "Publish and retire workflow templates"),
        new("coordination.define-decisions", "Say who decides what, how fast, and what holds when nobody answers"),
        new("coordination.lead", "Run boards and huddles: targets, changes, barriers, problems of the team and those put to oneself"),
        new("coordination.answer", "See and report, for a partner organisation, the steps that it owes"),
        new("coordination.report", "See the measures of the work and of decisions"),
    ];

    public void Register(IServiceCollection services) => services.AddScoped<Engine>().AddScoped<Mover>().AddScoped<ClientRuns>().AddScoped<MovedWork>()
        .AddScoped<Deciding>().AddScoped<KnownFacts>().AddScoped<DecisionHistory>().AddScoped<TierLine>().AddScoped<BoardDays>()
        .AddScoped<DutyBook>().AddScoped<HandoffBatch>();
}
