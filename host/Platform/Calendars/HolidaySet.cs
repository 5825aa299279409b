using System.Text.Json;

namespace CarePlatform.Platform;

/// <summary>Holidays that many share, by name; each set is a JSON file beside this one.</summary>
internal static class HolidaySet
{
    private static readonly Dictionary<string, IReadOnlyList<HolidayRule>> Sets = ReadAll();

    /// <summary>The names that a calendar may use.</summary>
    public static IReadOnlyCollection<string> Names => Sets.Keys;

    /// <summary>The rules of the set with this name; null when there is none.</summary>
    public static IReadOnlyList<HolidayRule>? Find(string name) => Sets.GetValueOrDefault(name);

    private static Dictionary<string, IReadOnlyList<HolidayRule>> ReadAll()
    {
        const string Marker = ".Calendars.Holidays.";
        var assembly = typeof(HolidaySet).Assembly;
        return assembly.GetManifestResourceNames().Where(n => n.Contains(Marker, StringComparison.Ordinal)).ToDictionary(
            resource => Path.GetFileNameWithoutExtension(resource[(resource.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length)..]),
            resource =>
            {
                using var stream = assembly.GetManifestResourceStream(resource)!;
                return JsonSerializer.Deserialize<IReadOnlyList<HolidayRule>>(stream, StrictJson.Options)!;
            },
            StringComparer.Ordinal);
    }
}
