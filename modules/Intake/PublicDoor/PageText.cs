using System.Globalization;
using System.Text.Json;

namespace CarePlatform.Intake;

/// <summary>What the public page says in one language: a file of <c>Texts</c>. A further language is a further file.</summary>
internal sealed class PageText
{
    private const string Folder = "CarePlatform.Intake.PublicDoor.Texts.";
    private const string Usual = "en";

    private static readonly Dictionary<string, PageText> All = typeof(PageText).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Folder, StringComparison.Ordinal))
        .Select(n => new PageText(n[Folder.Length..^".json".Length], Read(n)))
        .ToDictionary(t => t.Language, StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, string> _texts;

    private PageText(string language, Dictionary<string, string> texts) => (Language, _texts) = (language, texts);

    /// <summary>Which one, such as <c>es</c>.</summary>
    public string Language { get; }

    /// <summary>Keys of everything that is said.</summary>
    public IReadOnlyCollection<string> Keys => _texts.Keys;

    /// <summary>The languages that there are.</summary>
    public static IReadOnlyCollection<string> Languages => All.Keys;

    /// <summary>The first of these languages that there is; English when there is none of them.</summary>
    /// <param name="tags">BCP 47 tags, the most wanted first; what stands behind a <c>;</c> or a <c>-</c> is left aside.</param>
    public static PageText For(params IEnumerable<string?> tags) => tags
        .Select(t => All.GetValueOrDefault((t ?? "").Split(';')[0].Trim().Split('-')[0])).FirstOrDefault(t => t is not null) ?? All[Usual];

    /// <summary>A text, with its blanks filled.</summary>
    public string Of(string key, params object[] blanks) => string.Format(CultureInfo.InvariantCulture, _texts[key], blanks);

    /// <summary>A time where the organisation is, such as <c>Monday, March 3, 9:30 AM</c>.</summary>
    public string Time(DateTimeOffset time, TimeZoneInfo zone)
    {
        var there = TimeZoneInfo.ConvertTime(time, zone);
        return Of(
            "time", Word("weekdays", (int)there.DayOfWeek), Word("months", there.Month - 1), there.Day,
            there.ToString("h:mm tt", CultureInfo.InvariantCulture));
    }

    private string Word(string key, int index) => _texts[key].Split(',')[index];

    private static Dictionary<string, string> Read(string resource)
    {
        using var stream = typeof(PageText).Assembly.GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }
}
