using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Takes a published template out of force: it starts nothing any more, and its runs go on to their end.</summary>
[Mutation, Feature("coordination.templates"), Requires("coordination.publish")]
internal static class RetireWorkflowTemplate
{
    /// <param name="Template">The published revision.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(WorkflowTemplateId Template, int? ExpectedVersion = null);

    /// <summary>The revision is not in force.</summary>
    public sealed record NotPublished() : Refusal(
        "coordination.not_published", "This revision is not in force, so there is nothing to retire.", "input.template");

    public static async Task<Outcome<WorkflowTemplate>> Handle(Input input, CoordinationDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Templates.FirstOrDefaultAsync(t => t.Id == input.Template, ct) is not { } template)
        {
            return new NotFound("input.template");
        }

        if (input.ExpectedVersion is { } expected && expected != template.Version)
        {
            return new VersionConflict(expected, template.Version);
        }

        if (template.State is not TemplateState.Published)
        {
            return new NotPublished();
        }

        template.Retire(clock.GetUtcNow());
        return template;
    }
}
