using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Puts a draft in force in place of the revision before it. Refused until every step has an owner, a time frame, a measurable
/// outcome and an escalation path; runs that are under way keep their revision.
/// </summary>
[Mutation, Feature("coordination.templates"), Requires("coordination.publish")]
internal static class PublishWorkflowTemplate
{
    /// <param name="Template">The draft.</param>
    /// <param name="ExpectedVersion">The version that was reviewed.</param>
    public sealed record Input(WorkflowTemplateId Template, int? ExpectedVersion = null);

    /// <summary>A part of the definition is missing or wrong; there is one for each part, with its place in the definition.</summary>
    /// <param name="Place">Where in the definition, such as steps[1].owner.</param>
    /// <param name="Problem">What is missing or wrong there, in words.</param>
    public sealed record TemplateIncomplete(string Place, string Problem)
        : Refusal("coordination.template_incomplete", Problem, $"definition.{Place}");

    public static async Task<Outcome<WorkflowTemplate>> Handle(
        Input input, CoordinationDb db, People people, IRoleBoundaryLookup boundaries, OrganisationById organisations,
        TimeProvider clock, CancellationToken ct)
    {
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

        IReadOnlyList<Finding> findings =
        [
            .. DefinitionReview.Of(template.Definition, EventCatalogue.Contracts),
            .. await StaffReview.Of(template.Definition, people, await boundaries.Find(ct), await organisations.All(ct), ct),
            .. await RequestReview.Of(template.Definition, db, ct),
            .. await DecisionReview.Of(template.Definition, db, ct),
        ];
        if (findings.Count > 0)
        {
            return Outcome<WorkflowTemplate>.Refused([.. findings.Select(f => new TemplateIncomplete(f.Path, f.Problem))]);
        }

        if (await db.Templates.FirstOrDefaultAsync(t => t.Key == template.Key && t.State == TemplateState.Published, ct) is { } before)
        {
            before.Retire(clock.GetUtcNow());
        }

        template.Publish(clock.GetUtcNow());
        return template;
    }
}

/// <summary>The template is published or retired, and so never changes again.</summary>
internal sealed record NotADraft() : Refusal(
    "coordination.not_a_draft", "This revision is no draft: what was published never changes. Begin a new draft.", "input.template");
