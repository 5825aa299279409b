using System.Globalization;

namespace CarePlatform.Platform;

/// <summary>On what a Part 2 record leaves: by that the recipient may do more or less with it.</summary>
public enum NoticeCase
{
    /// <summary>A consent for treatment, payment and operations, to a recipient that HIPAA binds: it may redisclose as HIPAA permits, but for proceedings (42 CFR 2.33).</summary>
    TpoConsent,

    /// <summary>Any other consent, or a recipient that HIPAA does not bind: redisclosure is prohibited.</summary>
    Consent,

    /// <summary>A declared emergency (42 CFR 2.51).</summary>
    Emergency,

    /// <summary>The order of a court, or a law such as that on audits (42 CFR part 2, subparts D and E).</summary>
    Law,

    /// <summary>Nothing of these: somebody of the organisation has answered for it.</summary>
    NoConsent,
}

/// <summary>What follows the notice in one case.</summary>
/// <param name="Case">On what the records leave.</param>
/// <param name="Text">The words.</param>
public sealed record NoticeTerms(NoticeCase Case, string Text);

/// <summary>The notice on redisclosure that goes with a record of a Part 2 program.</summary>
/// <param name="Text">Its words; null where nobody has written them down.</param>
/// <param name="Case">On what the record left; null where the words are somebody's own.</param>
/// <param name="PolicyVersion">The version of the privacy policy whose words these are; null where the words are somebody's own.</param>
public sealed record SentNotice(string? Text, NoticeCase? Case = null, int? PolicyVersion = null);

/// <summary>
/// Words the notice of 42 CFR 2.32: the policy's statement, what the recipient may do in this case, and the scope of the consent on which
/// the record leaves. What is recorded of a disclosure are these words, so that no later change of the policy touches them.
/// </summary>
public static class RedisclosureNotices
{
    /// <summary>The notice that goes with a record.</summary>
    /// <param name="ground">The consent, emergency or order on which it leaves; null where it rests on none.</param>
    /// <param name="recipient">What binds whoever gets it.</param>
    /// <param name="grounds">What speaks for access to the person.</param>
    public static SentNotice NoticeFor(this PrivacyPolicy policy, string? ground, RecipientKind recipient, AccessGrounds grounds) =>
        grounds.Consents.FirstOrDefault(c => ground is not null && c.Id == ground) is { } consent ? policy.NoticeFor(consent, recipient)
        : policy.NoticeFor(
            grounds.Emergencies.Any(e => e.Id == ground) ? NoticeCase.Emergency
            : grounds.Orders?.Any(o => o.Id == ground) is true ? NoticeCase.Law
            : NoticeCase.NoConsent);

    /// <summary>The notice that goes with a record that leaves by a consent.</summary>
    public static SentNotice NoticeFor(this PrivacyPolicy policy, ConsentTerms consent, RecipientKind recipient)
    {
        var notice = policy.NoticeFor(CaseOf(consent.Kind, recipient));
        return notice with { Text = $"{notice.Text} {Scope(consent)}" };
    }

    /// <summary>The notice of a case, without the scope of any consent.</summary>
    public static SentNotice NoticeFor(this PrivacyPolicy policy, NoticeCase of)
    {
        var terms = policy.NoticeTerms.FirstOrDefault(t => t.Case == of)?.Text;
        return new SentNotice(string.IsNullOrWhiteSpace(terms) ? policy.RedisclosureNotice : $"{policy.RedisclosureNotice} {terms}", of, policy.Version);
    }

    /// <summary>As what a consent of this kind counts for this recipient.</summary>
    public static NoticeCase CaseOf(ConsentKind kind, RecipientKind? recipient) =>
        kind is ConsentKind.Tpo && recipient is RecipientKind.Hipaa ? NoticeCase.TpoConsent : NoticeCase.Consent;

    // 42 CFR 2.32(b): a copy of the consent, or a clear explanation of its scope.
    private static string Scope(ConsentTerms consent)
    {
        var purposes = consent.Kind is ConsentKind.Tpo
            ? consent.Purposes.Union([PurposeOfUse.Treatment, PurposeOfUse.Payment, PurposeOfUse.Operations])
            : consent.Purposes;
        return $"Scope of the consent {consent.Id}: for {string.Join(", ", purposes.Order().Select(p => RequestPurpose.TextOf(p)))}; "
            + $"information: {string.Join("; ", consent.Classes.Order().Select(Words))}; signed {At(consent.SignedAt)}, "
            + (consent.EndsAt is { } end ? $"ends {At(end)} unless it is revoked before." : "has no fixed day of its end and holds until it is revoked or ended.");
    }

    private static string At(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Words(DataClass of) => of switch
    {
        DataClass.A => "who the person is, how they are reached, what covers them",
        DataClass.B => "diagnoses, medications, vital signs",
        DataClass.C => "mental health",
        DataClass.D => "records of a program for substance use disorders",
        DataClass.E => "counselling notes of a program for substance use disorders",
        DataClass.F => "psychotherapy notes",
        DataClass.G => "needs, referrals and what came of them",
        _ => "what is for named people only",
    };
}
