using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CarePlatform.Platform;

/// <summary>The purpose that a request states in its header.</summary>
internal static class RequestPurpose
{
    /// <summary>The header.</summary>
    public const string Header = "X-Care-Purpose";

    private static readonly Dictionary<string, PurposeOfUse> Known = Enum.GetValues<PurposeOfUse>().ToDictionary(TextOf, StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with a purpose that nobody knows, and what would be right.</summary>
    public static string Unknown => $"The header {Header} states no purpose that is known. Send one of: {string.Join(", ", Known.Keys)}.";

    /// <summary>As it is written in headers and in the audit trail: <c>patient-request</c>.</summary>
    public static string TextOf(PurposeOfUse purpose) => JsonNamingPolicy.KebabCaseLower.ConvertName(purpose.ToString());

    /// <summary>The purpose that the request states; null when it states none.</summary>
    /// <returns>False when it states one that is not known.</returns>
    public static bool TryRead(HttpRequest request, out PurposeOfUse? purpose)
    {
        purpose = null;
        if (request.Headers[Header].ToString() is not { Length: > 0 } text)
        {
            return true;
        }

        if (!Known.TryGetValue(text.Trim(), out var known))
        {
            return false;
        }

        purpose = known;
        return true;
    }
}
