using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Intake;

/// <summary>What somebody says about a person: names, birth date and how to reach them. Give what is known.</summary>
/// <param name="Given">Legal given name.</param>
/// <param name="Family">Legal family name.</param>
/// <param name="BirthDate">The day of birth.</param>
/// <param name="Middle">Further legal given names.</param>
/// <param name="Prefix">Such as Dr. or Ms.</param>
/// <param name="Suffix">Such as Jr.</param>
/// <param name="Preferred">The name by which the person wants to be called.</param>
/// <param name="PriorNames">Names that the person had, or goes by elsewhere.</param>
/// <param name="Gender">The gender that the person gives.</param>
/// <param name="Races">The answers to the question for race, as they are given.</param>
/// <param name="Ethnicity">The answer to the question for ethnicity, as it is given.</param>
/// <param name="Language">The language in which the person wants to be spoken to, as a BCP 47 tag such as <c>es</c>.</param>
/// <param name="Phones">Telephone numbers.</param>
/// <param name="Emails">Mail addresses.</param>
/// <param name="Address">Where the person lives.</param>
/// <param name="Identifiers">What other systems call the person.</param>
internal sealed record PersonDetails(
    string? Given = null,
    string? Family = null,
    DateOnly? BirthDate = null,
    string? Middle = null,
    string? Prefix = null,
    string? Suffix = null,
    string? Preferred = null,
    IReadOnlyList<PriorNameDetails>? PriorNames = null,
    Gender? Gender = null,
    IReadOnlyList<string>? Races = null,
    string? Ethnicity = null,
    string? Language = null,
    IReadOnlyList<string>? Phones = null,
    IReadOnlyList<string>? Emails = null,
    AddressDetails? Address = null,
    IReadOnlyList<IdentifierDetails>? Identifiers = null)
{
    /// <summary>The facts that a client's record holds.</summary>
    public ClientFacts Facts => new(
        Prefix, Given, Middle, Family, Suffix, Preferred, BirthDate, DiedOn: null, Gender, Races, Ethnicity, Language);

    /// <summary>What is compared with those already known.</summary>
    public Person ToPerson() => Person.Of(Facts, (PriorNames ?? []).Select(n => new ComparedName(n.Given, n.Family))) with
    {
        Phones = Phones,
        Emails = Emails,
        Addresses = Address is null ? null : [new ComparedAddress(Address.Line, Address.PostalCode)],
        Identifiers = [.. (Identifiers ?? []).Select(i => (i.System.Trim(), i.Value.Trim()))],
    };

    /// <summary>What cannot be true; empty when nothing speaks against it.</summary>
    /// <param name="today">The tenant's day.</param>
    /// <param name="path">Where the details stand in the input.</param>
    public IReadOnlyList<Refusal> Problems(DateOnly today, string path)
    {
        var problems = new List<Refusal>();
        if (NameForm.Words(Given).Count + NameForm.Words(Family).Count + NameForm.Words(Preferred).Count == 0 && Phones is not [_, ..])
        {
            problems.Add(new InvalidInput(path, "Give a name, or at least a telephone number by which the person can be called back."));
        }

        if (BirthDate > today || BirthDate < today.AddYears(-LongestLife))
        {
            problems.Add(new InvalidInput($"{path}.birthDate", $"The birth date must lie in the last {LongestLife} years and not in the future."));
        }

        return problems;
    }

    private const int LongestLife = 130;
}

/// <summary>A name that a person had, or goes by elsewhere.</summary>
/// <param name="Kind">What kind of name it is.</param>
/// <param name="Given">Given name, when it differs.</param>
/// <param name="Family">Family name, when it differs.</param>
internal sealed record PriorNameDetails(PriorNameKind Kind, string? Given = null, string? Family = null);

/// <summary>Where a person lives.</summary>
/// <param name="Line">House number and street.</param>
/// <param name="City">City or town.</param>
/// <param name="State">State.</param>
/// <param name="PostalCode">Postal code.</param>
/// <param name="County">County.</param>
/// <param name="Country">Country, when it is not the tenant's.</param>
internal sealed record AddressDetails(
    string? Line = null, string? City = null, string? State = null, string? PostalCode = null, string? County = null, string? Country = null);

/// <summary>What another system calls a person.</summary>
/// <param name="System">Who gave the identifier: a URI, or the short name of the system.</param>
/// <param name="Value">The identifier.</param>
internal sealed record IdentifierDetails(string System, string Value);

/// <summary>Keeps what is typed within reason.</summary>
internal sealed class PersonDetailsValidator : AbstractValidator<PersonDetails>
{
    private const int NameLength = 200;
    private const int MostParts = 20;

    public PersonDetailsValidator()
    {
        RuleFor(p => p.Given).MaximumLength(NameLength);
        RuleFor(p => p.Middle).MaximumLength(NameLength);
        RuleFor(p => p.Family).MaximumLength(NameLength);
        RuleFor(p => p.Preferred).MaximumLength(NameLength);
        RuleFor(p => p.Language).Matches("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$").WithMessage("Give the language as a BCP 47 tag such as en or es-MX.");
        RuleFor(p => p.Phones).Must(p => p is null or { Count: <= MostParts }).WithMessage($"Give up to {MostParts} telephone numbers.");
        RuleForEach(p => p.Phones).Must(p => ReachForm.Phone(p) is not null).WithMessage("A telephone number has at least seven digits.");
        RuleForEach(p => p.Emails).Must(e => ReachForm.Email(e) is not null).WithMessage("A mail address has an @ with something before it.");
        RuleForEach(p => p.Identifiers).ChildRules(identifier =>
        {
            identifier.RuleFor(i => i.System).NotEmpty().MaximumLength(NameLength);
            identifier.RuleFor(i => i.Value).NotEmpty().MaximumLength(NameLength);
        });
    }
}
