using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// Takes a template back into use that was set aside because it could not be read: it hears everything that it has missed, in order. The
/// next event that it waits for does the same by itself.
/// </summary>
[Mutation, Feature("coordination"), Requires("coordination.publish")]
internal static class TakeBackWorkflowTemplate
{
    /// <param name="Template">The revision that was set aside.</param>
    public sealed record Input(WorkflowTemplateId Template);

    /// <summary>The revision is in use.</summary>
    public sealed record NotSetAside() : Refusal("coordination.not_set_aside", "This revision is not set aside; there is nothing to take back.", "input.template");

    /// <summary>The revision still cannot be read.</summary>
    /// <param name="Reason">What is wrong with it.</param>
    public sealed record StillUnreadable(string Reason) : Refusal(
        "coordination.still_unreadable",
        $"The revision still cannot be read: {Reason.TrimEnd('.')}. Publish a new revision for what begins from now on; its runs wait until this one is mended.",
        "input.template");

    public static async Task<Outcome<WorkflowTemplate>> Handle(Input input, Engine engine, TimeProvider clock, CancellationToken ct)
    {
        if (await engine.Lock(input.Template, ct) is not { } template)
        {
            return new NotFound("input.template");
        }

        if (template.SetAsideAt is null)
        {
            return new NotSetAside();
        }

        return template.Defect is { } defect
            ? new StillUnreadable(defect)
            : Outcome.Of(template).Publishing(await engine.CatchUp(template, clock.GetUtcNow(), ct));
    }
}
