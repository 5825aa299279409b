namespace CarePlatform.GraphQL;

/// <summary>The layout of block strings: taking indentation away when reading, and giving it when printing.</summary>
public static class BlockString
{
    /// <summary>The value of a block string: without the common indentation and without blank lines at both ends.</summary>
    public static string Dedent(string raw) => string.Join('\n', DedentLines(SplitLines(raw)));

    /// <summary>The lines without the indentation that all but the first share, and without blank lines at both ends.</summary>
    public static IReadOnlyList<string> DedentLines(IReadOnlyList<string> lines)
    {
        var common = int.MaxValue;
        var first = -1;
        var last = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            var indent = IndentOf(lines[i]);
            if (indent == lines[i].Length)
            {
                continue;
            }

            first = first < 0 ? i : first;
            last = i;
            if (i > 0)
            {
                common = Math.Min(common, indent);
            }
        }

        var result = new List<string>();
        for (var i = Math.Max(first, 0); i <= last; i++)
        {
            result.Add(i == 0 ? lines[i] : lines[i][Math.Min(common, lines[i].Length)..]);
        }

        return result;
    }

    /// <summary>The value between three quotes; <paramref name="minimize"/> adds no line break that is not needed.</summary>
    public static string Print(string value, bool minimize = false)
    {
        var escaped = value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal);
        var lines = SplitLines(escaped);
        var endsWithQuotes = escaped.EndsWith("\\\"\"\"", StringComparison.Ordinal);

        // Indented lines below would lose their indentation if the first line did not start on its own line.
        var breakBefore = lines.Count > 1 && lines.Skip(1).All(line => line.Length == 0 || IsBlank(line[0]));
        var breakAfter = (value.EndsWith('"') && !endsWithQuotes) || value.EndsWith('\\');
        var spread = !minimize && (lines.Count > 1 || value.Length > 70 || breakAfter || endsWithQuotes);

        // A single line that starts blank keeps its blanks only directly behind the quotes.
        var keepsBlanks = lines.Count == 1 && value.Length > 0 && IsBlank(value[0]);
        var head = (spread && !keepsBlanks) || breakBefore ? "\n" : "";
        var tail = spread || breakAfter ? "\n" : "";
        return $"\"\"\"{head}{escaped}{tail}\"\"\"";
    }

    /// <summary>Whether a block string can stand for exactly this value, so that reading it back gives the same.</summary>
    public static bool CanHold(string value)
    {
        if (value.Length == 0)
        {
            return true;
        }

        var lines = value.Split('\n');
        if (value.Any(character => character < 0x10 && character is not ('\t' or '\n')))
        {
            return false;
        }

        var allIndented = lines.All(line => line.Length == 0 || IsBlank(line[0]) || IndentOf(line) == line.Length);
        return IndentOf(lines[0]) < lines[0].Length && IndentOf(lines[^1]) < lines[^1].Length && !(allIndented && lines.Length > 1);
    }

    private static List<string> SplitLines(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.AsSpan().Split('\n'))
        {
            // A line feed behind a carriage return ends the same line.
            var range = text.AsSpan(line);
            if (line.End.Value < text.Length && range.EndsWith('\r'))
            {
                range = range[..^1];
            }

            foreach (var part in range.Split('\r'))
            {
                lines.Add(range[part].ToString());
            }
        }

        return lines;
    }

    private static int IndentOf(string line)
    {
        var indent = line.AsSpan().IndexOfAnyExcept(' ', '\t');
        return indent < 0 ? line.Length : indent;
    }

    private static bool IsBlank(char character) => character is ' ' or '\t';
}
