using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Intake;

/// <summary>
/// A referral of somebody else becomes an inquiry, matched with the people already known. Nobody is there to be asked: whoever may be the same
/// person is left for staff to look at. Without a team that could hold it, it waits for an operator.
/// </summary>
[Feature("intake")]
internal static class WhenInboundReferralReceived
{
    public static async Task<Outcome<bool>> Handle(
        InboundReferralReceived received, IInboundReferralLookup referrals, IntakeDb db, FrontDoor frontDoor, Actor actor, TimeProvider clock,
        CancellationToken ct)
    {
        if (await referrals.Find(received.Referral, ct) is not { TakenIn: false } asked)
        {
            return true;
        }

        var input = Asked(asked, clock);
        var outcome = await ReceiveInquiry.Handle(input, db, frontDoor, actor, clock, ct);
        if (outcome.Refusals is [ReceiveInquiry.PossibleMatches, ..])
        {
            outcome = await ReceiveInquiry.Handle(input with { RegisterAsNew = true }, db, frontDoor, actor, clock, ct);
        }

        return outcome.Value is { } inquiry
            ? Outcome.Of(true).Publishing(outcome.Events).Publishing(new ReferralTakenIn(inquiry.Client, inquiry.Id, received.Referral, clock.GetUtcNow()))
            : Outcome<bool>.Refused(outcome.Refusals);
    }

    private static ReceiveInquiry.Input Asked(InboundRequest asked, TimeProvider clock) => new(
        DoorOf(asked.SenderKind),
        asked.Client,
        asked.Client is null
            ? new PersonDetails(
                asked.Person.Given, asked.Person.Family, asked.Person.BirthDate, Language: asked.Person.Language,
                Phones: asked.Person.Phone is { } phone ? [phone] : null)
            : null,
        Asker: new ReceiveInquiry.Asker(AskerRelation.Professional, asked.ContactName, asked.ContactPhone),
        Referring: asked.Sender,
        ReferringName: asked.Sender is null ? asked.SenderName : null,
        Reason: asked.Reason,
        ReceivedAt: asked.ReceivedAt < clock.GetUtcNow() ? asked.ReceivedAt : null);

    private static Door DoorOf(string? kind) => kind switch
    {
        "hospital" or "emergency-department" => Door.Hospital,
        "school" or "school-district" => Door.School,
        "jail" or "court" or "probation" or "juvenile-justice" => Door.Jail,
        _ => Door.PartnerReferral,
    };
}
