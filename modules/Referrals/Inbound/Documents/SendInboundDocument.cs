using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Sends a document to the sender of a referral, where the rules of privacy let it have what the document holds; there is no override. To a linked tenant it
/// is brought, people and programs of a partner open it here: either is a disclosure. Whoever is told that there is one is told nothing of what it is.
/// </summary>
[Mutation, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class SendInboundDocument
{
    /// <param name="Referral">The referral.</param>
    /// <param name="Title">What to call it.</param>
    /// <param name="MediaType">Of which kind it is, such as application/pdf; the settings have the list.</param>
    /// <param name="Content">The bytes, as Base64.</param>
    /// <param name="Class">How sensitive what it holds is: A, B, C or G.</param>
    /// <param name="Program">The program under 42 CFR Part 2 from which it comes, by its key in the privacy policy.</param>
    public sealed record Input(
        InboundReferralId Referral, string Title, string MediaType, string Content, DataClass Class = DataClass.G, string? Program = null);

    public static async Task<Outcome<SeenInboundDocument>> Handle(
        Input input, ReferralsDb db, SenderRules rules, PartnerPresence presence, TenantPrivacy privacy, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.InboundFor().FirstOrDefaultAsync(r => r.Id == input.Referral, ct) is not { } referral)
        {
            return new NotFound("input.referral");
        }

        if (await db.NothingReaches(referral, presence, ct) is { } refusal)
        {
            return refusal;
        }

        if (input.Program is { } program && (await privacy.Policy(ct)).Programs.All(p => p.Key != program))
        {
            return new InvalidInput("input.program", "The privacy policy knows no such program of this organisation.");
        }

        var limits = (await db.Rules(ct)).DocumentLimits;
        var bytes = DocumentBytes.Read(input.Content, input.MediaType, limits);
        if (bytes.Refusals.Count > 0)
        {
            return Outcome<SeenInboundDocument>.Refused(bytes.Refusals);
        }

        if (await db.InboundDocuments.CountAsync(d => d.Referral == referral.Id && d.RetractedAt == null, ct) >= limits.MostOnReferral)
        {
            return new AttachReferralDocument.TooManyDocuments(limits.MostOnReferral);
        }

        var content = bytes.Value!;
        var document = new InboundDocument
        {
            Id = Id.New<InboundDocumentId>(clock),
            Referral = referral.Id,
            FromSender = false,
            By = actor.User,
            ByName = actor.Name,
            At = clock.GetUtcNow(),
            Title = input.Title.Trim(),
            MediaType = input.MediaType,
            Size = content.Length,
            Sha256 = DocumentBytes.HashOf(content),
            Class = input.Class,
            Part2 = input.Program is not null,
            Program = input.Program,
        };
        if ((await rules.Decide(referral, ct, document)).Parts.Single(p => p.Name is HeardNames.Document) is { Decision: { Allowed: false } denied })
        {
            return new ShareReferralDocument.DocumentNotShareable(denied.Reason);
        }

        db.Add(document);
        db.Add(new InboundContent { Document = document.Id, Content = content });
        return Outcome.Of(new SeenInboundDocument(document, referral.Client)).Publishing(
            new InboundDocumentAttached(referral.Id, document.Id, FromSender: false, referral.Priority, document.At));
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
