using System.Text.RegularExpressions;

namespace CarePlatform.Intake;

/// <summary>Says what makes a form unusable, each problem in words.</summary>
internal static partial class FormCheck
{
    /// <summary>Empty when the form can be used.</summary>
    public static IReadOnlyList<string> Problems(FormDefinition form)
    {
        var problems = new List<string>();
        if (!Name().IsMatch(form.Key))
        {
            problems.Add($"\"{form.Key}\" is no key: use small letters, digits and hyphens.");
        }

        if (!form.Fields.Any())
        {
            problems.Add("The form asks nothing: add a field.");
        }

        if (string.IsNullOrWhiteSpace(form.Title))
        {
            problems.Add("The form has no title.");
        }

        problems.AddRange(Twice(form.Sections.Select(s => s.Key)).Select(k => $"The section \"{k}\" is there twice."));
        problems.AddRange(form.Sections.Where(s => string.IsNullOrWhiteSpace(s.Title)).Select(s => $"The section \"{s.Key}\" has no title."));
        problems.AddRange(form.Sections.Select(s => s.Key).Concat(form.Fields.Select(f => f.Key)).Where(k => !Name().IsMatch(k)).Distinct(StringComparer.Ordinal)
            .Select(k => $"\"{k}\" is no key of a section or field: use small letters, digits and hyphens."));
        problems.AddRange(Twice(form.Fields.Select(f => f.Key)).Select(k => $"The field \"{k}\" is there twice."));
        problems.AddRange(Twice(form.Fields.Select(f => f.Fact).OfType<string>()).Select(f => $"Two fields are bound to the fact \"{f}\": ask once."));
        foreach (var field in form.Fields)
        {
            if (field.Kind is FieldKind.Choice != field.Options is { Count: > 0 })
            {
                problems.Add($"The field \"{field.Key}\" must have options if it is a choice, and none if it is not.");
            }

            if (string.IsNullOrWhiteSpace(field.Text))
            {
                problems.Add($"The field \"{field.Key}\" asks nothing: give it a text.");
            }

            if (field.Options?.Any(string.IsNullOrWhiteSpace) == true || Twice(field.Options ?? []).Any())
            {
                problems.Add($"The options of the field \"{field.Key}\" must differ, and none may be empty.");
            }

            if (field.Fact is { } fact && !FactPath().IsMatch(fact))
            {
                problems.Add($"\"{fact}\" is no path of a fact: write it like client.birth-date or social.support.");
            }
            else if (FactPaths.Problem(field) is { } problem)
            {
                problems.Add(problem);
            }
        }

        var earlier = new HashSet<string>(StringComparer.Ordinal);
        foreach (var section in form.Sections)
        {
            problems.AddRange((section.AskWhen ?? []).Where(c => !earlier.Contains(c.Field) || c.AnyOf.Count == 0)
                .Select(c => $"Whether the section \"{section.Key}\" is asked cannot depend on \"{c.Field}\": name an earlier section's field and values of it."));
            earlier.UnionWith(section.Fields.Select(f => f.Key));
        }

        return problems;
    }

    private static IEnumerable<string> Twice(IEnumerable<string> keys) => keys.GroupBy(k => k, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key);

    [GeneratedRegex("^[a-z][a-z0-9-]{0,60}$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[a-z][a-z-]{0,30}(\.[a-z][a-z0-9-]{0,40}){1,3}$")]
    private static partial Regex FactPath();
}
