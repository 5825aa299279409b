using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Writes down what was agreed with a partner, or anew what it says: a care-coordination agreement or a DCO contract.</summary>
[Mutation, Feature("referrals"), Requires("referrals.agree")]
internal static class RecordAgreement
{
    /// <param name="Partner">With whom.</param>
    /// <param name="Text">What it says.</param>
    /// <param name="Agreement">The agreement that is written anew; a new one when none is named.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(OrganisationId Partner, AgreementText Text, AgreementId? Agreement = null, int? ExpectedVersion = null);

    public static async Task<Outcome<Agreement>> Handle(
        Input input, ReferralsDb db, OrganisationById organisations, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (!(await organisations.ReadAsync([input.Partner], ct)).ContainsKey(input.Partner))
        {
            return new NotFound("input.partner");
        }

        var text = input.Text;
        if (text.Kind is AgreementKind.DcoContract && (text.Form is AgreementForm.LetterOfSupport or AgreementForm.JointProtocol
            || text.Terms.Services.Count == 0 || text.Terms.Services.Any(s => s.FairMarketPrice is null || s.Unit is null)))
        {
            return new InvalidInput(
                "input.text",
                "A DCO contract is a contract or memorandum, and names each service with its fair market price and unit: the organisation bills, and pays the partner.");
        }

        List<ServiceId> named = [.. text.Terms.Services.Select(s => s.Service).OfType<ServiceId>()];
        if (await db.Services.CountAsync(s => named.Contains(s.Id) && s.Partner == input.Partner, ct) != named.Distinct().Count())
        {
            return new NotFound("input.text.terms.services");
        }

        var agreement = input.Agreement is { } id
            ? await db.Agreements.FirstOrDefaultAsync(a => a.Id == id && a.Partner == input.Partner, ct)
            : Agreement.Record(input.Partner, text, actor.User, clock);
        if (agreement is null)
        {
            return new NotFound("input.agreement");
        }

        if (input.Agreement is null)
        {
            db.Add(agreement);
        }
        else if (input.ExpectedVersion is { } expected && expected != agreement.Version)
        {
            return new VersionConflict(expected, agreement.Version);
        }
        else
        {
            agreement.Change(text);
        }

        return Outcome.Of(agreement).Publishing(new AgreementRecorded(
            agreement.Id, agreement.Partner, agreement.Kind.ToText(), agreement.ReviewOn, clock.GetUtcNow()));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator()
        {
            RuleFor(i => i.Text.EndsOn).GreaterThanOrEqualTo(i => i.Text.StartsOn).When(i => i.Text.EndsOn is not null);
            RuleFor(i => i.Text.ReviewOn).GreaterThanOrEqualTo(i => i.Text.StartsOn).When(i => i.Text.ReviewOn is not null);
            RuleForEach(i => i.Text.Terms.Services).Must(s => s.FairMarketPrice is null or >= 0).WithMessage("A price is not below zero.");
            RuleFor(i => i.Text.Terms.Standards).Must(s => s is null || s.IsPossible).WithMessage("Standards are days from 1 to 365 and shares from 0 to 1.");
        }
    }
}
