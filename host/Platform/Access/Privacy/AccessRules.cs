namespace CarePlatform.Platform;

/// <summary>
/// The one decision on who sees what of a person. Twelve rules, asked in order; the first that objects decides, so a denial always
/// wins. It reads nothing and knows no clock: the same question has the same answer. (Fact sheet on quality and standards, 7.3.)
/// </summary>
public static class AccessRules
{
    private delegate AccessDecision? Rule(Question question);

    private static readonly Rule[] InOrder =
        [Role, Purpose, Legal, Notes, Program, OutsideProgram, Recipient, MinimumNecessary, Security, Proxy, Person];

    /// <summary>Decides. What no rule lets through is denied.</summary>
    public static AccessDecision Decide(Accessor who, AskedFor what, AccessGrounds grounds, PrivacyPolicy policy, DateTimeOffset now)
    {
        if (who.Kind is AccessorKind.System)
        {
            return AccessDecision.Allow(1, "The platform acts by itself and shows it to nobody.");
        }

        var question = new Question(who, what, grounds, policy, now);
        AccessDecision? allowed = null;
        foreach (var rule in InOrder)
        {
            switch (rule(question))
            {
                case { Allowed: false } denied:
                    return denied;
                case { } granted:
                    allowed = allowed is { Ground: not null } ? allowed : granted;
                    break;
            }
        }

        return allowed ?? AccessDecision.Deny(8, "No rule lets this be seen for the stated purpose.");
    }

    private static AccessDecision? Role(Question q) => q.Who.Kind is AccessorKind.Unknown || (q.Who.Kind is AccessorKind.Partner && q.View is null)
        ? AccessDecision.Deny(1, q.Who is { Kind: AccessorKind.Partner, OrganisationKind: { } kind }
            ? $"The privacy policy has no view for organisations of the kind \"{kind}\", so nothing reaches them, with a consent or without. An administrator gives the kind a view, or the organisation another kind."
            : "Neither a role of the organisation nor a contract of a partner lets the caller in.")
        : null;

    // A partner asks for what its contract is about: a court does not ask for treatment.
    private static AccessDecision? Purpose(Question q) =>
        !Enum.IsDefined(q.What.Purpose) ? AccessDecision.Deny(2, "The request states no purpose that is known.")
        : q.View is { } view && q.Who.Kind is AccessorKind.Partner && !view.Purposes.Contains(q.What.Purpose)
            ? AccessDecision.Deny(2, "The contract of the caller's organisation is not for the stated purpose.")
            : null;

    private static AccessDecision? Legal(Question q)
    {
        if (q.What.Purpose is not PurposeOfUse.Legal || q.What.Counts is not (DataClass.D or DataClass.E))
        {
            return null;
        }

        return q.Order is { } order ? AccessDecision.Allow(3, "A court order under Subpart E lets it be seen.", order.Id) with { IsOrdered = true }
            : q.Consent(c => c.Kind is not ConsentKind.Tpo && c.Purposes.Contains(PurposeOfUse.Legal), named: true) is { } consent
                ? AccessDecision.Allow(3, "The person has consented to this use in proceedings.", consent.Id)
            : AccessDecision.Deny(3, "For proceedings this needs a court order or a specific consent. Ask the privacy officer.");
    }

    private static AccessDecision? Notes(Question q)
    {
        if (q.What.Counts is not (DataClass.E or DataClass.F) || q.Who.Kind is AccessorKind.Subject)
        {
            return null;
        }

        if (q.What.IsBulk)
        {
            return AccessDecision.Deny(4, "Counselling and psychotherapy notes never leave in bulk.");
        }

        var kind = q.What.Counts is DataClass.E ? ConsentKind.SudNotes : ConsentKind.PsychotherapyNotes;
        return q.What.Author is { } author && author == q.Who.User ? AccessDecision.Allow(4, "The author sees their own notes.")
            : q.Consent(c => c.Kind == kind && (q.Who.Kind is not AccessorKind.Partner || q.Serves(c)), named: true) is { } consent ? AccessDecision.Allow(4, "The person has consented to this for these notes.", consent.Id)
            : AccessDecision.Deny(4, "These notes are for their author, or for whom a separate consent names.");
    }

    private static AccessDecision? Program(Question q) =>
        q.What.Counts is DataClass.D && q.IsInProgram && q.What.Purpose is not PurposeOfUse.Legal
            ? AccessDecision.Allow(5, "The caller works in the program that it comes from.")
            : null;

    private static AccessDecision? OutsideProgram(Question q)
    {
        if (q.What.Counts is not DataClass.D || q.IsInProgram || q.Who.Kind is AccessorKind.Subject || q.What.Purpose is PurposeOfUse.Legal)
        {
            return null;
        }

        if (q.Emergency is { } emergency)
        {
            return AccessDecision.Allow(10, "An emergency was declared; it will be reviewed.", emergency.Id);
        }

        return q.Consent(c => q.Serves(c), named: false) is { } consent
            ? AccessDecision.Allow(6, "The person has consented to this for the caller and the purpose.", consent.Id)
            : AccessDecision.Deny(6, "This needs a consent of the person that holds now and fits recipient, information and purpose.");
    }

    private static AccessDecision? Recipient(Question q)
    {
        if (q.Who.Kind is not AccessorKind.Partner || q.View is not { } view || q.Emergency is not null || q.IsOrdered)
        {
            return null;
        }

        // Whom HIPAA does not bind gets what is clinical only where a consent names it, whatever the tenant's matrix says.
        return view.Recipient is RecipientKind.NonHipaa && q.What.Counts is DataClass.B or DataClass.C or DataClass.D
            && q.Consent(q.Serves, named: true) is null
            ? AccessDecision.Deny(7, "HIPAA does not bind the caller's organisation: a consent that names it is needed.")
            : null;
    }

    private static AccessDecision? MinimumNecessary(Question q)
    {
        if (q.What.Counts is DataClass.E or DataClass.F)
        {
            return null;
        }

        return q.Who.Kind switch
        {
            AccessorKind.Staff => OfStaff(q),
            AccessorKind.Partner => OfPartner(q),
            _ => null,
        };
    }

    // The people of a program see what is the program's; whom a consent lets in sees what they would see of anybody.
    private static AccessDecision? OfStaff(Question q) =>
        q.IsInProgram || q.IsOrdered ? null
        : q.Emergency is { } emergency ? AccessDecision.Allow(10, "An emergency was declared; it will be reviewed.", emergency.Id)
        : q.What.Counts is DataClass.H || q.Policy.Shows(q.Who, q.What) ? AccessDecision.Allow(8, "It belongs to what the role needs for the purpose.")
        : AccessDecision.Deny(8, "It does not belong to what the caller's role needs for the stated purpose.");

    private static AccessDecision? OfPartner(Question q)
    {
        if (q.Emergency is not null || q.IsOrdered)
        {
            return q.Emergency is { } emergency ? AccessDecision.Allow(10, "An emergency was declared; it will be reviewed.", emergency.Id) : null;
        }

        var decided = AccessDecision.Deny(8, "It does not belong to what the caller's organisation needs for the stated purpose.");
        foreach (var cell in q.Cells.Where(c => c.Shows >= q.What.Extent))
        {
            decided = OfCell(q, cell);
            if (decided.Allowed)
            {
                break;
            }
        }

        return decided;
    }

    private static AccessDecision OfCell(Question q, PartnerCell cell)
    {
        ConsentTerms? consent = null;
        var met = cell.Needs switch
        {
            PartnerNeed.Nothing => true,
            PartnerNeed.OwnReferral => q.What.IsOwnReferral,
            PartnerNeed.Consent => (consent = q.Consent(q.Serves, named: false)) is not null,
            PartnerNeed.TpoConsent => (consent = q.Consent(c => c.Kind is ConsentKind.Tpo && q.Serves(c), named: false)
                ?? q.Consent(q.Serves, named: true)) is not null,
            PartnerNeed.PaymentConsent => (consent = q.Consent(c => q.Serves(c) && c.Serves(PurposeOfUse.Payment), named: false)) is not null,
            _ => (consent = q.Consent(q.Serves, named: true)) is not null,
        };
        if (!met)
        {
            return AccessDecision.Deny(8, Missing(cell.Needs));
        }

        var shared = q.Shared;
        consent ??= shared.Consent;
        return shared.Extent >= q.What.Extent
            ? AccessDecision.Allow(consent is null ? 8 : 6, "It belongs to what the caller's organisation needs for the purpose.", consent?.Id)
            : AccessDecision.Deny(8, "The person's record is not shared that far with the caller's organisation: a consent is needed.");
    }

    private static string Missing(PartnerNeed need) => need switch
    {
        PartnerNeed.OwnReferral => "The caller's organisation sees this of its own referrals only.",
        PartnerNeed.TpoConsent => "This needs the person's consent for treatment, payment and operations.",
        PartnerNeed.PaymentConsent => "This needs the person's consent for payment.",
        PartnerNeed.NamedConsent => "This needs a consent of the person that names the caller's organisation.",
        _ => "This needs a consent of the person for the caller's organisation.",
    };

    private static AccessDecision? Security(Question q) =>
        q.What.Counts is not DataClass.H ? null
        : q.What.IsNamed ? AccessDecision.Allow(8, "The caller stands on the list of people for this.")
        : AccessDecision.Deny(8, "This is for named people only.");

    private static AccessDecision? Proxy(Question q) =>
        q.Who.Kind is not AccessorKind.Proxy ? null
        : q.What.IsConfidential ? AccessDecision.Deny(11, "This is confidential between the young person and those who care for them.")
        : q.Policy.ProxyClasses.Contains(q.What.Counts) ? AccessDecision.Allow(11, "A representative may see this.")
        : AccessDecision.Deny(11, "The rights of a representative do not reach this.");

    private static AccessDecision? Person(Question q) =>
        q.Who.Kind is not AccessorKind.Subject ? null
        : q.What.Counts is DataClass.F && !q.Policy.PersonsSeePsychotherapyNotes
            ? AccessDecision.Deny(12, "Psychotherapy notes are withheld; ask whoever wrote them.")
            : AccessDecision.Allow(12, "People see their own record.");
}
