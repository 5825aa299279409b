using CarePlatform.Intake.Contracts;

namespace CarePlatform.Intake;

/// <summary>A name that the client had, or goes by, besides the legal and the preferred one.</summary>
internal sealed class PriorName
{
    public required Guid Id { get; init; }

    public required ClientId Client { get; init; }

    public required PriorNameKind Kind { get; init; }

    public string? Given { get; init; }

    public string? Family { get; init; }

    public string? SourceSystem { get; init; }

    public string? ExternalId { get; init; }
}

/// <summary>What another system calls the client; leads to one client only.</summary>
internal sealed class ClientIdentifier
{
    public required Guid Id { get; init; }

    public required ClientId Client { get; init; }

    /// <summary>Who gave the identifier: a URI, or the short name of a source system.</summary>
    public required string System { get; init; }

    public required string Value { get; init; }
}

/// <summary>A way to reach the client.</summary>
internal sealed class ContactPoint
{
    public required ContactPointId Id { get; init; }

    public required ClientId Client { get; init; }

    public required ContactKind Kind { get; init; }

    public required string Value { get; init; }

    /// <summary>The day on which the client was last reached by it.</summary>
    public DateOnly? VerifiedOn { get; private set; }

    /// <summary>Somebody tried it and it does not reach the client.</summary>
    public bool Wrong { get; private set; }

    /// <summary>Class H: who alone may see it; null where anybody does who sees the client's contact points.</summary>
    public Guid[]? NamedUsers { get; set; }

    public required DateTimeOffset RecordedAt { get; init; }

    public string? SourceSystem { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>The client was reached by it on this day.</summary>
    public void Verify(DateOnly day) => (VerifiedOn, Wrong) = (day, false);

    /// <summary>It does not reach the client.</summary>
    public void MarkWrong() => Wrong = true;
}

/// <summary>Where the client lives or lived.</summary>
internal sealed class Address
{
    public required AddressId Id { get; init; }

    public required ClientId Client { get; init; }

    public string? Line { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    public string? PostalCode { get; init; }

    public string? County { get; init; }

    public string? CountyFips { get; init; }

    public string? Country { get; init; }

    public DateOnly? Since { get; init; }

    public DateOnly? Until { get; private set; }

    /// <summary>Class H: who alone may see it; null where anybody does who sees the client's addresses.</summary>
    public Guid[]? NamedUsers { get; set; }

    public required DateTimeOffset RecordedAt { get; init; }

    public string? SourceSystem { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>The client no longer lives there after this day.</summary>
    public void EndOn(DateOnly day) => Until = day;
}
