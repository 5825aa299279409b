using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>On what a disclosure rests that is written down by hand.</summary>
internal static class DisclosureGrounds
{
    /// <summary>When a ground must hold. Of an earlier day nobody said the hour: what held at its beginning or its end did.</summary>
    public static DateTimeOffset[] Moments(DateOnly? day, TimeProvider clock) =>
        day is { } then ? [clock.EndOf(then.AddDays(-1)), clock.EndOf(then).AddTicks(-1)] : [clock.GetUtcNow()];

    /// <summary>What is not said: Part 2 records leave for treatment, payment and operations with a consent, and for proceedings by an order or a consent.</summary>
    public static RecordDisclosure.GroundMissing? Unsaid(RecordDisclosure.Input input, bool part2) => input.Basis switch
    {
        DisclosureBasis.Emergency when input.Emergency is null => new("declared emergency", "input.emergency"),
        DisclosureBasis.Law when part2 && input.Purpose is PurposeOfUse.Legal && input.Order is null => new("order of a court", "input.order"),
        DisclosureBasis.Consent when input.Consent is null => new("consent", "input.consent"),
        DisclosureBasis.Tpo when part2 && input.Consent is null => new("consent", "input.consent"),
        _ => null,
    };

    /// <summary>The notice that went with it: in the words that were said, or the organisation's of today; null where none went.</summary>
    public static async Task<SentNotice?> Notice(
        RecordDisclosure.Input input, bool part2, bool isToday, RecipientKind recipient, PrivacyPolicy policy, IntakeDb db, CancellationToken ct) => input switch
        {
            { NoticeSent: false, Notice: null } => null,
            { Notice: { } words } => new SentNotice(words.Trim()),
            _ when !isToday || !part2 => new SentNotice(null),
            { Basis: DisclosureBasis.Emergency } => policy.NoticeFor(NoticeCase.Emergency),
            { Basis: DisclosureBasis.Law } => policy.NoticeFor(NoticeCase.Law),
            { Consent: { } consent } => policy.NoticeFor((await db.Consents.AsNoTracking().SingleAsync(c => c.Id == consent, ct)).ForDecision()!, recipient),
            _ => policy.NoticeFor(NoticeCase.NoConsent),
        };
}
