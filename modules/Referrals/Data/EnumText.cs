using System.Text.Json;

namespace CarePlatform.Referrals;

/// <summary>Enums as kebab-case text, the form that the database and events have.</summary>
internal static class EnumText
{
    /// <summary><c>ServiceFull</c> gives <c>service-full</c>.</summary>
    public static string ToText<T>(this T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
