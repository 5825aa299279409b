using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Writes one step of a draft: the one of the same key is replaced, a new one is added.</summary>
[Mutation, Feature("coordination.templates"), Requires("coordination.design")]
internal static class WriteTemplateStep
{
    /// <param name="Template">The draft.</param>
    /// <param name="Step">The step as JSON; it must at least have a key.</param>
    /// <param name="Place">Where it stands, from 0; left out, a step that there is keeps its place and a new one comes last.</param>
    /// <param name="ExpectedVersion">The version that the change is based on.</param>
    public sealed record Input(WorkflowTemplateId Template, JsonElement Step, int? Place = null, int? ExpectedVersion = null);

    public static async Task<Outcome<WorkflowTemplate>> Handle(Input input, CoordinationDb db, CancellationToken ct)
    {
        var alone = JsonSerializer.SerializeToElement(new { steps = new[] { input.Step } });
        if (!DefinitionJson.TryRead(alone, out var read, out var problem))
        {
            return new InvalidInput("input.step", problem!.Message.Replace("steps[0]", "step", StringComparison.Ordinal));
        }

        var step = read.Steps[0];
        if (!DefinitionReview.IsKey(step.Key))
        {
            return new InvalidInput("input.step", "step.key: is missing or no key: small letters, digits and dashes, such as \"welcome-call\".");
        }

        if (await db.Templates.FirstOrDefaultAsync(t => t.Id == input.Template, ct) is not { } template)
        {
            return new NotFound("input.template");
        }

        if (template.PreventsWriting(input.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        var steps = template.Definition.Steps.ToList();
        var before = steps.FindIndex(s => s.Key == step.Key);
        steps.RemoveAll(s => s.Key == step.Key);
        var place = input.Place ?? (before < 0 ? steps.Count : before);
        if (place < 0 || place > steps.Count)
        {
            return new InvalidInput("input.place", $"The place is 0 to {steps.Count}.");
        }

        steps.Insert(place, step);
        template.Write(template.Definition with { Steps = steps });
        return template;
    }
}

/// <summary>What every change of a draft asks first.</summary>
internal static class DraftChange
{
    /// <summary>Why the draft cannot be changed by somebody who saw this version; null when it can.</summary>
    public static Refusal? PreventsWriting(this WorkflowTemplate template, int? expectedVersion) =>
        expectedVersion is { } expected && expected != template.Version ? new VersionConflict(expected, template.Version)
        : template.State is TemplateState.Draft ? null
        : new NotADraft();
}
