using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Referrals;

/// <summary>Why a document was taken back.</summary>
internal enum DocumentRetraction
{
    /// <summary>It is about somebody else.</summary>
    WrongClient,

    /// <summary>It belongs to another referral.</summary>
    WrongReferral,

    /// <summary>What it says is wrong or no longer so.</summary>
    Incorrect,

    /// <summary>It was shared without need.</summary>
    NotNeeded,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>A document on a referral; what it holds is a <see cref="DocumentContent"/>.</summary>
internal sealed class ReferralDocument
{
    public required ReferralDocumentId Id { get; init; }

    public required ReferralId Referral { get; init; }

    /// <summary>The partner, where it attached the document; null where somebody here did.</summary>
    public OrganisationId? FromPartner { get; init; }

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

    /// <summary>The program under 42 CFR Part 2 from which it comes.</summary>
    public string? Program { get; init; }

    /// <summary>Whether the partner says that it comes from a program of its own under 42 CFR Part 2.</summary>
    public bool Part2 { get; init; }

    /// <summary>The notice with which the partner accompanied it.</summary>
    public string? Notice { get; init; }

    /// <summary>Since when the partner may read what was attached here.</summary>
    public DateTimeOffset? SharedAt { get; private set; }

    public string? SharedByName { get; private set; }

    /// <summary>The consent on which sharing it rested.</summary>
    public string? Consent { get; private set; }

    /// <summary>When the other side first opened it.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    public string? ReadByName { get; private set; }

    public DateTimeOffset? RetractedAt { get; private set; }

    public string? RetractedByName { get; private set; }

    public DocumentRetraction? Retraction { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>The partner may read it from now on.</summary>
    public void Share(string by, string? consent, DateTimeOffset at) => (SharedByName, Consent, SharedAt) = (by, consent, at);

    /// <summary>Somebody of this side opened it.</summary>
    /// <returns>Whether that was the first of the other side.</returns>
    public bool Open(OrganisationId? side, string by, DateTimeOffset at)
    {
        if (side == FromPartner || ReadAt is not null)
        {
            return false;
        }

        (ReadByName, ReadAt) = (by, at);
        return true;
    }

    /// <summary>Nobody opens it any more.</summary>
    public void Retract(DocumentRetraction why, string by, DateTimeOffset at) => (Retraction, RetractedByName, RetractedAt) = (why, by, at);
}

/// <summary>What a document holds.</summary>
internal sealed class DocumentContent
{
    public required ReferralDocumentId Document { get; init; }

    public required byte[] Content { get; init; }
}

/// <summary>A document with whom it is about, as either side sees it.</summary>
internal sealed record SeenDocument(ReferralDocument Document, ClientId Client)
{
    /// <summary>Whoever is shown it has been let through to the referral.</summary>
    public bool IsOwn { get; } = true;

    public bool Part2 => Document.Part2 || Document.Program is not null;

    public string? Program => Document.Program;

    public DataClass Class => Document.Class;
}

internal sealed class ReferralDocumentMap : IEntityTypeConfiguration<ReferralDocument>
{
    public void Configure(EntityTypeBuilder<ReferralDocument> builder)
    {
        builder.ToTable("documents");
        builder.HasOne<Referral>().WithMany().HasForeignKey(d => d.Referral);
    }
}

internal sealed class DocumentContentMap : IEntityTypeConfiguration<DocumentContent>
{
    public void Configure(EntityTypeBuilder<DocumentContent> builder)
    {
        builder.ToTable("document_contents");
        builder.HasKey(c => c.Document);
        builder.HasOne<ReferralDocument>().WithOne().HasForeignKey<DocumentContent>(c => c.Document);
    }
}
