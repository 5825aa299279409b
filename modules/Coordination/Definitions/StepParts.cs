using System.Text.Json;
using System.Text.Json.Serialization;

namespace CarePlatform.Coordination;

/// <summary>How long a step may take and from when: one limit, or one for each value of a field such as the acuity.</summary>
internal sealed record TimeFrame
{
    /// <summary>From when a step counts that says nothing: when it opened.</summary>
    public const string Opened = "opened";

    /// <summary>When the last of the steps before it ended, by the time of the work and not of the log.</summary>
    public const string Previous = "previous";

    /// <summary>
    /// <c>start</c> (when the run began), <c>opened</c> (when the step did), <c>previous</c>, the key of an earlier step (when it
    /// ended), or the field with a time or day, such as <c>start.receivedAt</c>.
    /// </summary>
    public string? From { get; init; }

    /// <summary>The limit, and the one for values that <see cref="Cases"/> does not name.</summary>
    public Limit? Limit { get; init; }

    /// <summary>The field whose value chooses the limit.</summary>
    public FieldRef? By { get; init; }

    public IReadOnlyDictionary<string, Limit> Cases { get; init; } = new Dictionary<string, Limit>();

    public IEnumerable<FieldRef> Reads => new[] { FieldRef.TryParse(From, out var from) ? from : (FieldRef?)null, By }.OfType<FieldRef>();
}

/// <summary>What shows that a step is done: an event, or a value that its owner measures and enters, or either.</summary>
internal sealed record MeasurableOutcome
{
    public EventPattern? When { get; init; }

    public ByHand? ByHand { get; init; }
}

/// <summary>The value with which a step may be completed by hand.</summary>
internal sealed record ByHand
{
    /// <summary>What is measured, for people: "contact attempts made".</summary>
    public string? Measure { get; init; }

    public decimal? AtLeast { get; init; }

    public decimal? AtMost { get; init; }
}

/// <summary>
/// One place to look for an owner: exactly one of a person named by a field, a role, a team's queue, the supervisor of the owner.
/// A team beside a role narrows it; a team beside a person says whose work it is.
/// </summary>
internal sealed record Target
{
    /// <summary>The field with the person's id.</summary>
    public FieldRef? Person { get; init; }

    /// <summary>A role that somebody holds; with a team, somebody of that team.</summary>
    public string? Role { get; init; }

    /// <summary>Key of a role on the client's care team, such as <c>care-manager</c>.</summary>
    public string? CareTeam { get; init; }

    /// <summary>Key of the team whose queue takes it.</summary>
    public string? Queue { get; init; }

    /// <summary>The field with the team whose queue takes it.</summary>
    public FieldRef? QueueOf { get; init; }

    /// <summary>Key of the partner organisation that owes it; a team beside it watches over it.</summary>
    public string? Organisation { get; init; }

    /// <summary>The field with the partner organisation that owes it.</summary>
    public FieldRef? OrganisationOf { get; init; }

    /// <summary>Beside a queue: not the queue takes it, but who is on duty for the team at that moment.</summary>
    public bool OnDuty { get; init; }

    /// <summary>Whoever supervises the present owner.</summary>
    public bool SupervisorOfOwner { get; init; }

    /// <summary>Key of the team.</summary>
    public string? Team { get; init; }

    /// <summary>The field with the team.</summary>
    public FieldRef? TeamOf { get; init; }

    /// <summary>The team that the step is with.</summary>
    public bool SameTeam { get; init; }

    /// <summary>Whether it depends on nothing that a run may lack: a role of the whole tenant, or a fixed queue.</summary>
    [JsonIgnore]
    public bool IsTenantWide => (Queue is not null && !OnDuty) || (Role is not null && Team is null && TeamOf is null && !SameTeam);

    [JsonIgnore]
    public bool IsPartner => Organisation is not null || OrganisationOf is not null;

    [JsonIgnore]
    public IEnumerable<FieldRef> Reads => new[] { Person, QueueOf, TeamOf, OrganisationOf }.OfType<FieldRef>();
}

/// <summary>What an escalation does besides being recorded and published.</summary>
internal enum EscalationAction
{
    /// <summary>Tells the person or queue that was found.</summary>
    Notify,

    /// <summary>Makes the person or queue that was found the owner.</summary>
    Reassign,

    /// <summary>Raises the priority by one.</summary>
    RaisePriority,

    /// <summary>Begins another workflow about the same matter.</summary>
    StartWorkflow,

    /// <summary>Asks for a decision about the step, by the registry of decision rights.</summary>
    AskDecision,
}

/// <summary>One rung of an escalation ladder.</summary>
internal sealed record Rung
{
    public AfterDue? After { get; init; }

    /// <summary>Tried in this order until one is there.</summary>
    public IReadOnlyList<Target> To { get; init; } = [];

    public IReadOnlyList<EscalationAction> Do { get; init; } = [];

    /// <summary>Key of the template that <see cref="EscalationAction.StartWorkflow"/> begins.</summary>
    public string? Workflow { get; init; }

    /// <summary>Key of the decision type that <see cref="EscalationAction.AskDecision"/> asks for.</summary>
    public string? Decision { get; init; }
}

/// <summary>When a rung comes due: <c>due</c>, or <c>due + 4 business hours</c>.</summary>
[JsonConverter(typeof(AfterDueJson))]
internal readonly record struct AfterDue(Limit Delay)
{
    public static bool TryParse(string? text, out AfterDue after)
    {
        var delay = Limit.Immediately;
        var ok = text == "due" || (text?.StartsWith("due + ", StringComparison.Ordinal) == true && Limit.TryParse(text[6..], out delay));
        after = new AfterDue(delay);
        return ok;
    }

    public override string ToString() => Delay.Amount == 0 ? "due" : $"due + {Delay}";
}

internal sealed class AfterDueJson : JsonConverter<AfterDue>
{
    public override AfterDue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && AfterDue.TryParse(reader.GetString(), out var after)
            ? after
            : throw new JsonException("is no time after the due time: write \"due\" or, for example, \"due + 4 business hours\"");

    public override void Write(Utf8JsonWriter writer, AfterDue value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
