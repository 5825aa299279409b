using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Intake;

/// <summary>
/// Changes what is known of a client; what was known before is kept as an earlier version. A day of death ends what lies ahead at the front door; taking it back
/// makes work of that.
/// </summary>
[Mutation, Feature("intake"), Requires("intake.register")]
internal static class AmendClient
{
    /// <summary>What changes. What is left out stays as it is.</summary>
    /// <param name="Client">Whose facts change.</param>
    /// <param name="Given">Legal given name.</param>
    /// <param name="Family">Legal family name.</param>
    /// <param name="BirthDate">The day of birth.</param>
    /// <param name="DiedOn">The day of death.</param>
    /// <param name="Middle">Further legal given names.</param>
    /// <param name="Prefix">Such as Dr. or Ms.</param>
    /// <param name="Suffix">Such as Jr.</param>
    /// <param name="Preferred">The name by which the person wants to be called.</param>
    /// <param name="Gender">The gender that the person gives.</param>
    /// <param name="Races">The answers to the question for race, as they are given.</param>
    /// <param name="Ethnicity">The answer to the question for ethnicity, as it is given.</param>
    /// <param name="Language">The language in which the person wants to be spoken to, as a BCP 47 tag.</param>
    /// <param name="Clear">Facts that are taken away because they were wrong.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(
        ClientId Client,
        string? Given = null,
        string? Family = null,
        DateOnly? BirthDate = null,
        DateOnly? DiedOn = null,
        string? Middle = null,
        string? Prefix = null,
        string? Suffix = null,
        string? Preferred = null,
        Gender? Gender = null,
        IReadOnlyList<string>? Races = null,
        string? Ethnicity = null,
        string? Language = null,
        IReadOnlyList<ClientFact>? Clear = null,
        int? ExpectedVersion = null);

    public static async Task<Outcome<Client>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindClient(input.Client, "intake.register", ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        if (client.Problem("input.client", input.ExpectedVersion) is { } problem)
        {
            return problem;
        }

        var facts = Merge(client.Facts, input);
        if (Impossible(facts, clock.Today()) is { } impossible)
        {
            return impossible;
        }

        var (formerName, diedBefore) = ((client.Given, client.Family), client.DiedOn);
        db.Add(client.Amend(facts, actor.User, clock.GetUtcNow()));
        KeepFormerName(db, client, formerName, clock);
        await db.RefreshMatchKeys(client, ct);
        return Outcome.Of(client).Publishing([new ClientAmended(client.Id), .. await db.NewsOfDeath(client, diedBefore, clock, ct)]);
    }

    private static ClientFacts Merge(ClientFacts facts, Input input)
    {
        var cleared = (input.Clear ?? []).ToHashSet();
        T? Of<T>(ClientFact fact, T? given, T? known) => cleared.Contains(fact) ? default : given ?? known;
        return new ClientFacts(
            Of(ClientFact.Prefix, input.Prefix, facts.Prefix),
            Of(ClientFact.Given, input.Given, facts.Given),
            Of(ClientFact.Middle, input.Middle, facts.Middle),
            Of(ClientFact.Family, input.Family, facts.Family),
            Of(ClientFact.Suffix, input.Suffix, facts.Suffix),
            Of(ClientFact.Preferred, input.Preferred, facts.Preferred),
            Of(ClientFact.BirthDate, input.BirthDate, facts.BirthDate),
            Of(ClientFact.DiedOn, input.DiedOn, facts.DiedOn),
            Of(ClientFact.Gender, input.Gender, facts.Gender),
            Of(ClientFact.Races, input.Races, facts.Races),
            Of(ClientFact.Ethnicity, input.Ethnicity, facts.Ethnicity),
            Of(ClientFact.Language, input.Language, facts.Language));
    }

    private static InvalidInput? Impossible(ClientFacts facts, DateOnly today) => facts switch
    {
        { BirthDate: { } birth } when birth > today => new("input.birthDate", "The birth date must not lie in the future."),
        { DiedOn: { } death } when death > today => new("input.diedOn", "The day of death must not lie in the future."),
        { BirthDate: { } birth, DiedOn: { } death } when death < birth => new("input.diedOn", "The day of death must not come before the birth date."),
        _ => null,
    };

    // Somebody who asks under the former name must still be found.
    private static void KeepFormerName(IntakeDb db, Client client, (string? Given, string? Family) former, TimeProvider clock)
    {
        if (former.Family is not null && NameForm.Of(former.Family) != NameForm.Of(client.Family))
        {
            db.Add(new PriorName
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                Client = client.Id,
                Kind = PriorNameKind.Former,
                Given = former.Given,
                Family = former.Family,
            });
        }
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NameLength = 200;

        public Validator()
        {
            RuleFor(i => i.Given).MaximumLength(NameLength);
            RuleFor(i => i.Family).MaximumLength(NameLength);
            RuleFor(i => i.Middle).MaximumLength(NameLength);
            RuleFor(i => i.Preferred).MaximumLength(NameLength);
        }
    }
}
