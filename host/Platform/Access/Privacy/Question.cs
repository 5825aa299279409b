namespace CarePlatform.Platform;

/// <summary>One question to the rules, with what they look up of it.</summary>
internal sealed class Question(Accessor who, AskedFor what, AccessGrounds grounds, PrivacyPolicy policy, DateTimeOffset now)
{
    public Accessor Who => who;

    public AskedFor What => what;

    public AccessGrounds Grounds => grounds;

    public PrivacyPolicy Policy => policy;

    /// <summary>What the tenant shows partners of the caller's kind; null where it has no such partners.</summary>
    public PartnerView? View { get; } = who.Kind is AccessorKind.Partner ? policy.ViewOf(who.OrganisationKind) : null;

    /// <summary>The cells of that view for the class that counts; of attendance only where that is asked for.</summary>
    public IEnumerable<PartnerCell> Cells => View?.Cells.Where(c => c.Class == what.Counts && (what.IsAttendance || !c.Attendance)) ?? [];

    /// <summary>Whether the caller works in the program that it comes from.</summary>
    public bool IsInProgram { get; } = who.Kind is AccessorKind.Staff && what.Program is { } program && policy.WorksIn(who, program);

    /// <summary>Whether a court has ordered it.</summary>
    public bool IsOrdered => Order is not null;

    /// <summary>The order of a court that reaches the caller and what is asked for.</summary>
    public CourtOrderGrant? Order { get; } = what is { Purpose: PurposeOfUse.Legal, Counts: DataClass.D }
        ? grounds.Orders?.FirstOrDefault(o => o.Lets(who, what, now))
        : null;

    /// <summary>
    /// The emergency that the caller declared for this person, where the request states that purpose and the class allows it; of a partner the matrix
    /// as well.
    /// </summary>
    public EmergencyGrant? Emergency => what is { Purpose: PurposeOfUse.Emergency, Counts: <= DataClass.D }
        && (who.Kind is not AccessorKind.Partner || (View!.Purposes.Contains(PurposeOfUse.Emergency) && Cells.Any(c => c.InEmergency)))
            ? grounds.Emergencies.FirstOrDefault(e => e.Lets(who.User, now))
            : null;

    /// <summary>A consent that holds now, reaches the caller and covers the class, and whatever else is asked.</summary>
    /// <param name="named">Whether it must name the caller's organisation, or a class of recipients will do.</param>
    public ConsentTerms? Consent(Func<ConsentTerms, bool> suits, bool named) =>
        grounds.Consents.FirstOrDefault(c => c.HoldsAt(now) && Covers(c) && Reaches(c, named) && suits(c));

    /// <summary>Whether the consent is for the purpose of this request.</summary>
    public bool Serves(ConsentTerms consent) => consent.Serves(what.Purpose);

    /// <summary>
    /// How much of the person's record is shared with the caller's organisation: what a consent covers, or, while it waits for a referral or owes
    /// a step, the least that this takes. What was not sent to it is not shared.
    /// </summary>
    public (Extent Extent, ConsentTerms? Consent) Shared =>
        what is { Counts: DataClass.G, IsOwnReferral: true, IsByConsent: false } ? (Extent.Full, null)
        : Consent(Serves, named: false) is { } consent ? (Extent.Full, consent)
        : (grounds.IsInvolved && !what.IsByConsent ? Extent.Minimum : Extent.None, null);

    // A consent for notes is for nothing else, and no other consent is for notes.
    private bool Covers(ConsentTerms consent) => what.Counts switch
    {
        DataClass.E => consent.Kind is ConsentKind.SudNotes && consent.Classes.Contains(DataClass.E),
        DataClass.F => consent.Kind is ConsentKind.PsychotherapyNotes && consent.Classes.Contains(DataClass.F),
        var counts => consent.Kind is not (ConsentKind.SudNotes or ConsentKind.PsychotherapyNotes) && consent.Classes.Contains(counts),
    };

    // Within the tenant itself a consent for treating providers reaches its staff; a partner must be named or of the class that is described.
    private bool Reaches(ConsentTerms consent, bool named) => who switch
    {
        { Kind: AccessorKind.Partner, Organisation: { } organisation } => consent.Recipients.Contains(organisation)
            || (!named && who.OrganisationKind is { } kind && (consent.RecipientClasses.Contains(kind) || ReachesTreating(consent))),
        { Kind: AccessorKind.Staff } => consent.RecipientClasses.Contains(PrivacyPolicy.Ourselves) || (!named && ReachesTreating(consent)),
        _ => false,
    };

    // Nobody treats a person of whom they have not heard: a partner must have referred them or owe a step of their care.
    private bool ReachesTreating(ConsentTerms consent) => consent.RecipientClasses.Contains(PrivacyPolicy.TreatingProviders)
        && (who.Kind is AccessorKind.Staff || (View is { Recipient: RecipientKind.Hipaa } && grounds.IsInvolved));
}
