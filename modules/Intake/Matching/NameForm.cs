using System.Text;

namespace CarePlatform.Intake;

/// <summary>Brings names to a form in which different spellings of one name meet: lower case, without accents, marks and digits.</summary>
internal static class NameForm
{
    // Letters of Latin-1 and Latin Extended-A without their marks, from U+00C0 on; a dot stands for a sign that is no letter.
    // Written out because the program runs without culture data, where text cannot be decomposed.
    private const string Latin =
        "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty" +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll" +
        "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    private const char FirstLatin = '\u00c0';

    // Latin Extended Additional from U+1EA0 on: the Vietnamese vowels, in pairs of upper and lower case.
    private const string Vietnamese =
        "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy";

    private const char FirstVietnamese = '\u1ea0';

    /// <summary>The words of a name: <c>"García-López"</c> gives <c>garcia</c> and <c>lopez</c>, <c>"O'Neil"</c> gives <c>oneil</c>.</summary>
    public static IReadOnlyList<string> Words(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return [];
        }

        var text = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            Append(text, letter);
        }

        return text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The words of a name as one text.</summary>
    public static string Of(string? name) => string.Join(' ', Words(name));

    /// <summary>By what lists of people are ordered: family name first, those without any name last.</summary>
    public static string SortName(string? family, string? given) =>
        $"{Of(family)} {Of(given)}".Trim() is { Length: > 0 } name ? name : "~";

    private static void Append(StringBuilder text, char letter)
    {
        switch (letter)
        {
            case '\'' or '\u2019' or '\u2018' or '`' or (>= '\u0300' and <= '\u036f') or (>= '0' and <= '9'):
                break;
            case '\u00df':
                text.Append("ss");
                break;
            case '\u00c6' or '\u00e6':
                text.Append("ae");
                break;
            case '\u0152' or '\u0153':
                text.Append("oe");
                break;
            case >= FirstLatin and <= '\u017f':
                text.Append(Latin[letter - FirstLatin]).Replace('.', ' ');
                break;
            case >= FirstVietnamese and <= '\u1ef9':
                text.Append(Vietnamese[letter - FirstVietnamese]);
                break;
            default:
                text.Append(char.IsLetter(letter) || char.IsSurrogate(letter) ? char.ToLowerInvariant(letter) : ' ');
                break;
        }
    }
}
