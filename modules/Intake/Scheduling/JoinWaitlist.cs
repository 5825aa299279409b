using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Puts a client on the waitlist. It has an owner from the first second: the inquiry's, or whoever asks for it. The order is by waiting
/// time, and each step of acuity counts as days of waiting.
/// </summary>
[Mutation, Feature("intake.scheduling"), Requires("intake.schedule")]
internal static class JoinWaitlist
{
    /// <summary>Who waits for what.</summary>
    /// <param name="Client">Who.</param>
    /// <param name="VisitType">For which kind of visit.</param>
    /// <param name="Inquiry">The request that the visit will answer; they wait since then.</param>
    /// <param name="Limits">What they can take.</param>
    /// <param name="Acuity">How urgent it is; the inquiry's when left out.</param>
    /// <param name="Team">The team whose list it is on; the inquiry's, or the front door's, when left out.</param>
    /// <param name="Owner">The person who sees to it; the inquiry's, or the caller, when left out.</param>
    public sealed record Input(
        ClientId Client, VisitTypeId VisitType, InquiryId? Inquiry = null, WaitlistLimits? Limits = null, Acuity? Acuity = null,
        TeamId? Team = null, UserId? Owner = null);

    /// <summary>The client waits for this already.</summary>
    /// <param name="Entry">The entry.</param>
    public sealed record WaitsAlready(WaitlistEntryId Entry) : Refusal(
        "intake.waits_already", "The client is on the waitlist for this kind of visit already.", "input.client");

    public static async Task<Outcome<WaitlistEntry>> Handle(
        Input input, IntakeDb db, People people, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindClient(input.Client, "intake.schedule", ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        var type = await db.VisitTypes.AsNoTracking().FirstOrDefaultAsync(v => v.Id == input.VisitType && v.RetiredAt == null, ct);
        var inquiry = input.Inquiry is { } id ? await db.FindInquiry(id, "intake.schedule", ct) : null;
        if (Refuse(input, client, type, inquiry) is { } refusal)
        {
            return refusal;
        }

        if (await db.Waitlist.AsNoTracking().FirstOrDefaultAsync(
            e => e.Client == client.Id && e.VisitType == type!.Id && e.LeftAt == null, ct) is { } there)
        {
            return new WaitsAlready(there.Id);
        }

        if (await Team(input, inquiry, people, actor, ct) is not { } team)
        {
            return input.Team is null ? new FrontDoor.NoFrontDoor() : new NotFound("input.team");
        }

        var owner = input.Owner ?? inquiry?.Owner ?? actor.User;
        if (owner is { } person && await people.User(person, ct) is not { Active: true })
        {
            return new NotFound("input.owner");
        }

        var entry = WaitlistEntry.Join(
            client.Id, inquiry?.Id, type!.Id, input.Limits ?? new WaitlistLimits(), input.Acuity ?? inquiry?.OutsideAcuity, input.Acuity ?? inquiry?.Acuity, team, owner,
            inquiry?.ReceivedAt ?? clock.GetUtcNow(), (await db.Rules(ct)).AcuityStepDays, clock);
        db.Add(entry);
        return Outcome.Of(entry).Publishing(new Waitlisted(
            entry.Client, entry.Id, entry.Inquiry, entry.Site, entry.Team, entry.Owner, entry.Acuity, entry.WaitingSince));
    }

    private static Refusal? Refuse(Input input, Client client, VisitType? type, Inquiry? inquiry) =>
        client.Problem("input.client")
        ?? (client.DiedOn is not null ? new ClientHasDied()
        : type is null ? new NotFound("input.visitType")
        : input.Inquiry is null ? null
        : inquiry is null || inquiry.Client != client.Id ? new NotFound("input.inquiry")
        : inquiry.Problem("input.inquiry"));

    private static async Task<TeamId?> Team(Input input, Inquiry? inquiry, People people, Actor actor, CancellationToken ct) =>
        input.Team is { } named ? (await people.Team(named, ct))?.Id
        : inquiry?.Team ?? (await people.Team(FrontDoor.Key, ct))?.Id ?? (actor.Teams.Count > 0 ? actor.Teams.First() : null);

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator()
        {
            RuleFor(i => i.Limits!.Closes)
                .Must((i, closes) => ClinicHours.MinuteOf(i.Limits!.Opens, isEnd: false) < ClinicHours.MinuteOf(closes, isEnd: true))
                .When(i => i.Limits is not null).WithMessage("Let the hours close later than they open; 00:00 is the end of the day.");
            RuleFor(i => i.Limits!.Weekdays).NotEmpty().When(i => i.Limits?.Weekdays is not null);
        }
    }
}
