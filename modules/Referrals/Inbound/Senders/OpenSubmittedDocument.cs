using System.Text.Json.Serialization;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Gives the sender of a referral what a document on it holds, as far as the person's consents go today; each time is a disclosure. The organisation that
/// sent the document sees that it was opened.
/// </summary>
[Mutation, ForPartners, Feature("referrals"), Requires(SubmittedReach.Permission)]
internal static class OpenSubmittedDocument
{
    /// <param name="Document">The document.</param>
    public sealed record Input(InboundDocumentId Document);

    public static async Task<Outcome<OpenedSubmittedDocument>> Handle(
        Input input, ReferralsDb db, SenderRules rules, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindSubmittedDocument(input.Document, ct) is not var (document, referral))
        {
            return new NotFound("input.document");
        }

        if (document.RetractedAt is not null)
        {
            return new DocumentTakenBack();
        }

        var hearing = await rules.Decide(referral, ct, document);
        if (!document.FromSender && hearing.Parts.Single(p => p.Name is HeardNames.Document) is { Decision: { Allowed: false } denied })
        {
            return new OpenReferralDocument.DocumentWithheld(denied.Reason);
        }

        var content = await db.InboundContents.AsNoTracking().Where(c => c.Document == document.Id).Select(c => c.Content).SingleAsync(ct);
        var now = clock.GetUtcNow();
        var opened = new OpenedSubmittedDocument(
            document, referral.Client, document.Part2 ? document.Notice ?? hearing.Notice?.Text : null, Convert.ToBase64String(content));
        return document.Open(bySender: true, actor.Name, now)
            ? Outcome.Of(opened).Publishing(new InboundDocumentOpened(referral.Id, document.Id, BySender: true, now))
            : opened;
    }
}

/// <summary>A document on a referral of somebody else with what it holds, for that sender.</summary>
/// <param name="Content">The bytes as Base64; kept in no answer that is given again.</param>
internal sealed record OpenedSubmittedDocument(InboundDocument Document, ClientId? Client, string? Notice, [property: JsonIgnore] string? Content)
{
    /// <summary>Whoever is shown it has been let through to the referral.</summary>
    public bool IsOwn { get; } = true;

    /// <summary>What the sender sent is its own: no rule keeps it from it.</summary>
    public bool Part2 => Document.Part2 && !Document.FromSender;

    public string? Program => Document.Program;

    public DataClass Class => Document.FromSender ? DataClass.G : Document.Class;
}

/// <summary>A document on a referral of somebody else with what it holds, for that sender.</summary>
[View<OpenedSubmittedDocument>]
[About(
    nameof(OpenedSubmittedDocument.Client), OwnReferral = nameof(OpenedSubmittedDocument.IsOwn), Part2 = nameof(OpenedSubmittedDocument.Part2),
    Program = nameof(OpenedSubmittedDocument.Program), Class = nameof(OpenedSubmittedDocument.Class))]
internal static class OpenedSubmittedDocumentView
{
    /// <summary>By which it is opened again.</summary>
    public static string Id(OpenedSubmittedDocument document) => document.Document.Id.ToString();

    /// <summary>What it is called.</summary>
    [DataClass(DataClass.G)]
    public static string? Title(OpenedSubmittedDocument document) => document.Document.Title;

    /// <summary>Of which kind it is, such as application/pdf.</summary>
    public static string MediaType(OpenedSubmittedDocument document) => document.Document.MediaType;

    /// <summary>SHA-256 of the bytes, in hexadecimal.</summary>
    public static string Sha256(OpenedSubmittedDocument document) => document.Document.Sha256;

    /// <summary>The notice that accompanies it; null where none has to.</summary>
    public static string? Notice(OpenedSubmittedDocument document) => document.Notice;

    /// <summary>The bytes, as Base64; null when the same request is repeated, because nobody keeps them there.</summary>
    [DataClass(DataClass.G)]
    public static string? Content(OpenedSubmittedDocument document) => document.Content;
}
