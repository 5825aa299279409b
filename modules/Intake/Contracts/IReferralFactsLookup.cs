namespace CarePlatform.Intake.Contracts;

/// <summary>What a referral of a client may need: whether a service takes the person, and how a partner reaches them.</summary>
/// <param name="Name">Legal given and family name, or the preferred name while no legal one is known.</param>
/// <param name="BirthDate">The day of birth.</param>
/// <param name="DiedOn">The day of death.</param>
/// <param name="MergedInto">The client to use instead.</param>
/// <param name="Language">The language in which the person wants to be spoken to, as a BCP 47 tag.</param>
/// <param name="Phone">A telephone number that is not known to be wrong.</param>
/// <param name="State">The state of the address in use.</param>
/// <param name="PostalCode">The postal code of the address in use.</param>
/// <param name="PayerTypes">Kinds of payer that cover the person on the day, such as <c>medicaid</c>.</param>
public sealed record ReferralFacts(
    ClientId Id, string Name, DateOnly? BirthDate, DateOnly? DiedOn, ClientId? MergedInto, string? Language, string? Phone, string? State,
    string? PostalCode, IReadOnlyList<string> PayerTypes);

/// <summary>
/// Answers what referrals must know of clients of the session's tenant, several in a few statements. It does not apply the caller's reach, but
/// leaves out records that are restricted to people other than the caller: who shows an answer applies permission, consent and the rules of privacy.
/// </summary>
public interface IReferralFactsLookup
{
    /// <summary>The facts of these clients on a day; ids that name nobody are not in the answer.</summary>
    Task<IReadOnlyDictionary<ClientId, ReferralFacts>> Find(IReadOnlyCollection<ClientId> clients, DateOnly day, CancellationToken ct);
}
