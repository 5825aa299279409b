namespace CarePlatform.Intake.Contracts;

/// <summary>What another organisation says of a person, to find out which client it is.</summary>
/// <param name="Given">Given name.</param>
/// <param name="Family">Family name.</param>
/// <param name="BirthDate">The day of birth.</param>
/// <param name="Gender">As FHIR has it: <c>female</c>, <c>male</c>, <c>other</c> or <c>unknown</c>; anything else counts as not said.</param>
/// <param name="Phones">Telephone numbers.</param>
/// <param name="Line">House number and street.</param>
/// <param name="PostalCode">Postal code.</param>
/// <param name="Identifiers">What systems call the person: system and value.</param>
public sealed record SoughtPerson(
    string? Given, string? Family, DateOnly? BirthDate, string? Gender, IReadOnlyList<string> Phones, string? Line, string? PostalCode,
    IReadOnlyList<(string System, string Value)> Identifiers);

/// <summary>A client who may be the person.</summary>
/// <param name="Points">How likely, from 0 to 100.</param>
/// <param name="Certain">Whether that is enough to take the client for the person without asking, by the tenant's settings.</param>
/// <param name="Reasons">Why, such as <c>birth-date same</c>, without the values that were compared.</param>
public sealed record PersonCandidate(ClientId Client, int Points, bool Certain, IReadOnlyList<string> Reasons);

/// <summary>By what people of whom somebody else tells may turn out to be these clients.</summary>
/// <param name="Born">Their days of birth.</param>
/// <param name="Names">Their names, former and preferred ones as well: family, a blank, given.</param>
public sealed record PersonHandles(IReadOnlyList<DateOnly> Born, IReadOnlyList<string> Names);

/// <summary>
/// Finds the clients of the session's tenant who are people that somebody else tells of, many in a few statements. It does not apply the caller's reach, and
/// it compares with every record, also with those that are for named people only (but with no address or number that is): what it finds is kept, and is
/// shown to nobody without asking who may see the client.
/// </summary>
public interface IPersonLookup
{
    /// <summary>For each person the clients who may be it, the likeliest first, in the order of <paramref name="people"/>; records that were merged lead to the one in use.</summary>
    Task<IReadOnlyList<IReadOnlyList<PersonCandidate>>> Find(IReadOnlyList<SoughtPerson> people, CancellationToken ct);

    /// <summary>By what these clients are looked for among people of whom others have told; nothing that is for named people only.</summary>
    Task<PersonHandles> HandlesOf(IReadOnlyCollection<ClientId> clients, CancellationToken ct);

    /// <summary>Who alone may see the records of these clients, as uuids; clients whose record is for everybody with the permission are not in the answer.</summary>
    Task<IReadOnlyDictionary<ClientId, Guid[]>> NamedUsers(IReadOnlyCollection<ClientId> clients, CancellationToken ct);
}
