namespace CarePlatform.Intake;

/// <summary>What a tenant wants otherwise than usual at its front door.</summary>
internal sealed class IntakeSettings
{
    public required Guid Id { get; init; }

    public MatchSettings Matching { get; private set; } = MatchSettings.Usual;

    public AccessLimits Limits { get; private set; } = AccessLimits.Usual;

    public int Version { get; private set; } = 1;

    /// <summary>Takes what is given and leaves the rest as it is.</summary>
    public void Change(MatchSettings? matching, AccessLimits? limits) =>
        (Matching, Limits) = (matching ?? Matching, limits ?? Limits);
}

/// <summary>Within how many business days after the request the first appointment must be, by acuity; the day itself is day 0.</summary>
/// <param name="EmergentDays">For emergent inquiries.</param>
/// <param name="UrgentDays">For urgent inquiries.</param>
/// <param name="RoutineDays">For routine inquiries.</param>
internal sealed record AccessLimits(int EmergentDays, int UrgentDays, int RoutineDays)
{
    /// <summary>The same day, one business day, ten business days.</summary>
    public static AccessLimits Usual { get; } = new(0, 1, 10);
}

/// <summary>From how many points on two records count as one person, and what each agreement is worth.</summary>
/// <param name="CertainFrom">From here on an inquiry is linked to the client without asking.</param>
/// <param name="PossibleFrom">From here on the caller is asked to choose.</param>
/// <param name="Identifier">The same identifier of the same system.</param>
/// <param name="GivenName">The same given name.</param>
/// <param name="FamilyName">The same family name.</param>
/// <param name="BirthDate">The same birth date.</param>
/// <param name="Phone">The same telephone number.</param>
/// <param name="Email">The same mail address.</param>
/// <param name="Address">The same street address.</param>
/// <param name="Gender">Taken away when the genders differ.</param>
internal sealed record MatchSettings(
    int CertainFrom, int PossibleFrom, int Identifier, int GivenName, int FamilyName, int BirthDate, int Phone, int Email, int Address, int Gender)
{
    /// <summary>Full name and birth date together are certain; a name without the birth date never is.</summary>
    public static MatchSettings Usual { get; } = new(
        CertainFrom: 90, PossibleFrom: 60, Identifier: 100, GivenName: 25, FamilyName: 30, BirthDate: 40, Phone: 10, Email: 10, Address: 10, Gender: 5);
}
