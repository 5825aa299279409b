using System.Globalization;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Reads what was typed on the public form, and says which field is at fault.</summary>
internal static class DoorForm
{
    // Which part of the input belongs to which field of the form, the longer paths first.
    private static readonly (string Path, string Field)[] Parts =
    [
        ("input.person.birthDate", "birthDate"), ("input.person.phones", "to"), ("input.person.emails", "to"), ("input.person", "given"),
        ("input.answerTo", "to"), ("input.askerName", "asker"), ("input.reason", "reason"),
    ];

    /// <summary>The request that the form makes, or the fields with a problem.</summary>
    /// <param name="form">The form's number.</param>
    public static (AskForHelp.Input? Input, IReadOnlyList<string> Problems) Read(IReadOnlyDictionary<string, string> typed, string form, string language)
    {
        string? Field(string name) => typed.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

        if (Field("trap") is not null)
        {
            return (null, ["trap"]);
        }

        var birthDate = DateOnly.TryParseExact(Field("birthDate"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null;
        if (Field("birthDate") is not null && birthDate is null)
        {
            return (null, ["birthDate"]);
        }

        var relation = Choice(typed, "relation", AskerRelation.Self);
        var by = Choice(typed, "answerBy", AnswerBy.Call);
        var to = Field("to") ?? "";
        if ((by is AnswerBy.Email ? ReachForm.Email(to) : ReachForm.Phone(to)) is null)
        {
            return (null, ["to"]);
        }

        // Where the answer goes is where the person is reached only when they ask for themselves.
        var own = relation is AskerRelation.Self;
        var person = new PersonDetails(
            Field("given"), Field("family"), birthDate, Language: language,
            Phones: own && by is not AnswerBy.Email ? [to] : null, Emails: own && by is AnswerBy.Email ? [to] : null);
        return (new AskForHelp.Input(form, person, by, to, relation, Field("asker"), Field("reason"), language), []);
    }

    /// <summary>The field that a refusal is about; <c>door</c> when it is about none.</summary>
    public static string FieldOf(Refusal refusal) =>
        Parts.FirstOrDefault(p => refusal.Path.StartsWith(p.Path, StringComparison.OrdinalIgnoreCase)).Field ?? "door";

    private static T Choice<T>(IReadOnlyDictionary<string, string> typed, string field, T otherwise)
        where T : struct, Enum => Enum.TryParse<T>(typed.GetValueOrDefault(field), ignoreCase: true, out var chosen) && Enum.IsDefined(chosen) ? chosen : otherwise;
}
