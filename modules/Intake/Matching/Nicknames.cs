namespace CarePlatform.Intake;

/// <summary>Which given names belong together: Bob may be Robert, Paco may be Francisco.</summary>
internal static class Nicknames
{
    private const string Resource = "CarePlatform.Intake.Matching.nicknames.txt";

    private static readonly ILookup<string, string> FullNames = Read().ToLookup(p => p.Short, p => p.Full);

    /// <summary>The name itself and the full names for which it may stand, each in the form of <see cref="NameForm"/>.</summary>
    public static IReadOnlyList<string> Of(string given) => [given, .. FullNames[given].Where(full => full != given)];

    /// <summary>Whether both may be one name, in whichever form each is given.</summary>
    public static bool AreOne(string first, string second) => Of(first).Intersect(Of(second)).Any();

    private static IEnumerable<(string Short, string Full)> Read()
    {
        using var stream = typeof(Nicknames).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly holds no resource {Resource}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && line[0] != '#')
            {
                foreach (var nickname in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    yield return (nickname, line[..colon]);
                }
            }
        }
    }
}
