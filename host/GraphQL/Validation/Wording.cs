namespace CarePlatform.GraphQL;

/// <summary>Lists of names in messages.</summary>
internal static class Wording
{
    private const int MostSuggestions = 5;
    private const string HintStart = " Did you mean ";

    /// <summary>"a and b", "a, b, and c".</summary>
    public static string And(IEnumerable<string> items) => Join("and", [.. items]);

    /// <summary>"a or b", "a, b, or c".</summary>
    public static string Or(IEnumerable<string> items) => Join("or", [.. items]);

    /// <summary>A sentence that offers the names, of which there may be none; five at most.</summary>
    public static string DidYouMean(IEnumerable<string> suggestions, string? kind = null)
    {
        var names = suggestions.Take(MostSuggestions).Select(name => $"\"{name}\"").ToList();
        return names.Count == 0 ? "" : $"{HintStart}{(kind is null ? "" : kind + " ")}{Or(names)}?";
    }

    /// <summary>A message without the hint that stands at its end.</summary>
    public static string WithoutHint(string message) =>
        message.EndsWith('?') && message.LastIndexOf(HintStart, StringComparison.Ordinal) is var start and >= 0 ? message[..start] : message;

    private static string Join(string conjunction, List<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        2 => $"{items[0]} {conjunction} {items[1]}",
        _ => $"{string.Join(", ", items[..^1])}, {conjunction} {items[^1]}",
    };
}
