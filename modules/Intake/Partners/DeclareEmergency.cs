using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Somebody of a partner organisation, such as a hospital, declares an emergency of a person whose record is shared with it: for a short time they
/// see, in requests that state the purpose <c>emergency</c>, the classes that the partner view matrix opens in emergencies. The privacy officer
/// hears at once and reviews it; what was shown is in the log of disclosures with the emergency as its ground.
/// </summary>
[Mutation, ForPartners, Feature("intake.consent"), Requires("intake.declare-emergency")]
internal static class DeclareEmergency
{
    /// <summary>Which emergency.</summary>
    /// <param name="Client">Whose record is needed.</param>
    /// <param name="Emergency">The name of the emergency, such as an overdose.</param>
    /// <param name="Reason">Why what is not open is needed for care now.</param>
    /// <param name="Hours">For how long; as long as the policy allows when nothing is said.</param>
    public sealed record Input(ClientId Client, string Emergency, string Reason, int? Hours = null);

    /// <summary>The contract of the partner opens nothing in emergencies.</summary>
    [ForPartners]
    public sealed record NotInContract() : Refusal(
        "intake.emergency_not_in_contract",
        "The contract of your organisation opens nothing in emergencies. Call the organisation: its staff can tell you what you need to know.", "input.client");

    public static async Task<Outcome<DeclaredEmergency>> Handle(
        Input input, SharedRecords shared, OrganisationById organisations, TenantPrivacy privacy, IntakeDb db, Actor actor, TimeProvider clock,
        CancellationToken ct)
    {
        if (actor is not { User: { } me, Organisation: { } partner }
            || await (await shared.Clients(ct)).FirstOrDefaultAsync(c => c.Id == input.Client, ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        var policy = await privacy.Policy(ct);
        var view = policy.ViewOf((await organisations.ReadAsync([partner], ct)).GetValueOrDefault(partner)?.Kind);
        if (view is null || !view.Purposes.Contains(PurposeOfUse.Emergency) || !view.Cells.Any(c => c.InEmergency))
        {
            return new NotInContract();
        }

        if (input.Hours is { } hours && (hours < 1 || hours > policy.EmergencyHours))
        {
            return new InvalidInput("input.hours", $"An emergency lasts 1 to {policy.EmergencyHours} hours here.");
        }

        var access = EmergencyAccess.Declare(client.Id, me, input.Emergency, input.Reason, recipient: null, input.Hours, policy, clock);
        db.Add(access);
        return Outcome.Of(new DeclaredEmergency(access.Id, access.Since, access.Until))
            .Publishing(new GlassBroken(client.Id, access.Id, me, access.Since, access.ReviewBy, access.ReviewBy.AddDays(-1)));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int TextLength = 1000;

        public Validator()
        {
            RuleFor(i => i.Emergency).NotEmpty().MaximumLength(TextLength);
            RuleFor(i => i.Reason).NotEmpty().MaximumLength(TextLength);
        }
    }
}

/// <summary>An emergency that somebody of a partner organisation declared.</summary>
internal sealed record DeclaredEmergency(EmergencyAccessId Access, DateTimeOffset Since, DateTimeOffset Until);

/// <summary>An emergency that was declared, as whoever declared it for a partner sees it.</summary>
[View<DeclaredEmergency>]
internal static class DeclaredEmergencyView
{
    /// <summary>By which both organisations can talk about it.</summary>
    public static string Id(DeclaredEmergency emergency) => emergency.Access.ToString();

    /// <summary>From when on.</summary>
    public static DateTimeOffset Since(DeclaredEmergency emergency) => emergency.Since;

    /// <summary>Until when.</summary>
    public static DateTimeOffset Until(DeclaredEmergency emergency) => emergency.Until;
}
