namespace CarePlatform.Intake.Contracts;

/// <summary>What a client answered that reports are put into groups by; raw, as it was given.</summary>
/// <param name="BirthDate">The day of birth.</param>
/// <param name="Language">The language in which the person wants to be spoken to, as a BCP 47 tag.</param>
/// <param name="Races">The answers to the question for race.</param>
/// <param name="Ethnicity">The answer to the question for ethnicity.</param>
public sealed record ClientStrata(ClientId Id, DateOnly? BirthDate, string? Language, IReadOnlyList<string> Races, string? Ethnicity);

/// <summary>
/// Answers by what clients of the session's tenant are put into groups in a report: one statement, however many they are. It does not apply the
/// caller's reach, but leaves out records that are restricted to people other than the caller: a report counts them as unknown.
/// </summary>
public interface IClientStrataLookup
{
    /// <summary>The strata of these clients; ids that name nobody are not in the answer.</summary>
    Task<IReadOnlyList<ClientStrata>> Find(IReadOnlyCollection<ClientId> clients, CancellationToken ct);
}
