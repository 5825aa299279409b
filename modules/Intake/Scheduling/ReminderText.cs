using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>What a reminder says in one language. Whoever looks over a shoulder learns that there is an appointment, and no more.</summary>
/// <param name="Language">A BCP 47 tag, such as <c>es</c>; one with a region, such as <c>es-MX</c>, goes before the language alone.</param>
/// <param name="Subject">The subject of a mail.</param>
/// <param name="Text">The message, with <c>{when}</c> where the day and time stand. It knows no other blank: neither with whom nor what for.</param>
internal sealed record ReminderText(string Language, string Subject, string Text)
{
    /// <summary>Where the day and time stand.</summary>
    public const string When = "{when}";

    /// <summary>
    /// The text for somebody who reads this language: the tenant's for the very tag, then for the language, then what ships; English
    /// where there is none.
    /// </summary>
    public static ReminderText For(string? language, IReadOnlyList<ReminderText>? own)
    {
        var tag = (language ?? "").Trim();
        var plain = tag.Split('-')[0];
        var shipped = PageText.For(plain);
        return Find(tag) ?? Find(plain)
            ?? (shipped.Language.Equals(plain, StringComparison.OrdinalIgnoreCase) ? Shipped(shipped) : Find(shipped.Language) ?? Shipped(shipped));

        ReminderText? Find(string wanted) => own?.FirstOrDefault(t => t.Language.Equals(wanted, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The message about this time.</summary>
    public string About(DateTimeOffset time, TimeZoneInfo zone) => Text.Replace(When, Words(time, zone), StringComparison.Ordinal);

    // A language in which nobody has written down the names of the days gets figures.
    private string Words(DateTimeOffset time, TimeZoneInfo zone)
    {
        var plain = Language.Split('-')[0];
        var words = PageText.For(plain);
        return words.Language.Equals(plain, StringComparison.OrdinalIgnoreCase)
            ? words.Time(time, zone)
            : TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static ReminderText Shipped(PageText text) => new(text.Language, text.Of("reminderSubject"), text.Of("reminder", When));
}

/// <summary>What a reminder says in one language.</summary>
[View<ReminderText>]
internal static class ReminderTextView
{
    /// <summary>A BCP 47 tag, such as es.</summary>
    public static string Language(ReminderText text) => text.Language;

    /// <summary>The subject of a mail.</summary>
    public static string Subject(ReminderText text) => text.Subject;

    /// <summary>The message; the day and time stand for {when}.</summary>
    public static string Text(ReminderText text) => text.Text;
}
