using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>One answering of the triage script: the answers, what they led to and what was decided.</summary>
internal sealed class Triage
{
    public required TriageId Id { get; init; }

    public required InquiryId Inquiry { get; init; }

    public required ClientId Client { get; init; }

    public required string Script { get; init; }

    public required int ScriptVersion { get; init; }

    /// <summary>Key of the question to key of the option.</summary>
    public required IReadOnlyDictionary<string, string> Answers { get; init; }

    /// <summary>Keys of the rules that the answers met, the deciding one first.</summary>
    public required string[] Rules { get; init; }

    /// <summary>The risk screens that were positive.</summary>
    public required string[] Risks { get; init; }

    /// <summary>What the script says.</summary>
    public required Acuity Computed { get; init; }

    /// <summary>What was decided.</summary>
    public required Acuity Acuity { get; init; }

    /// <summary>Why it was decided otherwise than the script says.</summary>
    public string? OverrideReason { get; init; }

    /// <summary>What has changed since the triage before.</summary>
    public string? Change { get; init; }

    public required DateTimeOffset TriagedAt { get; init; }

    public UserId? TriagedBy { get; init; }

    /// <summary>The program under 42 CFR Part 2 in whose queue it was answered; see <see cref="Part2Labels"/>.</summary>
    public string? SourceProgram { get; init; }

    public bool Part2 { get; init; }
}

/// <summary>A version of a tenant's own triage script.</summary>
internal sealed class PublishedScript
{
    public required Guid Id { get; init; }

    public required string Key { get; init; }

    public required int Version { get; init; }

    public required TriageScript Definition { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public UserId? PublishedBy { get; init; }
}
