using System.Text;

namespace CarePlatform.Intake;

/// <summary>
/// A short code of how a name sounds, so that Katherine and Catharine, or Meier and Mayer, meet. Wide on purpose: it finds
/// candidates, the score decides. Names in other scripts than the Latin one sound like themselves.
/// </summary>
internal static class NameSound
{
    private const int Longest = 6;

    // Groups of letters that are said like another letter; longer ones first.
    private static readonly (string Written, string Said)[] Groups =
    [
        ("sch", "s"), ("tch", "s"), ("ch", "k"), ("ph", "f"), ("gh", ""), ("sh", "s"), ("th", "t"), ("wr", "r"), ("kn", "n"),
        ("ck", "k"), ("qu", "k"), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("ge", "je"), ("gi", "ji"), ("dg", "j"), ("ll", "l"),
    ];

    /// <summary>The code of one word in the form of <see cref="NameForm"/>.</summary>
    public static string Of(string word)
    {
        if (word.Length == 0 || word.Any(letter => letter is < 'a' or > 'z'))
        {
            return word;
        }

        foreach (var (written, said) in Groups)
        {
            word = word.Replace(written, said, StringComparison.Ordinal);
        }

        var code = new StringBuilder(Longest);
        var last = '\0';
        for (var i = 0; i < word.Length && code.Length < Longest; i++)
        {
            var sound = Sound(word[i]);
            if (sound != '\0' && sound != last && (sound != 'a' || code.Length == 0))
            {
                code.Append(sound);
            }

            last = sound == '\0' ? last : sound;
        }

        return code.ToString();
    }

    private static char Sound(char letter) => letter switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' or 'y' => 'a',
        'b' or 'p' => 'b',
        'c' or 'k' or 'q' or 'g' or 'x' => 'k',
        'd' or 't' => 't',
        'f' or 'v' => 'f',
        'm' or 'n' => 'm',
        's' or 'z' or 'j' => 's',
        'h' or 'w' => '\0',
        _ => letter,
    };
}
