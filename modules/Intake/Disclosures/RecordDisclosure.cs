using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Writes down that something about a client left the organisation by hand, telephone or fax; what partners read over the API is written
/// down by itself. Part 2 records need a consent that holds, or an emergency or order, and the notice goes with them.
/// </summary>
[Mutation, Feature("intake.consent"), Requires("intake.disclose")]
internal static class RecordDisclosure
{
    /// <summary>What left, to whom, why and how.</summary>
    /// <param name="Client">Whom it is about.</param>
    /// <param name="Classes">Which classes of information.</param>
    /// <param name="Description">What it was, in a few words.</param>
    /// <param name="Recipient">The organisation that got it, when it is known here.</param>
    /// <param name="RecipientName">Who got it, when it is not.</param>
    /// <param name="RecipientAddress">Where it went.</param>
    /// <param name="Purpose">What for.</param>
    /// <param name="Basis">On what it rests.</param>
    /// <param name="Channel">How it left, such as <c>fax</c>.</param>
    /// <param name="Part2">Whether anything of it comes from a program under 42 CFR Part 2.</param>
    /// <param name="Consent">The consent on which it rests.</param>
    /// <param name="Emergency">The declared emergency on which it rests.</param>
    /// <param name="Order">The order of a court on which it rests; Part 2 records leave for proceedings by one or by a consent.</param>
    /// <param name="NoticeSent">Whether the notice on redisclosure went with it.</param>
    /// <param name="Notice">The words of that notice, where they were others than the organisation's of today; of an earlier day none are known but these.</param>
    /// <param name="Intermediary">Through whom it went, when not straight.</param>
    /// <param name="HappenedOn">The day on which it left, if that was before today; what it rests on must have held then.</param>
    public sealed record Input(
        ClientId Client, IReadOnlyList<DataClass> Classes, string Description, PurposeOfUse Purpose, DisclosureBasis Basis, string Channel,
        OrganisationId? Recipient = null, string? RecipientName = null, string? RecipientAddress = null, bool Part2 = false,
        ConsentId? Consent = null, EmergencyAccessId? Emergency = null, bool NoticeSent = false, OrganisationId? Intermediary = null,
        CourtOrderId? Order = null, DateOnly? HappenedOn = null, string? Notice = null);

    /// <summary>The consent does not hold, or does not fit recipient, information or purpose.</summary>
    /// <param name="Reason">What does not fit.</param>
    public sealed record ConsentDoesNotFit(string Reason) : Refusal(
        "intake.consent_does_not_fit", $"The disclosure cannot rest on this consent: {Reason}", "input.consent");

    /// <summary>Part 2 records leave with the notice that 42 CFR 2.32 prescribes.</summary>
    public sealed record NoticeMissing() : Refusal(
        "intake.notice_missing", "Part 2 records that leave with a consent carry the notice on redisclosure; send it with them and say so.", "input.noticeSent");

    /// <summary>What the disclosure rests on is not named.</summary>
    /// <param name="What">What is missing: consent, emergency or order.</param>
    /// <param name="Path">Where it goes.</param>
    public sealed record GroundMissing(string What, string Path) : Refusal("intake.ground_missing", $"Say on which {What} the disclosure rests.", Path);

    public static async Task<Outcome<Disclosure>> Handle(
        Input input, IntakeDb db, OrganisationById organisations, TenantPrivacy privacy, DisclosureLog log, DisclosureAccount account, Session session,
        TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindClient(input.Client, "intake.disclose", ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        var recipient = input.Recipient is { } id ? (await organisations.ReadAsync([id], ct)).GetValueOrDefault(id) : null;
        if (input.Recipient is not null && recipient is null)
        {
            return new NotFound("input.recipient");
        }

        if ((recipient?.Name ?? input.RecipientName) is not { Length: > 0 } name)
        {
            return new InvalidInput("input.recipientName", "Say who got it: an organisation that is known here, or a name.");
        }

        if (input.HappenedOn > clock.Today())
        {
            return new InvalidInput("input.happenedOn", "What has not happened is no disclosure: give today or a day before.");
        }

        var earlier = input.HappenedOn < clock.Today() ? input.HappenedOn : null;
        var part2 = input.Part2 || input.Classes.Contains(DataClass.D);
        var policy = await privacy.Policy(ct);
        var kind = policy.RecipientOf(recipient?.Kind);
        if (await Problem(input, part2, recipient, db, DisclosureGrounds.Moments(earlier, clock), ct) is { } problem)
        {
            return problem;
        }

        var written = await log.Write(session, [new NewDisclosure(
            client.Id.Value, client.Id.ToString(), [.. input.Classes.Distinct().Order()], part2, [], input.Recipient, name, input.RecipientAddress,
            kind, input.Purpose, input.Basis, input.Consent?.ToString() ?? input.Emergency?.ToString() ?? input.Order?.ToString(), input.Description,
            await DisclosureGrounds.Notice(input, part2, earlier is null, kind, policy, db, ct),
            input.Channel, input.Intermediary, earlier)], ct);
        return (await account.Of([client.Id.Value], AccountKind.Everything, ct)).Single(d => d.Id == written[0]);
    }

    private static async Task<Refusal?> Problem(
        Input input, bool part2, Organisation? recipient, IntakeDb db, DateTimeOffset[] moments, CancellationToken ct)
    {
        if (DisclosureGrounds.Unsaid(input, part2) is { } missing)
        {
            return missing;
        }

        if (input.Basis is DisclosureBasis.Emergency)
        {
            return input.Emergency is { } emergency && await db.EmergencyAccesses.AnyAsync(a => a.Id == emergency && a.Client == input.Client, ct)
                ? null
                : new NotFound("input.emergency");
        }

        if (input.Basis is DisclosureBasis.Law && (input.Order is not null || (part2 && input.Purpose is PurposeOfUse.Legal)))
        {
            var orders = await db.CourtOrders.AsNoTracking().Where(o => o.Id == input.Order && o.Client == input.Client).ToListAsync(ct);
            return orders is [var order] && moments.Any(m => order.HoldsFrom <= m && m < order.HoldsUntil) && (order.Recipient is null || order.Recipient == recipient?.Id)
                ? null
                : new NotFound("input.order");
        }

        if (input.Consent is null)
        {
            return null;
        }

        if (await db.Consents.FirstOrDefaultAsync(c => c.Id == input.Consent && c.Client == input.Client, ct) is not { } consent)
        {
            return new NotFound("input.consent");
        }

        return consent.ForDecision() is not { } terms || !moments.Any(terms.HoldsAt) ? new ConsentDoesNotFit(input.HappenedOn is null ? "it does not hold now." : "it did not hold then.")
            : !terms.Serves(input.Purpose) ? new ConsentDoesNotFit("it is for another purpose.")
            : input.Classes.Any(c => !terms.Classes.Contains(c)) ? new ConsentDoesNotFit("it covers other information.")
            : !(recipient is null ? terms.RecipientClasses.Contains(PrivacyPolicy.TreatingProviders) : consent.Terms.Reaches(recipient))
                ? new ConsentDoesNotFit("it is for another recipient.")
            : part2 && !input.NoticeSent && input.Notice is null ? new NoticeMissing()
            : null;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int TextLength = 1000, NoticeLength = 5000;

        public Validator()
        {
            RuleFor(i => i.Classes).NotEmpty();
            RuleFor(i => i.Description).NotEmpty().MaximumLength(TextLength);
            RuleFor(i => i.Notice).MaximumLength(NoticeLength).Must(n => n is null || n.Trim().Length > 0).WithMessage("Say the words, or leave them out.");
            RuleFor(i => i.Channel).NotEmpty().MaximumLength(TextLength);
        }
    }
}
