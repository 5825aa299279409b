using System.Text.Json;
using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>Reads rules that ship as documents: what holds where a tenant has laid down nothing else.</summary>
internal static class UsualRules
{
    /// <summary>The rules in this file.</summary>
    /// <param name="file">Its name, such as <c>referral-settings.json</c>.</param>
    public static T Read<T>(string file)
    {
        using var stream = typeof(UsualRules).Assembly.GetManifestResourceStream($"CarePlatform.Referrals.Settings.{file}")!;
        return JsonSerializer.Deserialize<T>(stream, StrictJson.Options)!;
    }
}
