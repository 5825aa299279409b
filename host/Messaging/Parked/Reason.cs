namespace CarePlatform.Messaging;

/// <summary>Why something failed, in words that may be kept: the exception's type and message, cut to a sensible length.</summary>
internal static class Reason
{
    private const int Longest = 500;

    public static string Of(Exception failure)
    {
        var reason = $"{failure.GetType().Name}: {failure.Message}";
        return reason.Length <= Longest ? reason : reason[..Longest] + "…";
    }
}
