namespace CarePlatform.Referrals;

/// <summary>The four elements of a closed loop, each computed from what has happened and typed in by nobody.</summary>
/// <param name="Tracked">It was sent, and somebody is responsible for it.</param>
/// <param name="Answered">The partner has answered, and nothing that it wrote lies unread here.</param>
/// <param name="Confirmed">The partner has confirmed that the service was given.</param>
/// <param name="OutcomeSeen">The outcome was reported, and whoever is responsible here has read it.</param>
internal sealed record LoopElements(bool Tracked, bool Answered, bool Confirmed, bool OutcomeSeen)
{
    /// <summary>Whether all four are there.</summary>
    public bool All => Tracked && Answered && Confirmed && OutcomeSeen;
}
