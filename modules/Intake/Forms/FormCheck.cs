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

        if (string.IsNullOrWhiteSpace(form.Title) || form.Sections.Any(s => string.IsNullOrWhiteSpace(s.Title)))
        {
            problems.Add("The form and each section need a title.");
        }

        if (!form.Fields.Any())
        {
            problems.Add("The form asks nothing: add a field.");
        }

        problems.AddRange(form.Sections.Select(s => s.Key).Concat(form.Fields.Select(f => f.Key)).Where(k => !Name().IsMatch(k)).Distinct()
            .Select(k => $"\"{k}\" is no key: use small letters, digits and hyphens."));
        problems.AddRange(Twice(form.Sections.Select(s => s.Key)).Select(k => $"The section \"{k}\" is there twice."));
        problems.AddRange(Twice(form.Fields.Select(f => f.Key)).Select(k => $"The field \"{k}\" is there twice."));
        problems.AddRange(Twice(form.Fields.Select(f => f.Fact).OfType<string>()).Select(f => $"Two fields are bound to the fact \"{f}\": ask once."));
        problems.AddRange(form.Fields.SelectMany(Problems));
        var earlier = new Dictionary<string, FormField>(StringComparer.Ordinal);
        foreach (var section in form.Sections)
        {
            foreach (var condition in section.AskWhen ?? [])
            {
                if (!earlier.TryGetValue(condition.Field, out var field) || condition.AnyOf.Count == 0)
                {
                    problems.Add($"Whether the section \"{section.Key}\" is asked cannot depend on \"{condition.Field}\": name an earlier section's field and values of it.");
                }
                else if (field.Options is { Count: > 0 } options && condition.AnyOf.Except(options).ToList() is { Count: > 0 } never)
                {
                    problems.Add($"Whether the section \"{section.Key}\" is asked waits for {string.Join(", ", never)}, which \"{field.Key}\" never says.");
                }
            }

            foreach (var field in section.Fields)
            {
                earlier.TryAdd(field.Key, field);
            }
        }

        return problems;
    }

    private static IEnumerable<string> Problems(FormField field)
    {
        if (string.IsNullOrWhiteSpace(field.Text))
        {
            yield return $"The field \"{field.Key}\" asks nothing: write its text.";
        }

        if (field.Kind is FieldKind.Choice != field.Options is { Count: > 0 })
        {
            yield return $"The field \"{field.Key}\" must have options if it is a choice, and none if it is not.";
        }

        if (field.Options is { } options && (options.Any(string.IsNullOrWhiteSpace) || options.Distinct(StringComparer.Ordinal).Count() < options.Count))
        {
            yield return $"The options of \"{field.Key}\" must all say something, and differ.";
        }

        if (field.Fact is not { } fact)
        {
            yield break;
        }

        if (!FactPath().IsMatch(fact))
        {
            yield return $"\"{fact}\" is no path of a fact: write it like client.birth-date or social.support.";
        }
        else if (FactPaths.Instead(fact) is { } instead)
        {
            yield return $"No record holds \"{fact}\": there are {string.Join(", ", instead)}.";
        }
        else if (fact == FactPaths.BirthDate && field.Kind is not FieldKind.Date)
        {
            yield return $"The field \"{field.Key}\" must be a date, as {fact} is.";
        }
        else if (fact == FactPaths.Gender && (field.Kind is not FieldKind.Choice || field.Options?.Except(FactPaths.Genders).Any() == true))
        {
            yield return $"The field \"{field.Key}\" must be a choice of {string.Join(", ", FactPaths.Genders)}, as {fact} is.";
        }
    }

    private static IEnumerable<string> Twice(IEnumerable<string> keys) => keys.GroupBy(k => k, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key);

    [GeneratedRegex("^[a-z][a-z0-9-]{0,60}$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[a-z][a-z-]{0,30}(\.[a-z][a-z0-9-]{0,40}){1,3}$")]
    private static partial Regex FactPath();
}
