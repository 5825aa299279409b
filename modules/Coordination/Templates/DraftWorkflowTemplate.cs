using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Begins the next revision of a workflow template. A draft may be incomplete; it starts nothing until it is published.</summary>
[Mutation, Feature("coordination.templates"), Requires("coordination.design")]
internal static class DraftWorkflowTemplate
{
    /// <param name="Definition">The definition as JSON; it must at least have a key.</param>
    public sealed record Input(JsonElement Definition);

    /// <summary>The template has a draft already.</summary>
    /// <param name="Draft">The draft that there is.</param>
    public sealed record DraftExists(WorkflowTemplateId Draft) : Refusal(
        "coordination.draft_exists", $"This template has a draft already, {Draft}: edit or publish that one first.", "input.definition");

    public static async Task<Outcome<WorkflowTemplate>> Handle(Input input, CoordinationDb db, TimeProvider clock, CancellationToken ct)
    {
        if (!DefinitionJson.TryRead(input.Definition, out var definition, out var problem))
        {
            return problem!;
        }

        if (!DefinitionReview.IsKey(definition.Key))
        {
            return new InvalidInput(
                "input.definition",
                "key: is missing or no key. It tells the template apart from others: small letters, digits and dashes, such as \"front-door\".");
        }

        var revisions = await db.Templates.Where(t => t.Key == definition.Key)
            .Select(t => new { t.Id, t.State, t.Revision }).ToListAsync(ct);
        if (revisions.FirstOrDefault(r => r.State is TemplateState.Draft) is { } other)
        {
            return new DraftExists(other.Id);
        }

        var draft = WorkflowTemplate.Draft(definition, revisions.Select(r => r.Revision).DefaultIfEmpty().Max() + 1, clock.GetUtcNow());
        db.Add(draft);
        return draft;
    }
}
