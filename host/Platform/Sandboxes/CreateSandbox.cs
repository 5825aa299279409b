using FluentValidation;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// Founds a sandbox: an organisation of its own from the recipe of a care model, with synthetic people, staff and partners, a movable clock and, if
/// asked for, a program that may sign in at once. It is removed when its time is over. It takes a few seconds.
/// </summary>
[Mutation, Requires("platform.sandboxes")]
internal static class CreateSandbox
{
    /// <param name="Slug">Its short name, which no other organisation here has: letters, digits and hyphens, beginning with a letter, up to 31.</param>
    /// <param name="CareModel">The key of the care model, such as <c>wraparound</c>.</param>
    /// <param name="Name">Its name; the slug when nothing is said.</param>
    /// <param name="TimeZone">The IANA time zone in which its days begin; that of the example organisation when nothing is said.</param>
    /// <param name="Days">After how many days it is removed; the usual time when nothing is said.</param>
    /// <param name="WithClient">Whether a program is made that may do everything there, and may act as its people.</param>
    public sealed record Input(
        [property: AuditSubject] string Slug, string CareModel, string? Name = null, string? TimeZone = null, int? Days = null, bool WithClient = true);

    /// <summary>Another organisation has this short name.</summary>
    public sealed record SlugTaken() : Refusal(
        "platform.slug_taken", "Another organisation has this short name. Choose another one.", "input.slug");

    /// <summary>There are as many sandboxes already as may be.</summary>
    /// <param name="AtMost">How many there may be.</param>
    public sealed record TooManySandboxes(int AtMost) : Refusal(
        "platform.too_many_sandboxes", $"There can be {AtMost} sandboxes at once. Remove one, or wait until one has expired.");

    /// <summary>A sandbox that was founded for somebody founds no further ones.</summary>
    public sealed record SandboxOfSandbox() : Refusal(
        "platform.sandbox_of_sandbox", "A sandbox founds no sandboxes. Ask for it in the organisation that founded this one.");

    public static async Task<Outcome<FoundedSandbox>> Handle(
        Input input, Session session, Actor actor, SandboxRegister register, SandboxLife life, SandboxOptions options, RecipeCatalog recipes,
        ScopeCatalog scopes, CancellationToken ct)
    {
        if (session.Tenant.FoundedFor is not null)
        {
            return new SandboxOfSandbox();
        }

        if (recipes.Find(input.CareModel) is not { } recipe)
        {
            return new ChooseCareModel.UnknownCareModel(input.CareModel, recipes.All.Select(r => r.Key));
        }

        if (input.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            return new InvalidInput("input.timeZone", "This is no time zone; give an IANA name such as America/New_York.");
        }

        if (Term.Problem(input.Days, options) is { } problem)
        {
            return problem;
        }

        if (await TooMany(session, actor, register, options, ct) is { } tooMany)
        {
            return tooMany;
        }

        var terms = new SandboxTerms(session.Tenant.Id, actor.Id ?? "system", Term.End(session.Clock, input.Days ?? options.Days));
        try
        {
            var plan = SandboxPlans.For(recipe, input.Slug, input.Name ?? input.Slug, input.TimeZone, options.Database);
            var (tenant, secret) = await life.Found(plan, terms, input.WithClient ? scopes.All.Select(s => s.Id) : null, ct);
            return new FoundedSandbox((await register.Find(new SandboxId(tenant.Id.Value), session.Tenant, actor, ct))!, secret);
        }
        catch (SlugTakenException)
        {
            return new SlugTaken();
        }
    }

    // Of two who found at once the second waits, so that both are counted.
    private static async Task<TooManySandboxes?> TooMany(
        Session session, Actor actor, SandboxRegister register, SandboxOptions options, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(17232, hashtext($1))", session.Connection, session.Transaction)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = session.Tenant.Id.Value.ToString() } },
        };
        await command.ExecuteNonQueryAsync(ct);
        var all = await register.Of(session.Tenant, Actor.System, ct);
        if (all.Count >= options.PerTenant)
        {
            return new TooManySandboxes(options.PerTenant);
        }

        return actor is { Client: not null, User: null } && all.Count(s => s.FoundedBy == actor.Id) >= options.PerClient
            ? new TooManySandboxes(options.PerClient)
            : null;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int LongestName = 100;

        public Validator()
        {
            RuleFor(i => i.Slug).Matches("^[a-z][a-z0-9-]{1,30}$").WithMessage("Give 2 to 31 small letters, digits and hyphens, a letter first.");
            RuleFor(i => i.Name).MaximumLength(LongestName).Must(n => n is null || n.Trim().Length > 0).WithMessage("Give a name, or none at all.");
        }
    }
}

/// <summary>A sandbox that was just founded.</summary>
/// <param name="Secret">How its program signs in; null when it has none, or when the request is repeated.</param>
internal sealed record FoundedSandbox(Sandbox Sandbox, IssuedSecret? Secret);

/// <summary>A sandbox that was just founded.</summary>
[View<FoundedSandbox>]
internal static class FoundedSandboxView
{
    /// <summary>The sandbox.</summary>
    public static Sandbox Sandbox(FoundedSandbox founded) => founded.Sandbox;

    /// <summary>The program that was made with it, and its secret, which is shown this once; null when none was wanted.</summary>
    public static IssuedSecret? Program(FoundedSandbox founded) => founded.Secret;
}

/// <summary>How long sandboxes are there.</summary>
internal static class Term
{
    /// <summary>What is wrong with so many days; null when nothing is.</summary>
    public static InvalidInput? Problem(int? days, SandboxOptions options) => days is < 1 || days > options.MostDays
        ? new InvalidInput("input.days", $"Give 1 to {options.MostDays} days.")
        : null;

    /// <summary>So many days from now, in real time.</summary>
    public static DateTimeOffset End(TenantClock clock, int days) => clock.World.GetUtcNow().AddDays(days);
}
