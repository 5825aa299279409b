using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>A span of time during which a payer covers a client, as it was told.</summary>
[View<Coverage>, Audited(nameof(Client)), DataClass(DataClass.A)]
[About(nameof(Coverage.Client), Part2 = nameof(Coverage.Part2), Program = nameof(Coverage.SourceProgram))]
internal static class CoverageView
{
    /// <summary>The coverage's id.</summary>
    public static CoverageId Id(Coverage coverage) => coverage.Id;

    /// <summary>Who is covered.</summary>
    public static ClientId Client(Coverage coverage) => coverage.Client;

    /// <summary>Who pays.</summary>
    public static string PayerName(Coverage coverage) => coverage.PayerName;

    /// <summary>What the source calls the payer.</summary>
    public static string? PayerId(Coverage coverage) => coverage.PayerId;

    /// <summary>What kind of payer.</summary>
    public static PayerType PayerType(Coverage coverage) => coverage.PayerType;

    /// <summary>The client's number with the payer.</summary>
    public static string? MemberId(Coverage coverage) => coverage.MemberId;

    /// <summary>Name of the plan.</summary>
    public static string? Plan(Coverage coverage) => coverage.Plan;

    /// <summary>Whose policy it is, as the source says.</summary>
    public static string? PolicyHolder(Coverage coverage) => coverage.PolicyHolder;

    /// <summary>1 pays first.</summary>
    public static int Priority(Coverage coverage) => coverage.Priority;

    /// <summary>The first day covered.</summary>
    public static DateOnly StartsOn(Coverage coverage) => coverage.StartsOn;

    /// <summary>The last day covered; null while no end is known.</summary>
    public static DateOnly? EndsOn(Coverage coverage) => coverage.EndsOn;

    /// <summary>Why it ends, as the payer says.</summary>
    public static string? EndReason(Coverage coverage) => coverage.EndReason;

    /// <summary>Whether it holds, is applied for, was replaced by a payer's later word or was a mistake.</summary>
    public static CoverageStatus Status(Coverage coverage) => coverage.Status;

    /// <summary>What the payer calls the kind of insurance (X12 EB04), such as MA for Medicare Part A.</summary>
    public static string? InsuranceType(Coverage coverage) => coverage.InsuranceType;

    /// <summary>The payer's code for the group of Medicaid that the client belongs to.</summary>
    public static string? MedicaidCategory(Coverage coverage) => coverage.MedicaidCategory;

    /// <summary>Name of the managed-care plan.</summary>
    public static string? ManagedCarePlan(Coverage coverage) => coverage.ManagedCarePlan;

    /// <summary>The managed-care plan's number.</summary>
    public static string? ManagedCarePlanId(Coverage coverage) => coverage.ManagedCarePlanId;

    /// <summary>CMS's code for having both Medicare and Medicaid, where it was told.</summary>
    public static string? DualStatus(Coverage coverage) => coverage.DualStatus;

    /// <summary>By when it must be renewed, where it was told.</summary>
    public static DateOnly? RenewsOn(Coverage coverage) => coverage.RenewsOn;

    /// <summary>The check that these facts were last taken from: the proof; null when they were only told.</summary>
    public static EligibilityCheckId? VerifiedBy(Coverage coverage) => coverage.VerifiedBy;

    /// <summary>Since when this is known as it stands here.</summary>
    public static DateTimeOffset KnownSince(Coverage coverage) => coverage.KnownSince;

    /// <summary>The program under 42 CFR Part 2 in which it was told; null when that was outside of programs.</summary>
    public static string? SourceProgram(Coverage coverage) => coverage.SourceProgram;

    /// <summary>Where it comes from; null when staff wrote it down.</summary>
    public static string? SourceSystem(Coverage coverage) => coverage.SourceSystem;

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(Coverage coverage) => coverage.Version;
}

/// <summary>A span of days without coverage.</summary>
[View<CoverageGap>]
internal static class CoverageGapView
{
    /// <summary>The first day without.</summary>
    public static DateOnly From(CoverageGap gap) => gap.From;

    /// <summary>The last day without.</summary>
    public static DateOnly To(CoverageGap gap) => gap.To;
}
