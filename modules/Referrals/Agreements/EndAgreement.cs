using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Ends an agreement with a partner. Referrals that were sent under it keep it.</summary>
[Mutation, Feature("referrals"), Requires("referrals.agree")]
internal static class EndAgreement
{
    /// <param name="Agreement">The agreement.</param>
    /// <param name="LastDay">The last day on which it holds.</param>
    /// <param name="Reason">Why it ends.</param>
    public sealed record Input(AgreementId Agreement, DateOnly LastDay, string Reason);

    public static async Task<Outcome<Agreement>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Agreements.FirstOrDefaultAsync(a => a.Id == input.Agreement, ct) is not { } agreement)
        {
            return new NotFound("input.agreement");
        }

        if (input.LastDay < agreement.StartsOn)
        {
            return new InvalidInput("input.lastDay", $"It began on {agreement.StartsOn:yyyy-MM-dd} and cannot end before.");
        }

        agreement.End(input.LastDay, input.Reason.Trim());
        return Outcome.Of(agreement).Publishing(new AgreementRecorded(
            agreement.Id, agreement.Partner, agreement.Kind.ToText(), agreement.ReviewOn, clock.GetUtcNow()));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int ReasonLength = 1000;

        public Validator() => RuleFor(i => i.Reason).NotEmpty().MaximumLength(ReasonLength);
    }
}
