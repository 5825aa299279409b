using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>The four things that every step must have.</summary>
internal sealed partial class DefinitionReview
{
    private void Time(StepDefinition step, string path, string name)
    {
        if (step.TimeFrame is not { } frame || (frame.Limit is null && frame.Cases.Count == 0))
        {
            Add($"{path}.timeFrame", $"The step {name} has no time frame: say how long it may take.");
            return;
        }

        foreach (var place in frame.Cases.Where(c => c.Value.Amount == 0).Select(c => $"cases.{c.Key}")
            .Concat(frame.Limit is { Amount: 0 } ? ["limit"] : []))
        {
            Add($"{path}.timeFrame.{place}",
                $"The step {name} has no time at all there, so that it would be late whatever its owner does: give it some, such as \"15 minutes\".");
        }

        foreach (var place in frame.Cases.Where(c => c.Value.IsTooLong).Select(c => $"cases.{c.Key}").Concat(frame.Limit is { IsTooLong: true } ? ["limit"] : []))
        {
            Add($"{path}.timeFrame.{place}", $"The step {name} has more than ten years there: nobody would see it fall due.");
        }

        if (frame.From is { } from and not (FieldRef.Start or TimeFrame.Opened))
        {
            if (FieldRef.TryParse(from, out var anchor))
            {
                Read(step, anchor, $"{path}.timeFrame.from", "a time or a day", f => f.Kind is FieldKind.Instant or FieldKind.Day);
            }
            else if (!IsAnchor(step, from))
            {
                Add($"{path}.timeFrame.from",
                    $"\"{from}\" is no beginning: write \"{FieldRef.Start}\", \"{TimeFrame.Opened}\", \"{TimeFrame.Previous}\" or the key of an earlier "
                    + "step (when it ended), or a field such as \"start.receivedAt\".");
            }
        }

        Require(frame.By is not null || frame.Cases.Count == 0, $"{path}.timeFrame.by",
            $"The step {name} has a limit for each case but no field that tells the case.");
        if (frame.By is { } by
            && Read(step, by, $"{path}.timeFrame.by", "a choice or a text", f => f.Kind is FieldKind.Choice or FieldKind.Text) is { } field)
        {
            Cases(frame, field with { Optional = field.Optional || !IsCertain(step, by.Source) }, $"{path}.timeFrame", name);
        }
    }

    private void Cases(TimeFrame frame, EventField field, string path, string name)
    {
        foreach (var unknown in frame.Cases.Keys.Where(c => field.Kind is FieldKind.Choice && !field.Choices.Contains(c)))
        {
            Add($"{path}.cases", $"\"{unknown}\" is no value of {field.Name}: it is {string.Join(", ", field.Choices)}.");
        }

        var open = field.Choices.Except(frame.Cases.Keys).ToList();
        var lacking = open.Count > 0 ? string.Join(", ", open) : "other values";
        Require(frame.Limit is not null || (field.Kind is FieldKind.Choice && open.Count == 0 && !field.Optional), $"{path}.limit",
            $"The step {name} has no limit for {lacking}: add the cases, or a limit for the rest.");
    }

    private void Outcome(StepDefinition step, string path, string name)
    {
        if (step.Outcome is null or { When: null, ByHand: null })
        {
            Add($"{path}.outcome",
                $"The step {name} has no measurable outcome: name the event that shows that it is done, or the value to be measured.");
            return;
        }

        if (step.Outcome.When is { } done)
        {
            Pattern(done, $"{path}.outcome.when");
        }

        if (step.Outcome.ByHand is { } byHand)
        {
            Require(!string.IsNullOrWhiteSpace(byHand.Measure), $"{path}.outcome.byHand.measure",
                $"Say what the owner of {name} measures.");
            Short(byHand.Measure, $"{path}.outcome.byHand.measure");
            Require(!(byHand.AtLeast > byHand.AtMost), $"{path}.outcome.byHand",
                "No value can satisfy both bounds: atLeast is above atMost.");
        }
    }

    private void Escalation(StepDefinition step, string path, string name)
    {
        Require(step.Escalation.Count > 0, $"{path}.escalation",
            $"The step {name} has no escalation path: say who hears when it is not done in time.");
        foreach (var (rung, i) in step.Escalation.Select((r, i) => (r, i)))
        {
            var place = $"{path}.escalation[{i}]";
            Require(rung.After is not null, $"{place}.after",
                $"Say when the escalation of {name} comes: \"due\" or, for example, \"due + 4 business hours\".");
            Require(rung.After is not { Delay.IsTooLong: true }, $"{place}.after", $"The escalation of {name} comes after more than ten years: nobody would hear of it.");
            Require(i == 0 || !Precedes(rung.After?.Delay, step.Escalation[i - 1].After?.Delay), $"{place}.after",
                $"The escalations of {name} come one after the other: this one would be due before the one above it. Put them in order of time.");
            Require(rung.Do.Count > 0, $"{place}.do", $"The escalation of {name} does nothing: notify, reassign, raise-priority, start-workflow or ask-decision.");
            Starts(rung, place);
            Asks(rung, place);
            Require(rung.To.Count > 0, $"{place}.to", $"The escalation of {name} goes to nobody: say who hears.");
            Chain(step, rung.To, $"{place}.to", mustEndTenantWide: i == step.Escalation.Count - 1, escalation: true);
        }
    }

    // Of two units that no calendar makes comparable neither comes first.
    private static bool Precedes(Limit? later, Limit? earlier) => (later, earlier) switch
    {
        ({ Amount: 0 }, { Amount: > 0 }) => true,
        ({ } a, { } b) when a.Unit == b.Unit => a.Amount < b.Amount,
        ({ Unit: TimeUnit.Minutes } a, { Unit: TimeUnit.Hours } b) => a.Amount < b.Amount * 60L,
        ({ Unit: TimeUnit.Hours } a, { Unit: TimeUnit.Minutes } b) => a.Amount * 60L < b.Amount,
        ({ Unit: TimeUnit.BusinessMinutes } a, { Unit: TimeUnit.BusinessHours } b) => a.Amount < b.Amount * 60L,
        ({ Unit: TimeUnit.BusinessHours } a, { Unit: TimeUnit.BusinessMinutes } b) => a.Amount * 60L < b.Amount,
        _ => false,
    };

    private void Chain(StepDefinition step, IReadOnlyList<Target> chain, string path, bool mustEndTenantWide, bool escalation)
    {
        foreach (var (target, i) in chain.Select((t, i) => (t, i)))
        {
            Target(step, target, $"{path}[{i}]", escalation);
        }

        var rule = escalation ? "last escalation" : "owner rule";
        Require(!mustEndTenantWide || chain.Count == 0 || chain[^1].IsTenantWide, path,
            $"The {rule} of {step.Key} may find nobody: end it with a role of the whole tenant or a fixed queue.");
    }

    private void Target(StepDefinition step, Target target, string path, bool escalation)
    {
        var ways = new[]
        {
            target.Person is not null, target.Role is not null, target.Queue is not null, target.QueueOf is not null, target.SupervisorOfOwner,
            target.CareTeam is not null, target.Organisation is not null, target.OrganisationOf is not null,
        };
        var teams = new[] { target.Team is not null, target.TeamOf is not null, target.SameTeam };
        Require(ways.Count(w => w) == 1, path, "Name exactly one of person, role, careTeam, queue, queueOf, organisation, organisationOf and supervisorOfOwner.");
        Require(teams.Count(t => t) <= 1, path, "Name at most one of team, teamOf and sameTeam.");
        Require(target.Role is not null || target.Person is not null || target.CareTeam is not null || target.IsPartner || !teams.Any(t => t), path,
            "Only a person or a role, or an organisation, has a team beside it.");
        Require(target.CareTeam is null || _definition.Start?.Client is not null, $"{path}.careTeam",
            "A care team belongs to a client: say in start which field holds the client.");
        Require(!target.OnDuty || target.Queue is not null || target.QueueOf is not null, path,
            "Only a queue has people on duty: put onDuty beside queue or queueOf.");
        Require(escalation || (!target.SupervisorOfOwner && !target.SameTeam), path,
            "A step that opens has no owner or team yet to start from.");
        if (target.Person is { } person)
        {
            Read(step, person, $"{path}.person", "a person", f => f.Type == typeof(UserId));
        }

        if (target.OrganisationOf is { } organisation)
        {
            Read(step, organisation, $"{path}.organisationOf", "an organisation", f => f.Type == typeof(OrganisationId));
        }

        Require(!target.IsPartner || target.Team is not null || target.TeamOf is not null || target.SameTeam, path,
            "Say which team watches over what a partner owes: put team or teamOf beside the organisation.");
        foreach (var (team, word) in new[] { (target.QueueOf, "queueOf"), (target.TeamOf, "teamOf") })
        {
            if (team is { } field)
            {
                Read(step, field, $"{path}.{word}", "a team", f => f.Type == typeof(TeamId));
            }
        }
    }

    // The field of an event that has certainly happened when the step opens.
    private EventField? Read(StepDefinition step, FieldRef reference, string path, string expected, Func<EventField, bool> fits)
    {
        var source = _definition.Steps.FirstOrDefault(s => s.Key == reference.Source);
        if (reference.Source != FieldRef.Start && (source is null || step.Key is null || !_order.IsBefore(reference.Source, step.Key)))
        {
            Add(path,
                $"{reference} cannot be read: \"{reference.Source}\" is neither \"{FieldRef.Start}\" nor a step that has ended before {step.Key} opens.");
            return null;
        }

        if (reference.Field == FieldRef.Measured && source?.Outcome?.ByHand is not null)
        {
            var measured = new EventField(FieldRef.Measured, FieldKind.Number, source.Outcome.When is not null, typeof(decimal), []);
            Require(fits(measured), path, $"{reference} does not hold {expected}.");
            return measured;
        }

        var name = reference.Source == FieldRef.Start ? _definition.Start?.Event : source!.Outcome?.When?.Event;
        if (_events.Find(name) is not { } shape)
        {
            Require(name is not null || source?.Outcome is null, path,
                $"{reference} cannot be read: the step {reference.Source} is completed by hand, not by an event.");
            return null;
        }

        var field = Field(shape, reference.Field, path);
        Require(field is null || fits(field), path, $"{reference} does not hold {expected}.");
        return field;
    }
}
