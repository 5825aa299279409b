namespace CarePlatform.Intake;

/// <summary>Brings telephone numbers, mail addresses and street addresses to a form in which different spellings meet.</summary>
internal static class ReachForm
{
    private const int NationalDigits = 10;

    /// <summary>The last ten digits; null when there are fewer than seven, which tell nobody apart.</summary>
    public static string? Phone(string? phone)
    {
        var digits = new string([.. (phone ?? "").TakeWhile(c => !char.IsLetter(c)).Where(char.IsAsciiDigit)]);
        return digits.Length < 7 ? null : digits[^Math.Min(NationalDigits, digits.Length)..];
    }

    /// <summary>Lower case without spaces; null when it is no mail address.</summary>
    public static string? Email(string? email) =>
        email?.Trim() is { Length: > 2 } text && text.IndexOf('@', StringComparison.Ordinal) > 0 ? text.ToLowerInvariant() : null;

    /// <summary>Five digits of the postal code, house number and the first long word of the street; null when one is missing.</summary>
    public static string? Address(ComparedAddress address)
    {
        var postal = new string([.. (address.PostalCode ?? "").Where(char.IsAsciiDigit).Take(5)]);
        var line = address.Line ?? "";
        var house = new string([.. line.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiLetterOrDigit)]);
        var street = NameForm.Words(line).FirstOrDefault(word => word.Length > 2);
        return postal.Length < 5 || house.Length == 0 || street is null ? null : $"{postal}:{house.ToLowerInvariant()}:{street}";
    }
}
