using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Attaches a document to a referral. What a partner attaches, people here can open at once; what is attached here, the partner can open only after
/// it was shared. Whoever is told that there is one is told nothing of what it is.
/// </summary>
[Mutation, ForPartners, Feature("referrals"), Requires("referrals.answer")]
internal static class AttachReferralDocument
{
    /// <param name="Referral">The referral.</param>
    /// <param name="Title">What to call it.</param>
    /// <param name="MediaType">Of which kind it is, such as application/pdf; the settings have the list.</param>
    /// <param name="Content">The bytes, as Base64.</param>
    /// <param name="Class">How sensitive what it holds is: A, B, C or G.</param>
    /// <param name="Program">The program under 42 CFR Part 2 from which it comes, by its key in the privacy policy.</param>
    public sealed record Input(
        ReferralId Referral, string Title, string MediaType, string Content, DataClass Class = DataClass.G, string? Program = null);

    /// <summary>The document is too large.</summary>
    /// <param name="MostBytes">The most that is allowed.</param>
    [ForPartners]
    public sealed record DocumentTooLarge(int MostBytes) : Refusal(
        "referrals.document_too_large", $"A document may have {MostBytes} bytes. Make it smaller, or attach it in parts.", "input.content");

    /// <summary>Documents of this kind are not taken, or these bytes are of another kind.</summary>
    /// <param name="Allowed">The kinds that are.</param>
    [ForPartners]
    public sealed record MediaTypeNotAllowed(IReadOnlyList<string> Allowed) : Refusal(
        "referrals.media_type_not_allowed", $"Attach one of these kinds, with bytes that are of that kind: {string.Join(", ", Allowed)}.", "input.mediaType");

    /// <summary>The referral has as many documents as it may.</summary>
    /// <param name="Most">How many that is.</param>
    [ForPartners]
    public sealed record TooManyDocuments(int Most) : Refusal(
        "referrals.too_many_documents", $"A referral may have {Most} documents. Take back those that are not needed.", "input.referral");

    public static async Task<Outcome<SeenDocument>> Handle(
        Input input, ReferralsDb db, TenantPrivacy privacy, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindReferral(input.Referral, ReferralReach.Answer, ct) is not { } referral)
        {
            return new NotYourReferral();
        }

        if (input.Program is { } program && (actor.Organisation is not null || (await privacy.Policy(ct)).Programs.All(p => p.Key != program)))
        {
            return new InvalidInput("input.program", "The privacy policy knows no such program of this organisation.");
        }

        var limits = (await db.Rules(ct)).DocumentLimits;
        var bytes = DocumentBytes.Read(input.Content, input.MediaType, limits);
        if (bytes.Refusals.Count > 0)
        {
            return Outcome<SeenDocument>.Refused(bytes.Refusals);
        }

        if (await db.Documents.CountAsync(d => d.Referral == referral.Id && d.RetractedAt == null, ct) >= limits.MostOnReferral)
        {
            return new TooManyDocuments(limits.MostOnReferral);
        }

        var content = bytes.Value!;
        var document = new ReferralDocument
        {
            Id = Id.New<ReferralDocumentId>(clock),
            Referral = referral.Id,
            FromPartner = actor.Organisation,
            By = actor.User,
            ByName = actor.Name,
            At = clock.GetUtcNow(),
            Title = input.Title.Trim(),
            MediaType = input.MediaType,
            Size = content.Length,
            Sha256 = DocumentBytes.HashOf(content),
            Class = input.Class,
            Program = input.Program,
        };
        db.Add(document);
        db.Add(new DocumentContent { Document = document.Id, Content = content });
        return Outcome.Of(new SeenDocument(document, referral.Client)).Publishing(new DocumentAttached(
            referral.Client, referral.Id, document.Id, referral.Partner, actor.Organisation is not null, referral.Owner, referral.Team, referral.Priority, document.At));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator()
        {
            RuleFor(i => i.Title).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Say what it is called.").MaximumLength(DocumentBytes.TitleLength);
            RuleFor(i => i.Class).Must(DocumentBytes.IsAttachable).WithMessage(DocumentBytes.Attachable);
        }
    }
}
