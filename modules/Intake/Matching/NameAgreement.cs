namespace CarePlatform.Intake;

/// <summary>How well two names agree; null where one of them is not known.</summary>
internal static class NameAgreement
{
    // Shorter words differ too much by one letter: Ann and Dan are two names.
    private const int ShortestWithSlip = 4;
    private const int LongWord = 9;

    /// <summary>Given names: the first word decides; a short form and its full name are one name.</summary>
    public static Agreement? Given(string? first, string? second)
    {
        if (NameForm.Words(first) is not [var a, ..] || NameForm.Words(second) is not [var b, ..])
        {
            return null;
        }

        if (a == b)
        {
            return Agreement.Same;
        }

        if (Nicknames.AreOne(a, b))
        {
            return Agreement.Nickname;
        }

        var initial = (a.Length == 1 || b.Length == 1) && a[0] == b[0];
        return initial ? Agreement.Partly : Alike(a, b);
    }

    /// <summary>Family names: one of two family names agrees partly.</summary>
    public static Agreement? Family(string? first, string? second)
    {
        var (a, b) = (NameForm.Words(first), NameForm.Words(second));
        if (a.Count == 0 || b.Count == 0)
        {
            return null;
        }

        if (string.Concat(a) == string.Concat(b))
        {
            return Agreement.Same;
        }

        var shared = a.Intersect(b).Any(word => word.Length >= ShortestWithSlip);
        return shared ? Agreement.Partly : Alike(string.Concat(a), string.Concat(b));
    }

    private static Agreement Alike(string a, string b)
    {
        var (shorter, longer) = (Math.Min(a.Length, b.Length), Math.Max(a.Length, b.Length));
        var allowed = shorter < ShortestWithSlip ? 0 : longer < LongWord ? 1 : 2;
        var sound = shorter >= ShortestWithSlip && NameSound.Of(a) == NameSound.Of(b) && Slips.Between(a, b) <= allowed + 1;
        return sound || (longer - shorter <= allowed && Slips.Between(a, b) <= allowed) ? Agreement.Alike : Agreement.Different;
    }
}
