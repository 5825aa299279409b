using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Asks for a decision. Who decides and how fast the registry says; what the system knows is filled in, and what is missing must
/// be said.
/// </summary>
[Mutation, Feature("coordination.decisions"), Requires("coordination.work")]
internal static class AskDecision
{
    /// <param name="Type">Key of the decision type, such as same-day-intake.</param>
    /// <param name="Question">What is asked for, in words.</param>
    /// <param name="Item">The work item that it is about; subject and client come from there.</param>
    /// <param name="Subject">Id of what it is about, such as the inquiry, when it is about no work item.</param>
    /// <param name="Client">The client whom it is about, when it is about no work item.</param>
    /// <param name="Team">The team for which it is asked; the item's when it is left out.</param>
    /// <param name="Information">What the decider must know and the system does not.</param>
    public sealed record Input(
        string Type, string Question, WorkItemId? Item = null, string? Subject = null, ClientId? Client = null, TeamId? Team = null,
        IReadOnlyList<Said>? Information = null);

    /// <summary>The answer to one question of the checklist.</summary>
    /// <param name="Key">Key of the question.</param>
    /// <param name="Answer">The answer; it goes before what the system knows.</param>
    public sealed record Said(string Key, string Answer);

    /// <summary>The registry has no such type, or has it no more.</summary>
    /// <param name="Type">The key that was asked for.</param>
    public sealed record DecisionTypeUnknown(string Type) : Refusal(
        "coordination.decision_type_unknown", $"No decision type \"{Type}\" is in force. Choose one of the registry.", "input.type");

    /// <summary>The decider must know something that is missing; there is one for each question.</summary>
    /// <param name="Key">Key of the question.</param>
    /// <param name="Question">The question.</param>
    public sealed record InformationMissing(string Key, string Question) : Refusal(
        "coordination.information_missing", $"The decider needs an answer to this: {Question}", "input.information");

    public static async Task<Outcome<DecisionRequest>> Handle(
        Input input, CoordinationDb db, Deciding deciding, KnownFacts facts, People people, Actor actor, TimeProvider clock,
        CancellationToken ct)
    {
        if (await db.DecisionTypes.FirstOrDefaultAsync(t => t.Key == input.Type && t.RetiredAt == null, ct) is not { } type)
        {
            return new DecisionTypeUnknown(input.Type);
        }

        var item = input.Item is { } id
            ? await db.WorkItemsFor("coordination.read").AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, ct)
            : null;
        if (input.Item is not null && item is null)
        {
            return new NotFound("input.item");
        }

        if (input.Team is { } team && await people.Team(team, ct) is null)
        {
            return new NotFound("input.team");
        }

        var about = await About(input, item, db, people, ct);
        if (item is null)
        {
            if (await facts.Settle(about, ct) is not { } settled)
            {
                return new NotFound(input.Subject is null ? "input.client" : "input.subject");
            }

            about = settled;
        }

        var known = await facts.Find(type.Rule.Information.Select(q => q.Fact).OfType<string>(), about, item, ct);
        var checklist = type.Rule.Information.Select(q => Line(q, input.Information ?? [], known)).ToList();
        if (checklist.Where(l => l.Required && l.Answer is null).ToList() is { Count: > 0 } missing)
        {
            return Outcome<DecisionRequest>.Refused([.. missing.Select(l => new InformationMissing(l.Key, l.Text))]);
        }

        var request = DecisionRequest.Ask(type, input.Question.Trim(), about, checklist, actor.User, clock.GetUtcNow());
        db.Add(request);
        return Outcome.Of(request).Publishing(await deciding.Begin(request, ct));
    }

    private static async Task<DecisionMatter> About(Input input, WorkItem? item, CoordinationDb db, People people, CancellationToken ct)
    {
        var team = input.Team ?? item?.Team;
        var site = item is null
            ? team is { } id ? (await people.Team(id, ct))?.Site : null
            : await db.Workflows.Where(w => w.Id == item.Workflow).Select(w => w.Site).FirstOrDefaultAsync(ct);
        return item is null
            ? new DecisionMatter(input.Subject, input.Client, null, team, site)
            : new DecisionMatter(item.Subject, item.Client, item.Id, team, site);
    }

    private static ChecklistLine Line(DecisionQuestion question, IReadOnlyList<Said> said, IReadOnlyDictionary<string, string> known)
    {
        var own = said.FirstOrDefault(s => s.Key == question.Key && !string.IsNullOrWhiteSpace(s.Answer))?.Answer.Trim();
        return ChecklistLine.Of(question, own, known);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator() => RuleFor(i => i.Question).NotEmpty().MaximumLength(2000);
    }
}
