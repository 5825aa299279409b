namespace CarePlatform.Intake;

/// <summary>
/// Single days on which a payer is known to have covered somebody, which become spans: from the first to the last of the days
/// between which no other payer was seen. That is less than the truth, but nothing beyond what was told.
/// </summary>
internal sealed class CoverageEvidence
{
    private readonly List<(string Person, int Priority, DateOnly Day, string Payer, Origin Origin)> _seen = [];

    public void Add(string person, string payer, int priority, DateOnly day, Origin origin) =>
        _seen.Add((person, priority, day, payer, origin));

    /// <summary>The spans of what was added so far, which is then forgotten.</summary>
    public IReadOnlyList<SourceCoverage> Take()
    {
        var spans = new List<SourceCoverage>();
        foreach (var one in _seen.OrderBy(s => s.Person, StringComparer.Ordinal).ThenBy(s => s.Priority).ThenBy(s => s.Day))
        {
            if (spans.Count > 0 && spans[^1] is var last
                && last.Person == one.Person && last.Priority == one.Priority && last.Payer == one.Payer)
            {
                spans[^1] = last with { To = one.Day };
            }
            else
            {
                spans.Add(new SourceCoverage(
                    one.Origin, one.Person, null, one.Payer, null, null, null, one.Priority, one.Day, one.Day));
            }
        }

        _seen.Clear();
        return spans;
    }
}
