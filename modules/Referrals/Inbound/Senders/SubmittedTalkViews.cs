using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>A message on a referral of somebody else, as that sender sees it: withheld where the rules of privacy do not let it.</summary>
[View<SubmittedMessage>]
[About(nameof(SubmittedMessage.Client), OwnReferral = nameof(SubmittedMessage.IsOwn), Class = nameof(SubmittedMessage.Class))]
internal static class SubmittedMessageView
{
    /// <summary>The message's id.</summary>
    public static string Id(SubmittedMessage message) => message.Message.Id.ToString();

    /// <summary>Whether the sender of the referral wrote it.</summary>
    public static bool FromSender(SubmittedMessage message) => message.Message.FromSender;

    /// <summary>Who wrote it, by name.</summary>
    public static string ByName(SubmittedMessage message) => message.Message.ByName;

    /// <summary>When.</summary>
    public static DateTimeOffset At(SubmittedMessage message) => message.Message.At;

    /// <summary>What it says.</summary>
    [DataClass(DataClass.G, Minimum = true)]
    public static string? Text(SubmittedMessage message) => message.Message.Text;

    /// <summary>When the other side read it; null while it has not.</summary>
    public static DateTimeOffset? ReadAt(SubmittedMessage message) => message.Message.ReadAt;

    /// <summary>Who of the other side read it, by name.</summary>
    public static string? ReadByName(SubmittedMessage message) => message.Message.ReadByName;
}

/// <summary>A document on a referral of somebody else, as that sender sees it; <c>openSubmittedDocument</c> gives what it holds.</summary>
[View<SubmittedDocument>]
[About(
    nameof(SubmittedDocument.Client), OwnReferral = nameof(SubmittedDocument.IsOwn), Part2 = nameof(SubmittedDocument.Part2),
    Program = nameof(SubmittedDocument.Program), Class = nameof(SubmittedDocument.Class))]
internal static class SubmittedDocumentView
{
    /// <summary>By which it is opened.</summary>
    public static string Id(SubmittedDocument document) => document.Document.Id.ToString();

    /// <summary>What it is called; withheld from whoever may not see what it holds.</summary>
    [DataClass(DataClass.G)]
    public static string? Title(SubmittedDocument document) => document.Document.Title;

    /// <summary>Of which kind it is, such as application/pdf.</summary>
    public static string MediaType(SubmittedDocument document) => document.Document.MediaType;

    /// <summary>Its size in bytes.</summary>
    public static int Size(SubmittedDocument document) => document.Document.Size;

    /// <summary>SHA-256 of the bytes, in hexadecimal.</summary>
    public static string Sha256(SubmittedDocument document) => document.Document.Sha256;

    /// <summary>Whether it is the sender's.</summary>
    public static bool FromSender(SubmittedDocument document) => document.Document.FromSender;

    /// <summary>Whose it is, by name.</summary>
    public static string ByName(SubmittedDocument document) => document.Document.ByName;

    /// <summary>Since when the other side may read it.</summary>
    public static DateTimeOffset At(SubmittedDocument document) => document.Document.At;

    /// <summary>When somebody of the other side first opened it; null while nobody has.</summary>
    public static DateTimeOffset? ReadAt(SubmittedDocument document) => document.Document.ReadAt;

    /// <summary>When it was taken back: nobody opens it since.</summary>
    public static DateTimeOffset? RetractedAt(SubmittedDocument document) => document.Document.RetractedAt;
}
