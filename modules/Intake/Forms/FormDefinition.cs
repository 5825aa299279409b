namespace CarePlatform.Intake;

/// <summary>
/// What a form asks, as data. A version never changes once it is published. A field that is bound to a fact shows what is known of it,
/// and what is typed there becomes known everywhere.
/// </summary>
/// <param name="Key">Which form, such as <c>initial-evaluation</c>.</param>
/// <param name="Version">Counts up from 1.</param>
/// <param name="Title">For people.</param>
/// <param name="Sections">In the order of asking.</param>
/// <param name="Source">Which rule asks for it; null when none does.</param>
internal sealed record FormDefinition(string Key, int Version, string Title, IReadOnlyList<FormSection> Sections, string? Source = null)
{
    /// <summary>All fields, in the order of asking.</summary>
    public IEnumerable<FormField> Fields => Sections.SelectMany(s => s.Fields);

    /// <summary>The fields that are asked when these values stand in the form.</summary>
    /// <param name="values">Key of the field to its value, known ones included.</param>
    public IEnumerable<FormField> Asked(IReadOnlyDictionary<string, string> values) =>
        Sections.Where(s => s.AskWhen?.All(c => c.Holds(values)) != false).SelectMany(s => s.Fields);
}

/// <summary>A part of a form.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Title">For people.</param>
/// <param name="Fields">In the order of asking.</param>
/// <param name="AskWhen">It is asked only when all of these values stand in earlier fields; always when empty.</param>
internal sealed record FormSection(string Key, string Title, IReadOnlyList<FormField> Fields, IReadOnlyList<FormCondition>? AskWhen = null);

/// <summary>One field of a form.</summary>
/// <param name="Key">Its name in answers.</param>
/// <param name="Text">As it is asked.</param>
/// <param name="Fact">Path of the fact that it is bound to, such as <c>client.birth-date</c>; null when it belongs to this form only.</param>
/// <param name="Kind">What can be typed.</param>
/// <param name="Required">Whether it needs a value, or a reason why none could be obtained.</param>
/// <param name="Options">The possible values of a choice.</param>
internal sealed record FormField(
    string Key, string Text, string? Fact = null, FieldKind Kind = FieldKind.Text, bool Required = false, IReadOnlyList<string>? Options = null);

/// <summary>What can be typed into a field.</summary>
internal enum FieldKind
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>A day, as <c>1990-05-23</c>.</summary>
    Date,

    /// <summary>One of the field's options.</summary>
    Choice,
}

/// <summary>An earlier field has one of these values.</summary>
/// <param name="Field">Key of the field.</param>
/// <param name="AnyOf">The values.</param>
internal sealed record FormCondition(string Field, IReadOnlyList<string> AnyOf)
{
    /// <summary>Whether these values meet it.</summary>
    public bool Holds(IReadOnlyDictionary<string, string> values) => values.TryGetValue(Field, out var value) && AnyOf.Contains(value);
}

/// <summary>A version of a tenant's own form.</summary>
internal sealed class PublishedForm
{
    public required Guid Id { get; init; }

    public required string Key { get; init; }

    public required int Version { get; init; }

    public required FormDefinition Definition { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public Platform.UserId? PublishedBy { get; init; }
}
