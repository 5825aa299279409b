namespace CarePlatform.Edi;

/// <summary>Control numbers: 1 to 999,999,999, then 1 again.</summary>
public static class ControlNumbers
{
    /// <summary>The largest that has nine digits.</summary>
    public const int Largest = 999_999_999;

    /// <summary>The control number for a count that only grows, such as a sequence of the database.</summary>
    public static int Of(long count) => (int)((count - 1) % Largest) + 1;

    /// <summary>Whether two control numbers are the same: leading zeros and spaces do not count.</summary>
    public static bool Same(string one, string other) => Bare(one) == Bare(other);

    private static string Bare(string number) => number.Trim().TrimStart('0');
}
