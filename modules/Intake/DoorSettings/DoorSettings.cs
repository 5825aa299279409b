using CarePlatform.Intake.Contracts;

namespace CarePlatform.Intake;

/// <summary>What a tenant wants otherwise than usual on its public page, in its no-contact protocol and with its forms.</summary>
internal sealed class DoorSettings
{
    /// <summary>What holds while the tenant has changed nothing.</summary>
    public static DoorSettings Usual { get; } = new() { Id = default, Version = 0 };

    public required DoorSettingsId Id { get; init; }

    public NoContactRule NoContact { get; private set; } = NoContactRule.Usual;

    public PublicPage Page { get; private set; } = PublicPage.Usual;

    /// <summary>How long it takes to type one field.</summary>
    public int SecondsPerField { get; private set; } = UsualSeconds;

    /// <summary>How long after an immediate action the person is looked after again, when nobody says otherwise.</summary>
    public int FollowUpHours { get; private set; } = UsualFollowUp;

    public int Version { get; private set; } = 1;

    /// <summary>No measurement confirms it: the time of one field, found, read and typed.</summary>
    private const int UsualSeconds = 20;

    /// <summary>No rule confirms it: criteria say "including needed follow-up" without a time.</summary>
    private const int UsualFollowUp = 24;

    /// <summary>Takes what is given and leaves the rest as it is.</summary>
    public void Change(NoContactRule? noContact, PublicPage? page, int? secondsPerField, int? followUpHours)
    {
        (NoContact, Page) = (noContact ?? NoContact, page ?? Page);
        (SecondsPerField, FollowUpHours) = (secondsPerField ?? SecondsPerField, followUpHours ?? FollowUpHours);
    }
}

/// <summary>When an inquiry may be closed because the person cannot be reached.</summary>
/// <param name="Attempts">So many tries at least.</param>
/// <param name="Channels">By so many different channels at least.</param>
/// <param name="Days">On so many different days at least.</param>
/// <param name="WithinDays">Only tries of so many last days count.</param>
/// <param name="EveryContactPoint">Every telephone number and mail address of the person was tried, or is known to be wrong.</param>
/// <param name="Handoff">Outreach was asked to find the person, with a warm handoff.</param>
internal sealed record NoContactRule(int Attempts, int Channels, int Days, int WithinDays, bool EveryContactPoint, bool Handoff)
{
    /// <summary>Three attempts in 14 days by two channels, as recruiting is counted; the rest no rule confirms.</summary>
    public static NoContactRule Usual { get; } = new(3, 2, 2, 14, EveryContactPoint: true, Handoff: true);
}

/// <summary>What the public page says of the organisation.</summary>
/// <param name="CallBackDays">Within how many business days whoever asks is called back.</param>
/// <param name="Phone">The number at which people reach the organisation; null when none shall be shown.</param>
/// <param name="ShownDays">For how many days after its end a request can be looked up; no source says how long.</param>
internal sealed record PublicPage(int CallBackDays, string? Phone = null, int ShownDays = 90)
{
    /// <summary>The next business day: until triage nobody knows that it is not urgent.</summary>
    public static PublicPage Usual { get; } = new(1);
}
