using System.Reflection;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>What a definition says about events, against the events that modules publish.</summary>
internal sealed partial class DefinitionReview
{
    private static readonly MethodInfo TryParse = typeof(DefinitionReview).GetMethod(nameof(IsId), BindingFlags.NonPublic | BindingFlags.Static)!;

    private EventShape? Shape(string? name, string path)
    {
        if (name is null)
        {
            Add(path, "No event is named.");
            return null;
        }

        if (_events.Find(name) is { } shape)
        {
            if (_events.NewerThan(name) is { } newer)
            {
                Add(path, $"{name} is published no more: {newer} has taken its place. Write that, and check the fields that you read of it.");
            }

            return shape;
        }

        var hint = _events.Nearest(name) is { } near ? $" Did you mean {near}?" : "";
        Add(path, $"No module publishes the event \"{name}\".{hint}");
        return null;
    }

    private void Pattern(EventPattern pattern, string path)
    {
        if (Shape(pattern.Event, $"{path}.event") is not { } shape)
        {
            return;
        }

        Require(pattern.Subject is not null || pattern.Client is not null, path,
            $"Any {shape.Name} would do, about anybody: name the field that must hold the workflow's subject, or its client.");
        Id(shape, pattern.Subject, $"{path}.subject", SubjectType(), mayLack: true);
        Id(shape, pattern.Client, $"{path}.client", typeof(ClientId), mayLack: true);
        Require(pattern.Client is null || _definition.Start?.Client is not null, $"{path}.client",
            "The workflow has no client to compare with: name the client's field in start.client.");
        Condition(pattern.Where, shape, $"{path}.where");
        foreach (var (field, of) in pattern.Same ?? new Dictionary<string, FieldRef>())
        {
            Same(shape, field, of, $"{path}.same.{field}");
        }
    }

    private void Same(EventShape shape, string field, FieldRef of, string path)
    {
        var start = _events.Find(_definition.Start?.Event);
        if (of.Source != FieldRef.Start)
        {
            Add(path, $"Only fields of the start event are compared: write \"{FieldRef.Start}.{of.Field}\".");
        }
        else if (start is not null && Field(shape, field, path) is { } here && Field(start, of.Field, path) is { } there)
        {
            Require(here.Type == there.Type && here.Kind is FieldKind.Text or FieldKind.Id or FieldKind.Number or FieldKind.Truth or FieldKind.Choice, path,
                $"\"{field}\" of {shape.Name} and \"{of.Field}\" of {start.Name} hold different things: they are never the same.");
        }
    }

    // Of a workflow that an escalation asks for, the subject may be anything that has an id.
    private Type? SubjectType() => _definition.Start?.Event == EventCatalogue.Requested
        ? null
        : _events.Find(_definition.Start?.Event)?.Field(_definition.Start?.Subject)?.Type;

    private void Cancellation(Cancellation cancel, string path)
    {
        Pattern(cancel, path);
        Require(IsKey(cancel.Reason), $"{path}.reason",
            "Give the reason as a code for the history and for counting, such as \"inquiry-resolved\".");
    }

    // A renewal must bring something that the step's time frame, or its owner rule, reads.
    private void Renewal(StepDefinition step, Renewal renewal, string path, IEnumerable<FieldRef> reads, string what)
    {
        Pattern(renewal, path);
        if (renewal.Replaces is not { } source)
        {
            Add($"{path}.replaces", $"Say whose fields the event's replace: \"{FieldRef.Start}\" or an earlier step.");
        }
        else if (_events.Find(renewal.Event) is { } shape)
        {
            Require(reads.Any(r => r.Source == source && shape.Field(r.Field) is not null), $"{path}.replaces",
                $"Nothing would change: the {what} of {step.Key} reads no field of \"{source}\" that {shape.Name} has.");
        }
    }

    private void Id(EventShape shape, string? field, string path, Type? type, bool mayLack)
    {
        if (field is null || Field(shape, field, path) is not { } found)
        {
            return;
        }

        Require(found.Kind is FieldKind.Id && (type is null || found.Type == type), path,
            $"The field \"{field}\" of {shape.Name} holds no {(type is null ? "id" : type.Name)}.");
        Require(mayLack || !found.Optional, path, $"The field \"{field}\" of {shape.Name} may be absent; choose one that is always there.");
    }

    private EventField? Field(EventShape shape, string field, string path)
    {
        var found = shape.Field(field);
        Require(found is not null, path,
            $"{shape.Name} has no field \"{field}\"; it has {string.Join(", ", shape.Fields.Keys.Order(StringComparer.Ordinal))}.");
        return found;
    }

    private void Condition(Predicate? condition, EventShape shape, string path)
    {
        switch (condition)
        {
            case Predicate.All all:
                Each(all.Parts, "all");
                break;
            case Predicate.Any any:
                Each(any.Parts, "any");
                break;
            case Predicate.Not not:
                Condition(not.Part, shape, $"{path}.not");
                break;
            case Predicate.Is(var field, var value) when Field(shape, field, path) is { } found:
                Comparable(found, value, shape, path);
                break;
            case Predicate.OneOf(var field, var values) when Field(shape, field, path) is { } found:
                foreach (var value in values)
                {
                    Comparable(found, value, shape, path);
                }

                break;
            case Predicate.Exists(var field, _):
                Field(shape, field, path);
                break;
            case Predicate.Within(var field, _, _) when Field(shape, field, path) is { } found:
                Require(found.Kind is FieldKind.Number, path, $"The field \"{field}\" of {shape.Name} is no number, so it has no bounds.");
                break;
        }

        void Each(IReadOnlyList<Predicate> parts, string word)
        {
            for (var i = 0; i < parts.Count; i++)
            {
                Condition(parts[i], shape, $"{path}.{word}[{i}]");
            }
        }
    }

    private void Comparable(EventField field, object value, EventShape shape, string path)
    {
        var fits = (field.Kind, value) switch
        {
            (FieldKind.Text, string) => true,
            (FieldKind.Id, string id) => IsIdOf(field.Type, id),
            (FieldKind.Number, decimal) or (FieldKind.Truth, bool) => true,
            (FieldKind.Choice, string text) => field.Choices.Contains(text),
            _ => false,
        };
        var expected = field.Kind switch
        {
            FieldKind.Choice => $"one of {string.Join(", ", field.Choices)}",
            FieldKind.Number => "a number",
            FieldKind.Truth => "true or false",
            FieldKind.Text => "a text",
            FieldKind.Id => $"an id such as {Prefix(field.Type)}_…",
            _ => "nothing that can be compared for equality; use \"exists\"",
        };
        Require(fits, path, $"The field \"{field.Name}\" of {shape.Name} is never \"{value}\": it holds {expected}.");
    }

    private static bool IsIdOf(Type type, string text) => (bool)TryParse.MakeGenericMethod(type).Invoke(null, [text])!;

    private static bool IsId<TId>(string text)
        where TId : struct, IId<TId> => Platform.Id.TryParse<TId>(text, out _);

    private static string Prefix(Type type) => (string)type.GetProperty("Prefix")!.GetValue(null)!;
}
