using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Changes a draft of a workflow template. What is published never changes.</summary>
[Mutation, Feature("coordination.templates"), Requires("coordination.design")]
internal static class EditWorkflowTemplate
{
    /// <param name="Template">The draft.</param>
    /// <param name="Definition">The whole definition as JSON; its key may be left out and must not differ.</param>
    /// <param name="ExpectedVersion">The version that the change is based on.</param>
    public sealed record Input(WorkflowTemplateId Template, JsonElement Definition, int? ExpectedVersion = null);

    /// <summary>The definition belongs to another template.</summary>
    /// <param name="Key">The key of the draft.</param>
    public sealed record OtherKey(string Key) : Refusal(
        "coordination.other_key", $"This draft has the key \"{Key}\", which stays. Begin a new draft for another key.", "input.definition");

    public static async Task<Outcome<WorkflowTemplate>> Handle(Input input, CoordinationDb db, CancellationToken ct)
    {
        if (!DefinitionJson.TryRead(input.Definition, out var definition, out var problem))
        {
            return problem!;
        }

        if (await db.Templates.FirstOrDefaultAsync(t => t.Id == input.Template, ct) is not { } template)
        {
            return new NotFound("input.template");
        }

        if (input.ExpectedVersion is { } expected && expected != template.Version)
        {
            return new VersionConflict(expected, template.Version);
        }

        if (template.State is not TemplateState.Draft)
        {
            return new NotADraft();
        }

        if (definition.Key is { } key && key != template.Key)
        {
            return new OtherKey(template.Key);
        }

        template.Write(definition);
        return template;
    }
}
