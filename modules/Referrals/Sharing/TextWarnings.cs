using System.ComponentModel.DataAnnotations.Schema;
using System.Text.RegularExpressions;
using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>What a text should not tell a partner whom HIPAA does not bind.</summary>
internal enum SensitiveTopic
{
    /// <summary>What somebody suffers from.</summary>
    Diagnosis,

    /// <summary>What somebody takes.</summary>
    Medicine,

    /// <summary>That somebody uses or used substances, or is treated for it.</summary>
    SubstanceUse,
}

/// <summary>Words that tell of a topic.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Words">Words, whole and in any case: <c>*</c> stands for any letters, digits and dots, <c>#</c> for one digit.</param>
/// <param name="Source">Where the list comes from.</param>
[NotMapped]
internal sealed record SensitiveWords(SensitiveTopic Topic, IReadOnlyList<string> Words, string Source);

/// <summary>A topic that the text to a partner tells of.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Found">The places of the text that tell of it, as they are written there; for whoever writes it, and for no log.</param>
internal sealed record TextWarning(SensitiveTopic Topic, IReadOnlyList<string> Found);

/// <summary>Finds in a text what it should not tell. It warns and never prevents: a name or a street may look like a medicine.</summary>
internal static class TextWarnings
{
    /// <summary>The most words of one topic.</summary>
    public const int MostWords = 500;

    /// <summary>The longest word, in characters.</summary>
    public const int LongestWord = 60;

    /// <summary>The topics of which the text tells; empty when of none.</summary>
    public static IReadOnlyList<TextWarning> In(string? text, IReadOnlyList<SensitiveWords> words) => string.IsNullOrEmpty(text) ? [] :
    [
        .. words.GroupBy(w => w.Topic)
            .Select(g => new TextWarning(g.Key, Places(text, g.SelectMany(w => w.Words))))
            .Where(w => w.Found.Count > 0),
    ];

    /// <summary>Whether it can be looked for: a wildcard alone would find everything.</summary>
    public static bool IsWord(string word) => word.Length is > 0 and <= LongestWord && word.Any(char.IsLetterOrDigit) && word.Trim() == word;

    // The longest first, so that a code is found whole and not by its beginning.
    private static IReadOnlyList<string> Places(string text, IEnumerable<string> words)
    {
        var any = string.Join('|', words.OrderByDescending(w => w.Length).Select(Pattern));
        return any.Length == 0 ? [] :
        [
            .. Regex.Matches(text, $@"(?<![\p{{L}}\p{{Nd}}])(?:{any})(?![\p{{L}}\p{{Nd}}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)
                .Select(m => m.Value.TrimEnd('.')).Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static string Pattern(string word) => Regex.Escape(word).Replace(@"\*", @"[\p{L}\p{Nd}.]*", StringComparison.Ordinal)
        .Replace(@"\#", @"\d", StringComparison.Ordinal).Replace(@"\ ", @"\s+", StringComparison.Ordinal);
}

/// <summary>A note to a partner.</summary>
internal readonly record struct NoteTo(OrganisationId Partner, string? Note);

/// <summary>Looks through notes by what binds the partner that reads them.</summary>
internal sealed class WarningsOfNotes(ReferralsDb db, TenantPrivacy privacy, OrganisationById organisations) : DataLoader<NoteTo, IReadOnlyList<TextWarning>>
{
    public override async Task<IReadOnlyDictionary<NoteTo, IReadOnlyList<TextWarning>>> ReadAsync(IReadOnlyList<NoteTo> keys, CancellationToken ct)
    {
        var (rules, policy) = (await db.Rules(ct), await privacy.Policy(ct));
        var partners = await organisations.ReadAsync([.. keys.Select(k => k.Partner).Distinct()], ct);
        return keys.Distinct()
            .Where(k => policy.RecipientOf(partners.GetValueOrDefault(k.Partner)?.Kind) is RecipientKind.NonHipaa)
            .Select(k => (Note: k, Warnings: TextWarnings.In(k.Note, rules.WarnedOf)))
            .Where(n => n.Warnings.Count > 0)
            .ToDictionary(n => n.Note, n => n.Warnings);
    }
}

/// <summary>Words that tell of a topic.</summary>
[View<SensitiveWords>]
internal static class SensitiveWordsView
{
    /// <summary>The topic.</summary>
    public static SensitiveTopic Topic(SensitiveWords words) => words.Topic;

    /// <summary>Words, whole and in any case: * stands for any letters, digits and dots, # for one digit.</summary>
    public static IReadOnlyList<string> Words(SensitiveWords words) => words.Words;

    /// <summary>Where the list comes from.</summary>
    public static string Source(SensitiveWords words) => words.Source;
}

/// <summary>A topic that the text to a partner tells of.</summary>
[View<TextWarning>]
internal static class TextWarningView
{
    /// <summary>The topic.</summary>
    public static SensitiveTopic Topic(TextWarning warning) => warning.Topic;

    /// <summary>The places of the text that tell of it, as they are written there.</summary>
    public static IReadOnlyList<string> Found(TextWarning warning) => warning.Found;
}
