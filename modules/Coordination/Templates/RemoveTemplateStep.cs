using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Takes one step out of a draft. What comes after it is told in the draft's findings.</summary>
[Mutation, Feature("coordination.templates"), Requires("coordination.design")]
internal static class RemoveTemplateStep
{
    /// <param name="Template">The draft.</param>
    /// <param name="Step">Key of the step.</param>
    /// <param name="ExpectedVersion">The version that the change is based on.</param>
    public sealed record Input(WorkflowTemplateId Template, string Step, int? ExpectedVersion = null);

    public static async Task<Outcome<WorkflowTemplate>> Handle(Input input, CoordinationDb db, CancellationToken ct)
    {
        if (await db.Templates.FirstOrDefaultAsync(t => t.Id == input.Template, ct) is not { } template)
        {
            return new NotFound("input.template");
        }

        if (template.PreventsWriting(input.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        var steps = template.Definition.Steps.Where(s => s.Key != input.Step).ToList();
        if (steps.Count == template.Definition.Steps.Count)
        {
            return new NotFound("input.step");
        }

        template.Write(template.Definition with { Steps = steps });
        return template;
    }
}
