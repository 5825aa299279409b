using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Somebody recognised as a client.</summary>
/// <param name="Match">How sure; null when the caller named the client, or the person is new.</param>
internal sealed record Recognised(Client Client, MatchScore? Match);

/// <summary>
/// Finds out who needs help: the client whom the caller names, the one client who certainly is the person, or a new one. Where
/// somebody known may be the person, the caller chooses.
/// </summary>
internal static class Recognition
{
    public static async Task<Outcome<Recognised>> Of(
        ReceiveInquiry.Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct) => (input.Client, input.Person) switch
        {
            ({ } id, null) => await Named(id, db, ct),
            (null, { } person) => await Described(person, input.RegisterAsNew, db, actor, clock, ct),
            _ => new ReceiveInquiry.WhoNeedsHelp(),
        };

    private static async Task<Outcome<Recognised>> Named(ClientId id, IntakeDb db, CancellationToken ct)
    {
        if (await db.Clients.FirstOrDefaultAsync(c => c.Id == id, ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        return client.Problem("input.client") is { } problem ? problem : new Recognised(client, Match: null);
    }

    private static async Task<Outcome<Recognised>> Described(
        PersonDetails person, bool isNew, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var problems = person.Problems(clock.Today(), "input.person");
        if (problems.Count > 0)
        {
            return Outcome<Recognised>.Refused(problems);
        }

        if (!isNew)
        {
            await db.LockLookalikes(person.ToPerson(), ct);
            var settings = await db.MatchSettings(ct);
            var matches = await db.FindMatches(person.ToPerson(), settings, ct);
            if (matches.Where(m => m.Score.IsCertain(settings)).ToList() is [var only])
            {
                return new Recognised(only.Client, only.Score);
            }

            if (matches.Count > 0)
            {
                return new ReceiveInquiry.PossibleMatches(matches);
            }
        }

        var added = await NewClient.Add(db, person, actor.User, clock, ct);
        return added.Value is { } client
            ? Outcome.Of(new Recognised(client, Match: null)).Publishing(added.Events)
            : Outcome<Recognised>.Refused(added.Refusals);
    }
}
