using System.Text.RegularExpressions;

namespace CarePlatform.Intake;

/// <summary>An address as people write it in one line, taken apart into what the record keeps. What cannot be told apart stays in the line.</summary>
internal static partial class WrittenAddress
{
    /// <summary>The parts: state and postal code from the end, the city where a comma or a line sets it off.</summary>
    public static AddressDetails Read(string text)
    {
        var whole = string.Join(", ", text.Split([',', '\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        if (Ending().Match(whole) is not { Success: true } ending)
        {
            return new AddressDetails(text.Trim());
        }

        var (before, postal) = (whole[..ending.Index].TrimEnd(' ', ','), ending.Groups["postal"].Value);
        var cut = before.LastIndexOf(',');
        var last = before[(cut + 1)..].Trim();
        if (Vocabulary.CodeOfState(last) is { } alone)
        {
            // "12 Elm Street, Boston, MA, 02118"
            before = cut < 0 ? "" : before[..cut];
            return Parts(before, alone, postal);
        }

        // "12 Elm Street, Boston MA 02118": the state is the last word or two of what stands before the code.
        var words = last.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var n in new[] { 2, 1 })
        {
            if (words.Length > n && Vocabulary.CodeOfState(string.Join(' ', words[^n..])) is { } state)
            {
                return Parts(string.Join(' ', before[..(cut + 1)].TrimEnd(), string.Join(' ', words[..^n])).Trim(), state, postal);
            }
        }

        return new AddressDetails(text.Trim());
    }

    private static AddressDetails Parts(string before, string state, string postal)
    {
        var cut = before.LastIndexOf(',');
        return cut < 0
            ? new AddressDetails(before.Length > 0 ? before : null, null, state, postal)
            : new AddressDetails(before[..cut].Trim(), before[(cut + 1)..].Trim(), state, postal);
    }

    [GeneratedRegex(@"[ ,]\s*(?<postal>\d{5}(-\d{4})?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Ending();
}
