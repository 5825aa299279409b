using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>The sender of a referral sends a document with it. Whoever is told that there is one is told nothing of what it is.</summary>
[Mutation, ForPartners, Feature("referrals"), Requires(SubmittedReach.Permission)]
internal static class SendSubmittedDocument
{
    /// <param name="Referral">The referral.</param>
    /// <param name="Title">What to call it.</param>
    /// <param name="MediaType">Of which kind it is, such as application/pdf; the settings have the list.</param>
    /// <param name="Content">The bytes, as Base64.</param>
    /// <param name="Class">How sensitive what it holds is: A, B, C or G.</param>
    /// <param name="Part2">Whether it comes from a program under 42 CFR Part 2 of the sender.</param>
    /// <param name="Notice">The notice with which the sender accompanies it; needed where it comes from such a program.</param>
    public sealed record Input(
        InboundReferralId Referral, string Title, string MediaType, string Content, DataClass Class = DataClass.G, bool Part2 = false, string? Notice = null);

    public static async Task<Outcome<SubmittedDocument>> Handle(Input input, ReferralsDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.FindSubmitted(input.Referral, ct);
        if (found.Value is not { } referral)
        {
            return Outcome<SubmittedDocument>.Refused(found.Refusals);
        }

        var limits = (await db.Rules(ct)).DocumentLimits;
        var bytes = DocumentBytes.Read(input.Content, input.MediaType, limits);
        if (bytes.Refusals.Count > 0)
        {
            return Outcome<SubmittedDocument>.Refused(bytes.Refusals);
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
            FromSender = true,
            By = actor.User,
            ByName = actor.Name,
            At = clock.GetUtcNow(),
            Title = input.Title.Trim(),
            MediaType = input.MediaType,
            Size = content.Length,
            Sha256 = DocumentBytes.HashOf(content),
            Class = input.Class,
            Part2 = input.Part2,
            Notice = input.Notice?.Trim(),
        };
        db.Add(document);
        db.Add(new InboundContent { Document = document.Id, Content = content });
        return Outcome.Of(new SubmittedDocument(document, referral.Client)).Publishing(
            new InboundDocumentAttached(referral.Id, document.Id, FromSender: true, referral.Priority, document.At));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NoticeLength = 2000;

        public Validator()
        {
            RuleFor(i => i.Title).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Say what it is called.").MaximumLength(DocumentBytes.TitleLength);
            RuleFor(i => i.Class).Must(DocumentBytes.IsAttachable).WithMessage(DocumentBytes.Attachable);
            RuleFor(i => i.Notice).MaximumLength(NoticeLength);
            RuleFor(i => i.Notice).Must(n => !string.IsNullOrWhiteSpace(n)).When(i => i.Part2)
                .WithMessage("What comes from a program under 42 CFR Part 2 is accompanied by a notice (42 CFR 2.32): say it.");
        }
    }
}
