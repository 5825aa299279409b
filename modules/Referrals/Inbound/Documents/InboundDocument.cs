using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Referrals;

/// <summary>A document on a referral of somebody else; what it holds is an <see cref="InboundContent"/>. Both sides call it by the same number.</summary>
internal sealed class InboundDocument
{
    public required InboundDocumentId Id { get; init; }

    public required InboundReferralId Referral { get; init; }

    /// <summary>Whether it is the sender's, and not from here.</summary>
    public required bool FromSender { get; init; }

    public UserId? By { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Title { get; init; }

    public required string MediaType { get; init; }

    /// <summary>In bytes.</summary>
    public required int Size { get; init; }

    /// <summary>SHA-256 of the bytes, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How sensitive what it holds is.</summary>
    public DataClass Class { get; init; }

    /// <summary>Whether it comes from a program under 42 CFR Part 2, here or at the sender's.</summary>
    public bool Part2 { get; init; }

    /// <summary>The program of this organisation from which it comes.</summary>
    public string? Program { get; init; }

    /// <summary>The notice with which the sender accompanied it.</summary>
    public string? Notice { get; init; }

    /// <summary>When the other side first opened it.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    public string? ReadByName { get; private set; }

    public DateTimeOffset? RetractedAt { get; private set; }

    public string? RetractedByName { get; private set; }

    public DocumentRetraction? Retraction { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>Somebody opened it.</summary>
    /// <param name="bySender">Whether the sender did.</param>
    /// <returns>Whether that was the first of the other side.</returns>
    public bool Open(bool bySender, string by, DateTimeOffset at)
    {
        if (bySender == FromSender || ReadAt is not null)
        {
            return false;
        }

        (ReadByName, ReadAt) = (by, at);
        return true;
    }

    /// <summary>Nobody opens it any more.</summary>
    public void Retract(DocumentRetraction why, string by, DateTimeOffset at) => (Retraction, RetractedByName, RetractedAt) = (why, by, at);
}

/// <summary>What a document on a referral of somebody else holds.</summary>
internal sealed class InboundContent
{
    public required InboundDocumentId Document { get; init; }

    public required byte[] Content { get; init; }
}

/// <summary>A document on a referral of somebody else, with whom it is about.</summary>
/// <param name="Client">Null while the front door has not taken the person in.</param>
internal sealed record SeenInboundDocument(InboundDocument Document, ClientId? Client)
{
    public bool Part2 => Document.Part2;

    public string? Program => Document.Program;

    public DataClass Class => Document.Class;
}

internal sealed class InboundDocumentMap : IEntityTypeConfiguration<InboundDocument>
{
    public void Configure(EntityTypeBuilder<InboundDocument> builder)
    {
        builder.ToTable("inbound_documents");
        builder.HasOne<InboundReferral>().WithMany().HasForeignKey(d => d.Referral);
    }
}

internal sealed class InboundContentMap : IEntityTypeConfiguration<InboundContent>
{
    public void Configure(EntityTypeBuilder<InboundContent> builder)
    {
        builder.ToTable("inbound_document_contents");
        builder.HasKey(c => c.Document);
        builder.HasOne<InboundDocument>().WithOne().HasForeignKey<InboundContent>(c => c.Document);
    }
}
