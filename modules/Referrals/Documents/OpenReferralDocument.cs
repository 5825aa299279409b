using System.Text.Json.Serialization;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Gives what a document holds, and writes down that it was opened. A partner opens its own, and what is shared with it as far as the person's
/// consents go today; each time is a disclosure. Whoever here may not see what it holds does not open it either, so that it is not read by being asked for.
/// </summary>
[Mutation, ForPartners, Feature("referrals"), Requires("referrals.answer")]
internal static class OpenReferralDocument
{
    /// <param name="Document">The document.</param>
    public sealed record Input(ReferralDocumentId Document);

    /// <summary>The rules of privacy do not let the caller, or the caller's organisation, have it today.</summary>
    /// <param name="Why">Why not.</param>
    [ForPartners]
    public sealed record DocumentWithheld(string Why) : Refusal("referrals.document_withheld", $"This document cannot be opened now. {Why}", "input.document");

    public static async Task<Outcome<OpenedDocument>> Handle(
        Input input, ReferralsDb db, DocumentGate gate, RequestAccess access, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindDocument(input.Document, ReferralReach.Answer, ct) is not var (document, referral))
        {
            return new NotFound("input.document");
        }

        if (document.RetractedAt is not null)
        {
            return new DocumentTakenBack();
        }

        if (actor.Organisation is not null && document.FromPartner is null && await gate.Of(document, referral, ct) is { Missing: { } missing })
        {
            return new DocumentWithheld(missing);
        }

        // Whoever is not shown it has not read it.
        var part2 = document.Part2 || document.Program is not null;
        if (actor.Organisation is null && await access.Of(
            "ReferralDocument", DocumentBytes.AskedFor(document.Class, part2, document.Program), ClientId.Prefix, referral.Client.Value, ct)
            is { Allowed: false } denied)
        {
            // Who may not know that somebody is in a program learns it from no refusal.
            return part2 ? new NotFound("input.document") : new DocumentWithheld(denied.Reason);
        }

        var content = await db.DocumentContents.AsNoTracking().Where(c => c.Document == document.Id).Select(c => c.Content).SingleAsync(ct);
        var now = clock.GetUtcNow();
        var opened = new OpenedDocument(document, referral.Client, Convert.ToBase64String(content));
        return document.Open(actor.Organisation, actor.Name, now)
            ? Outcome.Of(opened).Publishing(new DocumentOpened(referral.Client, referral.Id, document.Id, referral.Partner, actor.Organisation is not null, now))
            : opened;
    }
}

/// <summary>A document with what it holds.</summary>
/// <param name="Content">The bytes as Base64; kept in no answer that is given again.</param>
internal sealed record OpenedDocument(ReferralDocument Document, ClientId Client, [property: JsonIgnore] string? Content)
{
    /// <summary>Whoever is shown it has been let through to the referral.</summary>
    public bool IsOwn { get; } = true;

    public bool Part2 => Document.Part2 || Document.Program is not null;

    public string? Program => Document.Program;

    public DataClass Class => Document.Class;
}

/// <summary>A document with what it holds.</summary>
[View<OpenedDocument>, About(
    nameof(OpenedDocument.Client), OwnReferral = nameof(OpenedDocument.IsOwn), Part2 = nameof(OpenedDocument.Part2),
    Program = nameof(OpenedDocument.Program), Class = nameof(OpenedDocument.Class))]
internal static class OpenedDocumentView
{
    /// <summary>By which it is opened again.</summary>
    public static string Id(OpenedDocument document) => document.Document.Id.ToString();

    /// <summary>What it is called.</summary>
    [DataClass(DataClass.G)]
    public static string? Title(OpenedDocument document) => document.Document.Title;

    /// <summary>Of which kind it is.</summary>
    public static string MediaType(OpenedDocument document) => document.Document.MediaType;

    /// <summary>SHA-256 of the bytes, in hexadecimal.</summary>
    public static string Sha256(OpenedDocument document) => document.Document.Sha256;

    /// <summary>The bytes, as Base64; null when the same request is repeated, because nobody keeps them there.</summary>
    [DataClass(DataClass.G)]
    public static string? Content(OpenedDocument document) => document.Content;
}
