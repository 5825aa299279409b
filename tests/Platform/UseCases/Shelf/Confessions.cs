namespace CarePlatform.Platform.Tests;

/// <summary>A note of the strictest class.</summary>
internal sealed class Confession
{
    public Guid Id { get; init; }

    public BookId Book { get; init; }

    public string? Text { get; init; }
}

/// <summary>A note that nobody takes in bulk.</summary>
[View<Confession>, DataClass(DataClass.F), About(nameof(Confession.Book))]
internal static class ConfessionView
{
    /// <summary>What it says.</summary>
    public static string? Text(Confession confession) => confession.Text;
}
