namespace CarePlatform.Messaging;

/// <summary>
/// Why something failed, in words that may be kept: the exception's type and message, and those of what it comes from, cut to a
/// sensible length.
/// </summary>
internal static class Reason
{
    private const int Longest = 500;

    public static string Of(Exception failure)
    {
        var cause = failure.GetBaseException();
        var reason = ReferenceEquals(cause, failure) ? Said(failure) : $"{Said(failure)} {Said(cause)}";
        return reason.Length <= Longest ? reason : reason[..Longest] + "…";
    }

    private static string Said(Exception failure) => $"{failure.GetType().Name}: {failure.Message}";
}
