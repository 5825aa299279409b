namespace CarePlatform.Intake;

/// <summary>Counts slips of the hand: a letter too many, too few, wrong, or exchanged with its neighbour.</summary>
internal static class Slips
{
    /// <summary>The least number of slips that turn one text into the other.</summary>
    public static int Between(string first, string second)
    {
        var (before, last, row) = (new int[second.Length + 1], new int[second.Length + 1], new int[second.Length + 1]);
        for (var j = 0; j <= second.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= first.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                var wrong = first[i - 1] == second[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + wrong);
                if (i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last, row) = (last, row, before);
        }

        return last[second.Length];
    }
}
