using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Something that a consent must say before it can hold.</summary>
/// <param name="Element">What is missing, such as <c>recipient</c>.</param>
/// <param name="Reason">What to do.</param>
internal sealed record ConsentElementMissing(string Element, string Reason, string Path)
    : Refusal("intake.consent_element_missing", $"The consent cannot hold yet: {Reason}", Path);

/// <summary>A consent is not where it would have to be for this.</summary>
/// <param name="State">Where it is.</param>
internal sealed record WrongConsentState(ConsentState State) : Refusal(
    "intake.wrong_consent_state", $"The consent is {State.ToText()}; read it again to see what can be done with it.", "input.consent");

/// <summary>
/// Finds what a consent lacks of what 42 CFR 2.31 and 45 CFR 164.508 ask for, all at once. Which elements are required is settled; what each
/// form says in its notices is the tenant's.
/// </summary>
internal static class ConsentElements
{
    private static readonly DataClass[] NotesOfSud = [DataClass.E];
    private static readonly DataClass[] NotesOfPsychotherapy = [DataClass.F];
    private static readonly PurposeOfUse[] Tpo = [PurposeOfUse.Treatment, PurposeOfUse.Payment, PurposeOfUse.Operations];

    /// <summary>Everything that keeps the terms from holding once they are signed.</summary>
    public static IEnumerable<ConsentElementMissing> Missing(ConsentKind kind, ConsentTerm terms)
    {
        if (string.IsNullOrWhiteSpace(terms.Discloser))
        {
            yield return Lacks("discloser", "say who may tell, by name or by a general description.");
        }

        foreach (var recipient in MissingOfRecipient(kind, terms))
        {
            yield return recipient;
        }

        foreach (var information in MissingOfInformation(kind, terms))
        {
            yield return information;
        }

        if (terms.Purposes.Count == 0)
        {
            yield return Lacks("purpose", "say what the information may be used for.");
        }
        else if (kind is ConsentKind.Tpo && terms.Purposes.Any(p => !Tpo.Contains(p)))
        {
            yield return Lacks("purpose", "a consent for treatment, payment and operations is for nothing else; use a specific one.");
        }

        if (terms.ExpiresOn is null && string.IsNullOrWhiteSpace(terms.ExpiryEvent) && !(terms.NeverExpires && kind is ConsentKind.Tpo))
        {
            yield return Lacks("expiry", "name the day or the event that ends it; only one for treatment, payment and operations may have no end.");
        }

        if (string.IsNullOrWhiteSpace(terms.Notice))
        {
            yield return Lacks("notice", "give the text on the right to revoke, how to, and redisclosure.");
        }

        if (string.IsNullOrWhiteSpace(terms.Language))
        {
            yield return Lacks("language", "say in which language the form was.");
        }

        if (string.IsNullOrWhiteSpace(terms.FormVersion))
        {
            yield return Lacks("formVersion", "say which version of the form was signed.");
        }
    }

    /// <summary>What a signature lacks.</summary>
    public static IEnumerable<ConsentElementMissing> Missing(ConsentSignature signature)
    {
        if (string.IsNullOrWhiteSpace(signature.Evidence))
        {
            yield return new ConsentElementMissing("signature", "say where the signature is found.", "input.signature.evidence");
        }

        if (signature.By is Signatory.Representative && string.IsNullOrWhiteSpace(signature.Representative))
        {
            yield return new ConsentElementMissing("representative", "name who signed for the client.", "input.signature.representative");
        }

        if (signature.By is Signatory.Representative && string.IsNullOrWhiteSpace(signature.Authority))
        {
            yield return new ConsentElementMissing("authority", "say by what right they sign for the client.", "input.signature.authority");
        }
    }

    private static IEnumerable<ConsentElementMissing> MissingOfRecipient(ConsentKind kind, ConsentTerm terms)
    {
        if (terms.Recipients.Count == 0 && terms.RecipientClasses.Count == 0)
        {
            yield return Lacks("recipient", "name who may be told, or describe the class.");
        }

        if (terms.RecipientKind is null)
        {
            yield return Lacks("recipientKind", "say whether HIPAA binds the recipient, or whether it is an intermediary.");
        }
        else if ((kind is ConsentKind.HieIntermediary) != (terms.RecipientKind is RecipientKind.Intermediary))
        {
            yield return Lacks("recipientKind", "a consent for an intermediary has an intermediary as its recipient, and no other consent has.");
        }

        // An intermediary is named, with its participants named or a class of treating ones; whoever HIPAA does not bind is named as well.
        var mustBeNamed = kind is ConsentKind.HieIntermediary or ConsentKind.ReferralCbo or ConsentKind.SudNotes or ConsentKind.PsychotherapyNotes
            || terms.RecipientKind is RecipientKind.NonHipaa;
        if (mustBeNamed && terms.Recipients.Count == 0)
        {
            yield return Lacks("recipient", "for this kind of consent or recipient a class is not enough: name the organisation.");
        }
    }

    private static IEnumerable<ConsentElementMissing> MissingOfInformation(ConsentKind kind, ConsentTerm terms)
    {
        if (terms.Information.Count == 0)
        {
            yield return Lacks("information", "say which information.");
            yield break;
        }

        var notes = kind switch
        {
            ConsentKind.SudNotes => NotesOfSud,
            ConsentKind.PsychotherapyNotes => NotesOfPsychotherapy,
            _ => null,
        };
        if (notes is not null && !terms.Information.SequenceEqual(notes))
        {
            yield return Lacks("information", $"a consent for these notes is for class {notes[0]} and cannot be combined with anything else.");
        }
        else if (notes is null && terms.Information.Any(c => c is DataClass.E or DataClass.F))
        {
            yield return Lacks("information", "counselling and psychotherapy notes need a consent of their own, which cannot be combined with this one.");
        }
    }

    private static ConsentElementMissing Lacks(string element, string reason) => new(element, reason, $"input.terms.{element}");
}
