using System.Text;
using System.Text.Json;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>Runs every case of a file of recorded cases, prints the count, and fails with the ids of the cases that failed.</summary>
internal static class CorpusRun
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Listed = new(ReadListed);

    /// <summary>
    /// Runs the check for each case. The check answers null when the outcome is as recorded, and otherwise what differs.
    /// A case in <c>listed-cases.txt</c> must differ: one that does not is taken off the list.
    /// </summary>
    public static void All(string file, Func<JsonElement, string?> check)
    {
        var (passed, listed) = (0, 0);
        var failures = new List<string>();
        var unknown = new List<string>();
        foreach (var line in CorpusFolder.Lines(file))
        {
            using var document = JsonDocument.Parse(line);
            var id = document.RootElement.GetProperty("id").GetString()!;
            var difference = Run(check, document.RootElement);
            switch (difference, Listed.Value.ContainsKey(id))
            {
                case (null, false):
                    passed++;
                    break;
                case (null, true):
                    failures.Add($"{id}: passes; take it off listed-cases.txt");
                    break;
                case (_, true):
                    listed++;
                    break;
                case (_, false) when RestsOnJavaScript(document.RootElement) is { } reason:
                    // A case from elsewhere: the record itself says why it cannot be run here.
                    listed++;
                    unknown.Add($"{id}: {reason}");
                    break;
                default:
                    failures.Add($"{id}: {difference}");
                    break;
            }
        }

        var summary = $"{file}: {passed} passed, {failures.Count} failed, {listed} listed";
        foreach (var line in unknown.Prepend(summary))
        {
            TestContext.Current.TestOutputHelper?.WriteLine(line);
            Console.WriteLine(line);
        }

        Assert.True(failures.Count == 0, Describe(summary, failures));
    }

    /// <summary>Why a case that is not among those handed out cannot have the recorded outcome, in the words of its record; null when it should.</summary>
    private static string? RestsOnJavaScript(JsonElement recorded) =>
        CorpusFolder.IsHandedOut || recorded.Optional("portable") is not { ValueKind: JsonValueKind.False } ? null
        : recorded.Optional("notPortable") is { } parts ? $"not portable: {parts.GetRawText()}"
        : "not portable: a function or value of JavaScript that was not recorded";

    private static string? Run(Func<JsonElement, string?> check, JsonElement recorded)
    {
#pragma warning disable CA1031 // Whatever a case throws is told with its id, and the other cases still run.
        try
        {
            return check(recorded);
        }
        catch (Exception exception)
        {
            return $"threw {exception}";
        }
#pragma warning restore CA1031
    }

    private static string Describe(string summary, List<string> failures)
    {
        var text = new StringBuilder(summary).AppendLine();
        foreach (var failure in failures)
        {
            text.AppendLine(failure);
        }

        return text.ToString();
    }

    private static Dictionary<string, string> ReadListed()
    {
        var path = Path.Combine(CorpusFolder.RepositoryRoot, "tests", "Platform", "GraphQL", "Corpus", "listed-cases.txt");
        return File.ReadLines(path)
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split(' ', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(
                parts => parts[0],
                parts => parts.Length == 2 ? parts[1] : throw new InvalidOperationException($"{parts[0]} in {path} has no reason."));
    }
}
