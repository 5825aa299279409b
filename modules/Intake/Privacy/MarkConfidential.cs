using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Says whether an inquiry is about care that a minor receives in confidence. Whoever acts for the minor is not told of it (rule 11); which care that
/// may be is state law.
/// </summary>
[Mutation, Feature("intake.consent"), Requires("intake.consent")]
internal static class MarkConfidential
{
    /// <summary>What is confidential.</summary>
    /// <param name="Inquiry">The inquiry.</param>
    /// <param name="Confidential">Whether it is.</param>
    public sealed record Input(InquiryId Inquiry, bool Confidential = true);

    /// <summary>Confidential care of a minor is that of somebody who is one, as far as is known.</summary>
    public sealed record NoMinor() : Refusal("intake.no_minor", "This client is of age. Restrict the record to named people instead.", "input.inquiry");

    public static async Task<Outcome<Inquiry>> Handle(Input input, IntakeDb db, TenantPrivacy privacy, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindInquiry(input.Inquiry, "intake.consent", ct) is not { } inquiry)
        {
            return new NotFound("input.inquiry");
        }

        var born = await db.Clients.Where(c => c.Id == inquiry.Client).Select(c => c.BirthDate).SingleAsync(ct);
        if (input.Confidential && born?.AddYears((await privacy.Policy(ct)).AgeOfMajority) <= clock.Today())
        {
            return new NoMinor();
        }

        inquiry.ConfidentialMinor = input.Confidential;
        return inquiry;
    }
}
