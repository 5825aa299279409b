using System.Text.Json.Serialization;
using FluentValidation;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// Enters a program that shall sign in as itself, with a first secret. It may do nothing until an administrator approves the
/// scopes that it asks for.
/// </summary>
[Mutation, Requires("platform.clients")]
internal static class CreateApiClient
{
    /// <param name="Name">What it is called here, such as the referring hospital's integration.</param>
    /// <param name="Scopes">The permissions that it asks for, such as <c>intake.read</c>.</param>
    /// <param name="Organisation">The partner organisation whose program it is; null for one of this organisation's own.</param>
    /// <param name="ExpiresAt">When it shall cease to work; null for a program without an end.</param>
    /// <param name="TokenMinutes">How many minutes its tokens hold, up to 60; null for the usual time.</param>
    /// <param name="Budget">The most that it may spend at once on operations; null for the usual budget.</param>
    /// <param name="BudgetPerSecond">What of that comes back in a second; given together with the budget.</param>
    public sealed record Input(
        string Name,
        IReadOnlyList<string> Scopes,
        OrganisationId? Organisation = null,
        DateTimeOffset? ExpiresAt = null,
        int? TokenMinutes = null,
        double? Budget = null,
        double? BudgetPerSecond = null);

    public static async Task<Outcome<IssuedSecret>> Handle(
        Input input, AccessDb db, Session session, ScopeCatalog scopes, SignInOptions options, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (scopes.Unknown(input.Scopes) is { Count: > 0 } unknown)
        {
            return new UnknownScopes(unknown);
        }

        if (input.ExpiresAt <= now)
        {
            return new InvalidInput("input.expiresAt", "It would never work: give a time in the future.");
        }

        if (input.Organisation is { } organisation && !await IsKnown(organisation, session, ct))
        {
            return new NotFound("input.organisation");
        }

        var client = ApiClient.Ask(input, actor.User, clock);
        db.Add(client);
        return IssuedSecret.For(client, db, session.Tenant, now, options);
    }

    private static async Task<bool> IsKnown(OrganisationId id, Session session, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select 1 from platform.organisations where id = $1", session.Connection, session.Transaction)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = id.Value } },
        };
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int LongestName = 100;
        private const int LongestToken = 60;
        private const int MostScopes = 50;

        public Validator()
        {
            RuleFor(i => i.Name).NotEmpty().MaximumLength(LongestName);
            RuleFor(i => i.Scopes).Must(s => s.Count is > 0 and <= MostScopes).WithMessage($"Ask for 1 to {MostScopes} scopes.");
            RuleFor(i => i.TokenMinutes).InclusiveBetween(1, LongestToken);
            RuleFor(i => i.Budget).GreaterThan(0);
            RuleFor(i => i.BudgetPerSecond).GreaterThan(0);
            RuleFor(i => i.BudgetPerSecond).Must((i, perSecond) => (perSecond is null) == (i.Budget is null))
                .WithMessage("Give a budget and what comes back of it in a second, or neither.");
        }
    }
}

/// <summary>Some of the scopes are no permissions that there are.</summary>
/// <param name="Scopes">Those that nobody knows.</param>
internal sealed record UnknownScopes(IReadOnlyList<string> Scopes) : Refusal(
    "platform.unknown_scopes",
    $"There are no permissions {string.Join(", ", Scopes)}. Ask the query apiScopes for those there are.",
    "input.scopes");

/// <summary>The API client has been revoked and stays so.</summary>
internal sealed record ClientIsRevoked() : Refusal(
    "platform.client_is_revoked", "This API client has been revoked. Create another one.", "input.client");

/// <summary>A new secret of an API client, which is shown this once.</summary>
/// <param name="Client">Whose it is.</param>
/// <param name="ClientId">The name by which the program signs in.</param>
/// <param name="Secret">The secret; null when the same request is repeated, because nobody keeps it.</param>
/// <param name="ExpiresAt">Until when it opens.</param>
internal sealed record IssuedSecret(
    ApiClientId Client, string ClientId, [property: JsonIgnore] string? Secret, DateTimeOffset ExpiresAt)
{
    /// <summary>Makes a secret for the client and keeps its hash.</summary>
    public static IssuedSecret For(ApiClient client, AccessDb db, Tenant tenant, DateTimeOffset now, SignInOptions options)
    {
        var text = SecretText.New();
        var usual = now.AddDays(options.SecretDays);
        var secret = ApiClientSecret.Of(client.Id, text, now, client.ExpiresAt < usual ? client.ExpiresAt.Value : usual);
        db.Add(secret);
        return new IssuedSecret(client.Id, OAuthClientId.Of(tenant, client.Id), text, secret.ExpiresAt);
    }
}
