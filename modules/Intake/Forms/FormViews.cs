using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>What a form asks.</summary>
[View<FormDefinition>("Form")]
internal static class FormDefinitionView
{
    /// <summary>Which form.</summary>
    public static string Key(FormDefinition form) => form.Key;

    /// <summary>Which version; send it back with what was typed.</summary>
    public static int Version(FormDefinition form) => form.Version;

    /// <summary>For people.</summary>
    public static string Title(FormDefinition form) => form.Title;

    /// <summary>Which rule asks for it; null when none does.</summary>
    public static string? Source(FormDefinition form) => form.Source;

    /// <summary>In the order of asking.</summary>
    public static IReadOnlyList<FormSection> Sections(FormDefinition form) => form.Sections;
}

/// <summary>A part of a form.</summary>
[View<FormSection>]
internal static class FormSectionView
{
    /// <summary>Its name.</summary>
    public static string Key(FormSection section) => section.Key;

    /// <summary>For people.</summary>
    public static string Title(FormSection section) => section.Title;

    /// <summary>In the order of asking.</summary>
    public static IReadOnlyList<FormField> Fields(FormSection section) => section.Fields;

    /// <summary>It is asked only when all of these values stand in earlier fields; always when empty.</summary>
    public static IReadOnlyList<FormCondition> AskWhen(FormSection section) => section.AskWhen ?? [];
}

/// <summary>An earlier field has one of these values.</summary>
[View<FormCondition>]
internal static class FormConditionView
{
    /// <summary>Key of the field.</summary>
    public static string Field(FormCondition condition) => condition.Field;

    /// <summary>The values.</summary>
    public static IReadOnlyList<string> AnyOf(FormCondition condition) => condition.AnyOf;
}

/// <summary>One field of a form.</summary>
[View<FormField>]
internal static class FormFieldView
{
    /// <summary>Its name in answers.</summary>
    public static string Key(FormField field) => field.Key;

    /// <summary>As it is asked.</summary>
    public static string Text(FormField field) => field.Text;

    /// <summary>Path of the fact that it is bound to; null when it belongs to this form only.</summary>
    public static string? Fact(FormField field) => field.Fact;

    /// <summary>What can be typed.</summary>
    public static FieldKind Kind(FormField field) => field.Kind;

    /// <summary>Whether it needs a value, or a reason why none could be obtained.</summary>
    public static bool Required(FormField field) => field.Required;

    /// <summary>The possible values of a choice.</summary>
    public static IReadOnlyList<string> Options(FormField field) => field.Options ?? [];
}

/// <summary>A form as it is shown to somebody who fills it in.</summary>
[View<FormToFill>]
internal static class FormToFillView
{
    /// <summary>What it asks.</summary>
    public static FormDefinition Form(FormToFill form) => form.Form;

    /// <summary>What is known already of the facts that it asks for: show it, and do not ask again.</summary>
    public static IReadOnlyList<KnownValue> Known(FormToFill form) =>
        [.. form.Form.Fields.Select(f => f.Fact).OfType<string>().Select(f => form.Known.GetValueOrDefault(f)).OfType<KnownValue>()];
}

/// <summary>What is known of one fact, with where and when it was recorded.</summary>
[View<KnownValue>]
internal static class KnownValueView
{
    /// <summary>Which fact.</summary>
    public static string Path(KnownValue value) => value.Path;

    /// <summary>As text; days as <c>1990-05-23</c>.</summary>
    public static string Value(KnownValue value) => value.Value;

    /// <summary>Where it was recorded: <c>client</c>, <c>inquiry</c>, or the key of a form.</summary>
    public static string From(KnownValue value) => value.From;

    /// <summary>When.</summary>
    public static DateTimeOffset RecordedAt(KnownValue value) => value.RecordedAt;
}

/// <summary>A form that was filled in about a person.</summary>
[View<FilledForm>, Audited(nameof(Client))]
internal static class FilledFormView
{
    /// <summary>Its id.</summary>
    public static FilledFormId Id(FilledForm form) => form.Id;

    /// <summary>About whom.</summary>
    public static ClientId Client(FilledForm form) => form.Client;

    /// <summary>The request that it belongs to.</summary>
    public static InquiryId? Inquiry(FilledForm form) => form.Inquiry;

    /// <summary>Key of the form.</summary>
    public static string Form(FilledForm form) => form.Form;

    /// <summary>Version of the form.</summary>
    public static int FormVersion(FilledForm form) => form.FormVersion;

    /// <summary>Where it was filled in.</summary>
    public static SiteId? Site(FilledForm form) => form.Site;

    /// <summary>What belongs to this form only.</summary>
    public static IReadOnlyList<FillForm.FieldValue> Answers(FilledForm form) => [.. form.Answers.Select(a => new FillForm.FieldValue(a.Key, a.Value))];

    /// <summary>Where everything else is known from.</summary>
    public static IReadOnlyList<FieldFact> Facts(FilledForm form) => [.. form.Facts.Select(f => new FieldFact(f.Key, f.Value.Path, f.Value.Where))];

    /// <summary>Fields for which nothing could be obtained, with the reason.</summary>
    public static IReadOnlyList<FillForm.FieldReason> NotObtained(FilledForm form) => [.. form.NotObtained.Select(n => new FillForm.FieldReason(n.Key, n.Value))];

    /// <summary>When.</summary>
    public static DateTimeOffset FilledAt(FilledForm form) => form.FilledAt;

    /// <summary>Who; null when the system did.</summary>
    public static UserId? FilledBy(FilledForm form) => form.FilledBy;
}

/// <summary>Where the value of a field is known from.</summary>
internal sealed record FieldFact(string Field, string Fact, string Where);

/// <summary>Where the value of a field is known from.</summary>
[View<FieldFact>]
internal static class FieldFactView
{
    /// <summary>Key of the field.</summary>
    public static string Field(FieldFact fact) => fact.Field;

    /// <summary>Path of the fact.</summary>
    public static string Fact(FieldFact fact) => fact.Fact;

    /// <summary>The record that holds it, with its version where it has one.</summary>
    public static string Where(FieldFact fact) => fact.Where;

    /// <summary>
    /// What stands there: as it was when the form was filled in, but of a request or a coverage as it is now; <c>formFor</c> shows what is known
    /// now. Null when it is for named people only by now, or gone.
    /// </summary>
    public static Loaded<string> Value(FieldFact fact, FactByReference loader) => loader.For(fact.Fact, fact.Where);
}

/// <summary>What was typed into a field.</summary>
[View<FillForm.FieldValue>]
internal static class FieldValueView
{
    /// <summary>Key of the field.</summary>
    public static string Field(FillForm.FieldValue value) => value.Field;

    /// <summary>As text.</summary>
    public static string Value(FillForm.FieldValue value) => value.Value;
}

/// <summary>Why nothing could be obtained for a field.</summary>
[View<FillForm.FieldReason>]
internal static class FieldReasonView
{
    /// <summary>Key of the field.</summary>
    public static string Field(FillForm.FieldReason reason) => reason.Field;

    /// <summary>Why.</summary>
    public static string Reason(FillForm.FieldReason reason) => reason.Reason;
}

/// <summary>A fact that was typed although it was known.</summary>
[View<RepeatedFact>]
internal static class RepeatedFactView
{
    /// <summary>The form in which it was typed again.</summary>
    public static string Form(RepeatedFact fact) => fact.Form;

    /// <summary>Its field there.</summary>
    public static string Field(RepeatedFact fact) => fact.Field;

    /// <summary>Which fact.</summary>
    public static string Fact(RepeatedFact fact) => fact.Fact;

    /// <summary>At which site; null where none was said.</summary>
    public static SiteId? Site(RepeatedFact fact) => fact.Site;

    /// <summary>Where it was known from: <c>client</c>, <c>inquiry</c>, or the key of a form.</summary>
    public static string KnownFrom(RepeatedFact fact) => fact.KnownFrom;

    /// <summary>How often.</summary>
    public static int TypedCount(RepeatedFact fact) => fact.Times;

    /// <summary>About how many people.</summary>
    public static int PeopleCount(RepeatedFact fact) => fact.People;

    /// <summary>Minutes lost, by the time that a field costs.</summary>
    public static decimal MinutesLost(RepeatedFact fact) => fact.Minutes;
}
