using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Writes down a consent before it is signed, or writes a draft anew. A draft lets nobody see anything, and may lack whatever is not
/// known yet: see signConsent for what must be there.
/// </summary>
[Mutation, Feature("intake.consent"), Requires("intake.consent")]
internal static class DraftConsent
{
    /// <summary>What is to be agreed to.</summary>
    /// <param name="Client">Whose information.</param>
    /// <param name="Kind">What kind of agreement.</param>
    /// <param name="Terms">What it says.</param>
    /// <param name="Consent">The draft that is written anew; a new one when none is named.</param>
    public sealed record Input(ClientId Client, ConsentKind Kind, Terms Terms, ConsentId? Consent = null);

    /// <summary>What a consent says.</summary>
    /// <param name="Discloser">Who may tell: a name, or a general description.</param>
    /// <param name="Recipients">The organisations that may be told.</param>
    /// <param name="RecipientClasses">
    /// Kinds of organisation that may be told, such as <c>hospital</c>; <c>treating-providers</c> for a general consent,
    /// <c>this-organisation</c> for the staff of this one.
    /// </param>
    /// <param name="RecipientKind">What binds them.</param>
    /// <param name="Information">Which classes of information.</param>
    /// <param name="Purposes">What for.</param>
    /// <param name="ExpiresOn">The last day on which it holds.</param>
    /// <param name="ExpiryEvent">What ends it, when no day does.</param>
    /// <param name="NeverExpires">Whether it has no end, as only a consent for treatment, payment and operations may.</param>
    /// <param name="Language">The language of the form, as a BCP 47 tag.</param>
    /// <param name="FormVersion">Which form, in which version.</param>
    /// <param name="Notice">The notices that the form gives; the organisation's notice on redisclosure for such a consent when nothing is said.</param>
    public sealed record Terms(
        string? Discloser = null, IReadOnlyList<OrganisationId>? Recipients = null, IReadOnlyList<string>? RecipientClasses = null,
        RecipientKind? RecipientKind = null, IReadOnlyList<DataClass>? Information = null, IReadOnlyList<PurposeOfUse>? Purposes = null,
        DateOnly? ExpiresOn = null, string? ExpiryEvent = null, bool NeverExpires = false, string? Language = null, string? FormVersion = null,
        string? Notice = null);

    /// <summary>Nobody is of such a kind, so that nobody would ever be told.</summary>
    /// <param name="Unknown">What was named.</param>
    /// <param name="Known">The kinds that the privacy policy knows.</param>
    public sealed record UnknownRecipientClasses(IReadOnlyList<string> Unknown, IReadOnlyList<string> Known) : Refusal(
        "intake.unknown_recipient_classes",
        $"The privacy policy knows no organisations of the kind {string.Join(", ", Unknown)}. Choose of: {string.Join(", ", Known)}; or name the recipients.",
        "input.terms.recipientClasses");

    public static async Task<Outcome<Consent>> Handle(
        Input input, IntakeDb db, OrganisationById organisations, TenantPrivacy privacy, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindClient(input.Client, "intake.consent", ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        if (client.Problem("input.client") is { } problem)
        {
            return problem;
        }

        var named = input.Terms.Recipients ?? [];
        if ((await organisations.ReadAsync([.. named.Distinct()], ct)).Count < named.Distinct().Count())
        {
            return new NotFound("input.terms.recipients");
        }

        var policy = await privacy.Policy(ct);
        if (input.Terms.RecipientClasses?.Except(KindsOf(policy), StringComparer.Ordinal).ToList() is { Count: > 0 } unknown)
        {
            return new UnknownRecipientClasses(unknown, [.. KindsOf(policy)]);
        }

        var terms = Of(input.Terms, policy.NoticeFor(RedisclosureNotices.CaseOf(input.Kind, input.Terms.RecipientKind)).Text!);
        if (input.Consent is not { } id)
        {
            var consent = Consent.Draft(client.Id, input.Kind, terms, actor.User, clock);
            db.Add(consent);
            db.Note(consent, "drafted", actor, clock);
            return consent;
        }

        if (await db.Consents.FirstOrDefaultAsync(c => c.Id == id && c.Client == client.Id && c.Kind == input.Kind, ct) is not { } draft)
        {
            return new NotFound("input.consent");
        }

        if (draft.State is not ConsentState.Draft)
        {
            return new WrongConsentState(draft.State);
        }

        draft.Redraft(terms);
        db.Note(draft, "redrafted", actor, clock);
        return draft;
    }

    // Whom the policy gives no view is told nothing, with a consent or without.
    private static IEnumerable<string> KindsOf(PrivacyPolicy policy) =>
        policy.Partners.SelectMany(p => p.Kinds).Append(PrivacyPolicy.TreatingProviders).Append(PrivacyPolicy.Ourselves).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static ConsentTerm Of(Terms terms, string notice) => new(
        terms.Discloser, [.. terms.Recipients ?? []], [.. terms.RecipientClasses ?? []], terms.RecipientKind,
        [.. (terms.Information ?? []).Distinct().Order()], [.. (terms.Purposes ?? []).Distinct().Order()],
        terms.ExpiresOn, terms.ExpiryEvent, terms.NeverExpires, terms.Language, terms.FormVersion, terms.Notice ?? notice);

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int TextLength = 2000;

        public Validator()
        {
            RuleFor(i => i.Terms.Discloser).MaximumLength(TextLength);
            RuleFor(i => i.Terms.ExpiryEvent).MaximumLength(TextLength);
            RuleFor(i => i.Terms.Notice).MaximumLength(TextLength);
        }
    }
}
