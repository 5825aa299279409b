using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>
/// Asks for other scopes for an API client. What was approved and is still asked for goes on working; what is new waits for an
/// administrator.
/// </summary>
[Mutation, Requires("platform.clients")]
internal static class RequestApiClientScopes
{
    /// <param name="Client">The API client.</param>
    /// <param name="Scopes">All that it shall be able to do, such as <c>intake.read</c>.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(ApiClientId Client, IReadOnlyList<string> Scopes, int? ExpectedVersion = null);

    public static async Task<Outcome<ApiClient>> Handle(Input input, AccessDb db, ScopeCatalog scopes, CancellationToken ct)
    {
        if (await db.ApiClients.FirstOrDefaultAsync(c => c.Id == input.Client, ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        if (scopes.Unknown(input.Scopes) is { Count: > 0 } unknown)
        {
            return new UnknownScopes(unknown);
        }

        if (client.RevokedAt is not null)
        {
            return new ClientIsRevoked();
        }

        if (input.ExpectedVersion is { } expected && expected != client.Version)
        {
            return new VersionConflict(expected, client.Version);
        }

        client.Ask(input.Scopes);
        return client;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int Most = 50;

        public Validator() =>
            RuleFor(i => i.Scopes).Must(s => s.Count is > 0 and <= Most).WithMessage($"Ask for 1 to {Most} scopes.");
    }
}
