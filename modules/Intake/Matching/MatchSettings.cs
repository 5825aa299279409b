namespace CarePlatform.Intake;

/// <summary>From how many points on two records count as one person, and what each agreement is worth.</summary>
/// <param name="CertainFrom">From here on an inquiry is linked to the client without asking.</param>
/// <param name="PossibleFrom">From here on the caller is asked to choose.</param>
/// <param name="Identifier">The same identifier of the same system.</param>
/// <param name="GivenName">The same given name.</param>
/// <param name="GivenNameDiffers">Taken away when the given names differ.</param>
/// <param name="FamilyName">The same family name.</param>
/// <param name="FamilyNameDiffers">Taken away when the family names differ.</param>
/// <param name="BirthDate">The same birth date.</param>
/// <param name="BirthDateDiffers">Taken away when the birth dates differ.</param>
/// <param name="GenderDiffers">Taken away when the genders differ.</param>
/// <param name="Reach">The same telephone number, mail address or street address, each.</param>
internal sealed record MatchSettings(
    int CertainFrom = 90,
    int PossibleFrom = 60,
    int Identifier = 100,
    int GivenName = 25,
    int GivenNameDiffers = 35,
    int FamilyName = 30,
    int FamilyNameDiffers = 15,
    int BirthDate = 40,
    int BirthDateDiffers = 40,
    int GenderDiffers = 5,
    int Reach = 10)
{
    /// <summary>Full name and birth date together are certain; a name without the birth date never is.</summary>
    public static MatchSettings Usual { get; } = new();
}
