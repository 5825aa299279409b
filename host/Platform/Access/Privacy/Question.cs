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

    /// <summary>The cell of that view for the class that counts.</summary>
    public PartnerCell? Cell => View?.Cells.FirstOrDefault(c => c.Class == what.Counts);

    /// <summary>Whether the caller works in the program that it comes from.</summary>
    public bool IsInProgram { get; } = who.Kind is AccessorKind.Staff && what.Program is { } program && policy.WorksIn(who, program);

    /// <summary>Whether a court has ordered it.</summary>
    public bool IsOrdered => what.Purpose is PurposeOfUse.Legal && grounds.HasCourtOrder && what.Counts is DataClass.D;

    /// <summary>The emergency that the caller declared for this person, where the request states that purpose and the class allows it.</summary>
    public EmergencyGrant? Emergency { get; } = what is { Purpose: PurposeOfUse.Emergency, Counts: <= DataClass.D }
        ? grounds.Emergencies.FirstOrDefault(e => e.Lets(who.User, now))
        : null;

    /// <summary>A consent that holds now, reaches the caller and covers the class, and whatever else is asked.</summary>
    /// <param name="named">Whether it must name the caller's organisation, or a class of recipients will do.</param>
    public ConsentTerms? Consent(Func<ConsentTerms, bool> suits, bool named) =>
        grounds.Consents.FirstOrDefault(c => c.HoldsAt(now) && Covers(c) && Reaches(c, named) && suits(c));

    /// <summary>Whether the consent is for the purpose of this request.</summary>
    public bool Serves(ConsentTerms consent) => consent.Serves(what.Purpose);

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
        { Kind: AccessorKind.Staff } => consent.RecipientClasses.Contains(PrivacyPolicy.Ourselves) || ReachesTreating(consent),
        _ => false,
    };

    private bool ReachesTreating(ConsentTerms consent) => consent.RecipientClasses.Contains(PrivacyPolicy.TreatingProviders)
        && (who.Kind is AccessorKind.Staff || View is { Recipient: RecipientKind.Hipaa });
}
