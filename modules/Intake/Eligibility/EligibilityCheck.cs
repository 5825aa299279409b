using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

/// <summary>Why a payer was asked.</summary>
internal enum CheckReason
{
    /// <summary>The person is being taken in.</summary>
    Intake,

    /// <summary>The person has come for an appointment.</summary>
    CheckIn,

    /// <summary>Somebody wanted to know.</summary>
    Asked,

    /// <summary>On the 1st everybody on the caseload is asked about.</summary>
    Monthly,

    /// <summary>Every night those are asked about of whom something is open.</summary>
    Nightly,
}

/// <summary>What came of it.</summary>
internal enum CheckOutcome
{
    /// <summary>The payer covers the person.</summary>
    Active,

    /// <summary>The payer knows the person and does not cover them.</summary>
    Inactive,

    /// <summary>The payer answered, and neither can be read off the answer.</summary>
    Unclear,

    /// <summary>The payer did not answer the question, and says why.</summary>
    Rejected,

    /// <summary>The payer was not reached, or not understood.</summary>
    Unreachable,
}

/// <summary>One question to a payer with its answer as it came: the proof. It is never changed.</summary>
internal sealed class EligibilityCheck
{
    public required EligibilityCheckId Id { get; init; }

    public required ClientId Client { get; init; }

    public required EligibilityPayerId Payer { get; init; }

    public required CheckReason Reason { get; init; }

    public EligibilityRunId? Run { get; init; }

    /// <summary>The request for help for which the payer was asked.</summary>
    public InquiryId? Inquiry { get; init; }

    /// <summary>The visit for which the payer was asked.</summary>
    public AppointmentId? Appointment { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public UserId? AskedBy { get; init; }

    public required DateOnly FromDay { get; init; }

    public required DateOnly ToDay { get; init; }

    public required string[] ServiceTypes { get; init; }

    public string? MemberId { get; init; }

    public required string Trace { get; init; }

    public required CheckOutcome Outcome { get; init; }

    /// <summary>What was read off the answer.</summary>
    public required CheckAnswer Answer { get; init; }

    public string? RawRequest { get; init; }

    public string? RawAnswer { get; init; }

    /// <summary>What the payer said, read off the raw answer where that is an interchange; null when it said nothing.</summary>
    public ToldBenefits? ReadAgain() => Answer.Told ?? (X12Source.IsInterchange(RawAnswer) ? X12Source.PersonIn(Trace, RawAnswer!) : null);

    /// <summary>Whether the payer said whether it covers the person.</summary>
    public bool Answered => Outcome is CheckOutcome.Active or CheckOutcome.Inactive;
}

/// <summary>What was read off an answer.</summary>
/// <param name="Problem">Why the payer was not reached or not understood.</param>
/// <param name="Told">What it said, unless that can be read off the raw answer again.</param>
/// <param name="Spans">The spans of coverage that follow from it.</param>
internal sealed record CheckAnswer(string? Problem, ToldBenefits? Told, IReadOnlyList<ProposedSpan> Spans);

internal sealed class EligibilityCheckMap : IEntityTypeConfiguration<EligibilityCheck>
{
    public void Configure(EntityTypeBuilder<EligibilityCheck> builder)
    {
        builder.HasOne<Client>().WithMany().HasForeignKey(c => c.Client);
        builder.HasOne<Inquiry>().WithMany().HasForeignKey(c => c.Inquiry);
        builder.HasOne<Appointment>().WithMany().HasForeignKey(c => c.Appointment);
        builder.Property(c => c.Answer).AsJson();
    }
}
