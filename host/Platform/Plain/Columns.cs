namespace CarePlatform.Platform;

/// <summary>The columns of rows that somebody will look at; what is read without the others must not be used for anything else.</summary>
/// <param name="Names">Names of properties, in order, with commas between.</param>
public sealed record Columns(string Names)
{
    /// <summary>How many different sets of columns of one table are remembered.</summary>
    internal const int MostSets = 256;
}
