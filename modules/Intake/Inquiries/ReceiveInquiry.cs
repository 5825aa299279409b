using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Takes in a request for help through any door. The person is matched with those already known; the request has an owner from
/// the first second. A person whose inquiry is open adds a further contact to it, and the earliest time keeps the clock.
/// </summary>
[Mutation, Feature("intake"), Requires("intake.receive")]
internal static class ReceiveInquiry
{
    /// <summary>Who needs help, who asks and how.</summary>
    /// <param name="Door">Through which door.</param>
    /// <param name="Client">The person, when the caller knows the client.</param>
    /// <param name="Person">What is known of the person, when the caller does not.</param>
    /// <param name="RegisterAsNew">The caller has looked at those who may be the same person: it is none of them.</param>
    /// <param name="Asker">Who asks, when it is not the person.</param>
    /// <param name="Referring">The organisation that refers, when it is known here.</param>
    /// <param name="ReferringName">The organisation that refers, when it is not.</param>
    /// <param name="Reason">In the words of whoever asks.</param>
    /// <param name="Site">Where the request arrives.</param>
    /// <param name="Team">Whose queue shall hold it; without one, whoever receives it owns it.</param>
    /// <param name="ReceivedAt">When help was asked for, when that was before now.</param>
    public sealed record Input(
        Door Door,
        ClientId? Client = null,
        PersonDetails? Person = null,
        bool RegisterAsNew = false,
        Asker? Asker = null,
        OrganisationId? Referring = null,
        string? ReferringName = null,
        string? Reason = null,
        SiteId? Site = null,
        TeamId? Team = null,
        DateTimeOffset? ReceivedAt = null);

    /// <summary>Who asks for somebody.</summary>
    /// <param name="Relation">What the asker is to the person.</param>
    /// <param name="Name">The asker's name.</param>
    /// <param name="Phone">Where the asker can be called back.</param>
    public sealed record Asker(AskerRelation Relation, string? Name = null, string? Phone = null);

    /// <summary>The input must say about whom it is, once.</summary>
    public sealed record WhoNeedsHelp() : Refusal(
        "intake.who_needs_help", "Say who needs help: either the client, when known, or the person's details. Not both.", "input");

    /// <summary>Nobody already known is certainly this person, but somebody may be.</summary>
    /// <param name="Candidates">Those who may be the same person, the likeliest first, with score and reasons.</param>
    public sealed record PossibleMatches(IReadOnlyList<ClientMatch> Candidates) : Refusal(
        "intake.possible_matches",
        "Somebody already known may be this person. Repeat with that client, or with registerAsNew: true when it is somebody else.",
        "input.person");

    public static async Task<Outcome<Inquiry>> Handle(
        Input input, IntakeDb db, FrontDoor frontDoor, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var asking = AskingOf(input, actor, clock);
        if (asking.ReceivedAt > clock.GetUtcNow())
        {
            return new InvalidInput("input.receivedAt", "Help cannot have been asked for in the future.");
        }

        var found = await Recognition.Of(input, db, actor, clock, ct);
        if (found.Refusals.Count > 0)
        {
            return Outcome<Inquiry>.Refused(found.Refusals);
        }

        var (client, match) = found.Value!;
        await db.LockClients([client.Id], ct);
        // Whoever does not work in a program learns by nothing that the person has asked there: they take in a request of their own.
        var open = await db.Told(db.Inquiries).Where(i => i.Client == client.Id && i.Status != InquiryStatus.Resolved)
            .OrderBy(i => i.ReceivedAt).ThenBy(i => i.Id).ToListAsync(ct);
        if (await frontDoor.Repeated(open, input.Team, ct) is { } repeated)
        {
            return Repeat(repeated, asking, match, db, clock);
        }

        var received = await Receive(client.Id, asking, match, input.Team, db, frontDoor, clock, ct);
        return received.Value is { } inquiry ? Outcome.Of(inquiry).Publishing(found.Events).Publishing(received.Events) : received;
    }

    private static Asking AskingOf(Input input, Actor actor, TimeProvider clock) => new(
        input.Door,
        input.ReceivedAt?.ToUniversalTime() ?? clock.GetUtcNow(),
        actor.User,
        input.Site,
        input.Asker?.Name,
        input.Asker?.Relation ?? AskerRelation.Self,
        input.Asker?.Phone,
        input.Referring,
        input.ReferringName,
        input.Reason);

    private static async Task<Outcome<Inquiry>> Receive(
        ClientId client, Asking asking, MatchScore? match, TeamId? team, IntakeDb db, FrontDoor frontDoor, TimeProvider clock, CancellationToken ct)
    {
        var queue = await frontDoor.FirstOwner(team, asking, ct);
        if (queue.Refusals.Count > 0)
        {
            return Outcome<Inquiry>.Refused(queue.Refusals);
        }

        var inquiry = Inquiry.Receive(client, asking, queue.Value!.Team, queue.Value.Owner, match, clock);
        db.Add(inquiry);
        db.Add(inquiry.OwnedSince(inquiry.ReceivedAt, asking.ReceivedBy, reason: null, clock));
        return Outcome.Of(inquiry).Publishing(new InquiryReceived(
            client, inquiry.Id, inquiry.Door, inquiry.Team, inquiry.Owner, inquiry.Site, inquiry.ReceivedAt));
    }

    private static Outcome<Inquiry> Repeat(Inquiry open, Asking asking, MatchScore? match, IntakeDb db, TimeProvider clock)
    {
        db.Add(open.Repeat(asking, match, clock));
        return Outcome.Of(open).Publishing(new InquiryRepeated(open.Client, open.Id, asking.Door, asking.ReceivedAt, open.ReceivedAt));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NameLength = 200;
        private const int ReasonLength = 4000;

        public Validator()
        {
            RuleFor(i => i.Person!).SetValidator(new PersonDetailsValidator()).When(i => i.Person is not null);
            RuleFor(i => i.Reason).MaximumLength(ReasonLength);
            RuleFor(i => i.ReferringName).MaximumLength(NameLength);
            RuleFor(i => i.Asker!.Name).MaximumLength(NameLength).When(i => i.Asker is not null);
        }
    }
}
