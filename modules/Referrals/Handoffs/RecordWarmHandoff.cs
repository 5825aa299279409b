using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;

namespace CarePlatform.Referrals;

/// <summary>
/// Writes down how the client was connected with the partner, or that it did not come about: by whoever of either side took part. A time that was
/// confirmed in it is the agreed time of the referral from then on.
/// </summary>
[Mutation, ForPartners, Feature("referrals"), Requires("referrals.answer")]
internal static class RecordWarmHandoff
{
    /// <param name="Referral">The referral.</param>
    /// <param name="Handoff">How it was.</param>
    /// <param name="HappenedAt">When it happened, when that was before now.</param>
    public sealed record Input(ReferralId Referral, HandoffFacts Handoff, DateTimeOffset? HappenedAt = null);

    public static async Task<Outcome<ReceivedReferral>> Handle(
        Input input, ReferralsDb db, People people, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindReferral(input.Referral, ReferralReach.Answer, ct) is not { } referral)
        {
            return new NotYourReferral();
        }

        var (now, joined) = (clock.GetUtcNow(), await Named(input.Handoff.Joined, people, actor, ct));
        var happened = (input.HappenedAt ?? now).ToUniversalTime();
        if (WarmHandoff.Prevents(referral) is { } refusal)
        {
            return refusal;
        }

        if (joined is null)
        {
            return new InvalidInput("input.handoff.joined", "Only active people of the organisation that refers are named by their id, and only by itself.");
        }

        if (happened > now || happened < referral.SentAt)
        {
            return new InvalidInput("input.happenedAt", "It can have happened between the sending of the referral and now, and not at another time.");
        }

        if (input.Handoff.AppointmentAt < happened)
        {
            return new InvalidInput("input.handoff.appointmentAt", "The time that was confirmed comes after the handoff in which it was.");
        }

        var facts = input.Handoff with { Joined = joined };
        if (facts.Problems().ToList() is { Count: > 0 } problems)
        {
            return Outcome<ReceivedReferral>.Refused(problems);
        }

        var by = MovedBy.Of(actor);
        var events = await db.Recorded(referral, WarmHandoff.Of(referral.Id, facts, by, happened, clock), by, clock, ct);
        return Outcome.Of(ReceivedReferral.Of(referral)).Publishing(events);
    }

    // Those of the tenant's own people with their names; null where somebody is not one of them.
    private static async Task<IReadOnlyList<HandoffPerson>?> Named(
        IReadOnlyList<HandoffPerson> joined, People people, Actor actor, CancellationToken ct)
    {
        var named = new List<HandoffPerson>(joined.Count);
        foreach (var person in joined)
        {
            if (person.User is not { } id)
            {
                named.Add(person);
            }
            else if (actor.Organisation is null && await people.User(id, ct) is { Active: true, Organisation: null } user)
            {
                named.Add(person with { Name = user.Name });
            }
            else
            {
                return null;
            }
        }

        return named;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator() => RuleFor(i => i.Handoff).SetValidator(new HandoffBounds());
    }
}
