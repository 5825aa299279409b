namespace CarePlatform.GraphQL;

/// <summary>Finds names that somebody may have meant.</summary>
internal static class Suggestions
{
    /// <summary>The options that differ little from the input, the nearest first.</summary>
    public static IReadOnlyList<string> For(string input, IEnumerable<string> options)
    {
        var threshold = (int)(input.Length * 0.4) + 1;
        var near = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var option in options)
        {
            if (Distance(input, option, threshold) is { } distance)
            {
                near[option] = distance;
            }
        }

        return [.. near.Keys.OrderBy(option => near[option]).ThenBy(option => option, NaturalOrder.Instance)];
    }

    /// <summary>How many letters were added, left out, changed or swapped; null when more than the threshold. Case counts as one.</summary>
    private static int? Distance(string input, string option, int threshold)
    {
        if (input == option)
        {
            return 0;
        }

        if (Math.Abs(input.Length - option.Length) > threshold)
        {
            return null;
        }

        var (left, right) = (option.ToLowerInvariant(), input.ToLowerInvariant());
        if (left == right)
        {
            return 1;
        }

        var beforePrevious = new int[right.Length + 1];
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        var current = new int[right.Length + 1];
        for (var i = 1; i <= left.Length; i++)
        {
            var smallest = current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var changed = left[i - 1] == right[j - 1] ? 0 : 1;
                var cell = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + changed);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    cell = Math.Min(cell, beforePrevious[j - 2] + 1);
                }

                current[j] = cell;
                smallest = Math.Min(smallest, cell);
            }

            if (smallest > threshold)
            {
                return null;
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[right.Length] <= threshold ? previous[right.Length] : null;
    }
}
