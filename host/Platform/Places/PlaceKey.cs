using System.Text.RegularExpressions;

namespace CarePlatform.Platform;

/// <summary>
/// The short name of a site, a team or an organisation that this one works with: small letters, digits and dashes. Templates, recipes and imports
/// name it by its key, so it never changes.
/// </summary>
internal static partial class PlaceKey
{
    /// <summary>The longest key.</summary>
    public const int Longest = 60;

    /// <summary>The key that was given, or one made of the name; null when neither gives any.</summary>
    public static string? Of(string? given, string name)
    {
        var key = given ?? Other().Replace(name.ToLowerInvariant(), "-").Trim('-');
        key = given is null && key.Length > Longest ? key[..Longest].TrimEnd('-') : key;
        return key.Length <= Longest && Form().IsMatch(key) ? key : null;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Form();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Other();
}

/// <summary>Something of this kind has the key already.</summary>
/// <param name="Key">The key.</param>
public sealed record KeyTaken(string Key) : Refusal("platform.key_taken", $"The key \"{Key}\" is taken. Give another one.", "input.key");
