using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>
/// Gives an API client a new secret. The one before goes on opening for a while, so that the program can be changed over without a
/// pause; one before that stops at once.
/// </summary>
[Mutation, Requires("platform.clients")]
internal static class RotateApiClientSecret
{
    /// <param name="Client">The API client.</param>
    /// <param name="OverlapHours">How many hours the secret before goes on opening, up to 168; 0 ends it at once. 24 when nothing is said.</param>
    public sealed record Input(ApiClientId Client, int OverlapHours = 24);

    public static async Task<Outcome<IssuedSecret>> Handle(
        Input input, AccessDb db, Session session, SignInOptions options, TimeProvider clock, CancellationToken ct)
    {
        if (await db.ApiClients.FirstOrDefaultAsync(c => c.Id == input.Client, ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        var now = clock.GetUtcNow();
        if (!client.WorksAt(now))
        {
            return new ClientIsRevoked();
        }

        var secrets = await db.ApiClientSecrets.Where(s => s.ApiClient == input.Client).OrderByDescending(s => s.MadeAt).ThenBy(s => s.Id).ToListAsync(ct);
        db.RemoveRange(secrets.Skip(1));
        secrets.FirstOrDefault()?.EndBy(now.AddHours(input.OverlapHours));
        return IssuedSecret.For(client, db, session.Tenant, now, options);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int Longest = 168;

        public Validator() => RuleFor(i => i.OverlapHours).InclusiveBetween(0, Longest);
    }
}
