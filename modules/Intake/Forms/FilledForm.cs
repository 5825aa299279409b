using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>A form that was filled in about a person: what belongs to it alone, and where everything else is known from; never changed.</summary>
internal sealed class FilledForm
{
    public required FilledFormId Id { get; init; }

    public required ClientId Client { get; init; }

    public InquiryId? Inquiry { get; init; }

    public required string Form { get; init; }

    public required int FormVersion { get; init; }

    public SiteId? Site { get; init; }

    /// <summary>Key of the field to its value, of fields that are bound to no fact.</summary>
    public required IReadOnlyDictionary<string, string> Answers { get; init; }

    /// <summary>Key of the field to the fact as it stood.</summary>
    public required IReadOnlyDictionary<string, FactReference> Facts { get; init; }

    /// <summary>Key of the field to the reason why nothing could be obtained.</summary>
    public required IReadOnlyDictionary<string, string> NotObtained { get; init; }

    public required DateTimeOffset FilledAt { get; init; }

    public UserId? FilledBy { get; init; }
}

/// <summary>Where a fact stood when a form was filled in; its value stays there.</summary>
/// <param name="Path">Which fact.</param>
/// <param name="Where">The record that holds it: the id of a known fact, or the record and its version.</param>
internal sealed record FactReference(string Path, string Where);

/// <summary>Something known of a person that no other record holds. What is known anew is a further row.</summary>
internal sealed class KnownFact
{
    public required KnownFactId Id { get; init; }

    public required ClientId Client { get; init; }

    public required string Path { get; init; }

    public required string Value { get; init; }

    /// <summary>The form in which it was typed.</summary>
    public required string Form { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public UserId? RecordedBy { get; init; }
}

/// <summary>Somebody typed what was known already.</summary>
internal sealed class TypedAgain
{
    public required Guid Id { get; init; }

    public required ClientId Client { get; init; }

    public required string Fact { get; init; }

    public required string Form { get; init; }

    public required int FormVersion { get; init; }

    public required string Field { get; init; }

    public SiteId? Site { get; init; }

    /// <summary>Where it was known from, such as <c>client</c> or the key of a form.</summary>
    public required string KnownFrom { get; init; }

    public required DateTimeOffset TypedAt { get; init; }

    public UserId? TypedBy { get; init; }
}
