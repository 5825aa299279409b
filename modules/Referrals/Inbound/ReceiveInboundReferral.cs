using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Takes a referral of somebody else in: a partner, or its program, for itself; staff by writing down what came by fax or telephone. It becomes an
/// inquiry of the front door, matched with the people already known. The same reference of the same sender again changes nothing and is answered
/// with the first.
/// </summary>
[Mutation, ForPartners, Feature("referrals"), Requires("referrals.submit")]
internal static class ReceiveInboundReferral
{
    private const int LongestLife = 130;

    /// <summary>Who is referred by whom, and for what.</summary>
    /// <param name="Person">The person; give a name and, where it is known, the birth date and a telephone number.</param>
    /// <param name="Need">Code of the need.</param>
    /// <param name="Reference">By what the sender calls the referral; partners must give it.</param>
    /// <param name="Priority">How soon it must be answered.</param>
    /// <param name="Reason">Why, in the sender's words.</param>
    /// <param name="AskedFor">The service that is asked for, as the sender calls it.</param>
    /// <param name="ContactName">Whom to ask at the sender's.</param>
    /// <param name="ContactPhone">Where they are called back.</param>
    /// <param name="Sender">The sender, where staff write it down and know the organisation. Nobody names another organisation than their own.</param>
    /// <param name="SenderName">The sender, where staff write it down and the organisation is not known here.</param>
    /// <param name="Via">How it came; staff say by what.</param>
    /// <param name="Client">The person, where staff know the client.</param>
    /// <param name="ReceivedAt">When it came, where that was before now; for staff.</param>
    public sealed record Input(
        ReferredIn Person, string Need, string? Reference = null, ReferralPriority Priority = ReferralPriority.Routine, string? Reason = null,
        string? AskedFor = null, string? ContactName = null, string? ContactPhone = null, OrganisationId? Sender = null, string? SenderName = null,
        InboundVia Via = InboundVia.Platform, ClientId? Client = null, DateTimeOffset? ReceivedAt = null);

    public static async Task<Outcome<SubmittedReferral>> Handle(
        Input input, ReferralsDb db, OrganisationById organisations, IClientLookup clients, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var sender = (actor.Organisation ?? input.Sender) is { } id ? (await organisations.ReadAsync([id], ct)).GetValueOrDefault(id) : null;
        if (await Problems(input, sender, db, clients, clock, ct) is { Count: > 0 } problems)
        {
            return Outcome<SubmittedReferral>.Refused(problems);
        }

        var name = sender?.Name ?? input.SenderName!.Trim();
        var (key, reference) = (InboundReferral.KeyOf(sender?.Id, name), input.Reference?.Trim());
        if (reference is not null
            && await db.Inbound.AsNoTracking().FirstOrDefaultAsync(r => r.SenderKey == key && r.Reference == reference, ct) is { } before)
        {
            return SubmittedReferral.Of(before);
        }

        var referral = InboundReferral.Of(
            new NewInbound(
                sender, name, reference, input.Via, input.Person, input.Need, (await db.Rules(ct)).NeedOf(input.Need)!.Class, input.Priority, input.Reason, input.AskedFor, input.ContactName,
                input.ContactPhone, input.ReceivedAt?.ToUniversalTime() ?? clock.GetUtcNow(), input.Client),
            actor.User, clock);
        db.Add(referral);
        return Outcome.Of(SubmittedReferral.Of(referral)).Publishing(referral.ToReceived());
    }

    private static async Task<List<Refusal>> Problems(
        Input input, Organisation? sender, ReferralsDb db, IClientLookup clients, TimeProvider clock, CancellationToken ct)
    {
        var (problems, byPartner) = (new List<Refusal>(), db.Actor.Organisation is not null);
        if (byPartner && ((input.Sender is { } named && named != sender?.Id) || input.SenderName is not null || input.Client is not null
            || input.Via is not InboundVia.Platform || input.ReceivedAt is not null))
        {
            problems.Add(new InvalidInput("input", "A partner refers for itself and now: leave out sender, senderName, client, via and receivedAt."));
        }

        if (byPartner && string.IsNullOrWhiteSpace(input.Reference))
        {
            problems.Add(new InvalidInput("input.reference", "Give your own number of this referral: by it the same one is known when it is sent again."));
        }

        if (!byPartner && (input.Via is InboundVia.Platform or InboundVia.Link || (sender is null) == string.IsNullOrWhiteSpace(input.SenderName)))
        {
            problems.Add(new InvalidInput("input.sender", "Say by what it came (FAX, PHONE or MAIL) and from whom: an organisation that is known here, or its name."));
        }

        if ((await db.Rules(ct)) is var rules && rules.NeedOf(input.Need) is null)
        {
            problems.Add(new InvalidInput("input.need", $"This need is not known here. Known are: {string.Join(", ", rules.Needs.Select(n => n.Code))}."));
        }

        if (input.ReceivedAt > clock.GetUtcNow() || input.Person.BirthDate > clock.Today() || input.Person.BirthDate < clock.Today().AddYears(-LongestLife))
        {
            problems.Add(new InvalidInput("input", $"Neither the referral nor the birth of the person can lie in the future, nor the birth over {LongestLife} years ago."));
        }

        if (input.Client is { } client && (await clients.Find([client], ct)).GetValueOrDefault(client) is not { MergedInto: null, DiedOn: null })
        {
            problems.Add(new NotFound("input.client"));
        }

        return problems;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NameLength = 200;
        private const int ReasonLength = 4000;
        private const int LeastDigits = 7;

        public Validator()
        {
            RuleFor(i => i.Person).Must(p => !string.IsNullOrWhiteSpace(p.Given) || !string.IsNullOrWhiteSpace(p.Family)).When(i => i.Client is null)
                .WithMessage("Give the name of the person.");
            RuleFor(i => i.Person.Given).MaximumLength(NameLength);
            RuleFor(i => i.Person.Family).MaximumLength(NameLength);
            RuleFor(i => i.Person.Phone).Must(p => p!.Count(char.IsAsciiDigit) >= LeastDigits && p!.Length <= NameLength).When(i => i.Person.Phone is not null)
                .WithMessage("A telephone number has at least seven digits.");
            RuleFor(i => i.Person.Language).Matches("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$");
            RuleFor(i => i.Reference).MaximumLength(NameLength);
            RuleFor(i => i.Reason).MaximumLength(ReasonLength);
            RuleFor(i => i.AskedFor).MaximumLength(NameLength);
            RuleFor(i => i.ContactName).MaximumLength(NameLength);
            RuleFor(i => i.ContactPhone).MaximumLength(NameLength);
            RuleFor(i => i.SenderName).MaximumLength(NameLength);
        }
    }
}
