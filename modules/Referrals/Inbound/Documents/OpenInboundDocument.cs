using System.Text.Json.Serialization;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Gives what a document on a referral of somebody else holds, and writes down that it was opened; the sender sees that of its own.</summary>
[Mutation, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class OpenInboundDocument
{
    /// <param name="Document">The document.</param>
    public sealed record Input(InboundDocumentId Document);

    public static async Task<Outcome<OpenedInboundDocument>> Handle(
        Input input, ReferralsDb db, RequestAccess access, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindInboundDocument(input.Document, ct) is not var (document, referral))
        {
            return new NotFound("input.document");
        }

        if (document.RetractedAt is not null)
        {
            return new DocumentTakenBack();
        }

        if (await access.Of("InboundDocument", DocumentBytes.AskedFor(document.Class, document.Part2, document.Program), ClientId.Prefix, referral.Client?.Value, ct)
            is { Allowed: false } denied)
        {
            return new OpenReferralDocument.DocumentWithheld(denied.Reason);
        }

        var content = await db.InboundContents.AsNoTracking().Where(c => c.Document == document.Id).Select(c => c.Content).SingleAsync(ct);
        var now = clock.GetUtcNow();
        var opened = new OpenedInboundDocument(document, referral.Client, Convert.ToBase64String(content));
        return document.Open(bySender: false, actor.Name, now)
            ? Outcome.Of(opened).Publishing(new InboundDocumentOpened(referral.Id, document.Id, BySender: false, now))
            : opened;
    }
}

/// <summary>A document on a referral of somebody else with what it holds.</summary>
/// <param name="Content">The bytes as Base64; kept in no answer that is given again.</param>
internal sealed record OpenedInboundDocument(InboundDocument Document, ClientId? Client, [property: JsonIgnore] string? Content)
{
    public bool Part2 => Document.Part2;

    public string? Program => Document.Program;

    public DataClass Class => Document.Class;
}

/// <summary>A document on a referral of somebody else with what it holds.</summary>
[View<OpenedInboundDocument>, About(
    nameof(OpenedInboundDocument.Client), Part2 = nameof(OpenedInboundDocument.Part2), Program = nameof(OpenedInboundDocument.Program),
    Class = nameof(OpenedInboundDocument.Class))]
internal static class OpenedInboundDocumentView
{
    /// <summary>By which it is opened again.</summary>
    public static string Id(OpenedInboundDocument document) => document.Document.Id.ToString();

    /// <summary>What it is called.</summary>
    [DataClass(DataClass.G)]
    public static string? Title(OpenedInboundDocument document) => document.Document.Title;

    /// <summary>Of which kind it is, such as application/pdf.</summary>
    public static string MediaType(OpenedInboundDocument document) => document.Document.MediaType;

    /// <summary>SHA-256 of the bytes, in hexadecimal.</summary>
    public static string Sha256(OpenedInboundDocument document) => document.Document.Sha256;

    /// <summary>The notice with which the sender accompanied it; null where none had to.</summary>
    public static string? Notice(OpenedInboundDocument document) => document.Document.Notice;

    /// <summary>The bytes, as Base64; null when the same request is repeated, because nobody keeps them there.</summary>
    [DataClass(DataClass.G)]
    public static string? Content(OpenedInboundDocument document) => document.Content;
}
