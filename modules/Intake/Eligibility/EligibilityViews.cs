using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>One question to a payer with its answer: the proof that whoever relies on it keeps.</summary>
[View<EligibilityCheck>, Audited(nameof(Client))]
internal static class EligibilityCheckView
{
    /// <summary>The check's id: the proof.</summary>
    public static EligibilityCheckId Id(EligibilityCheck check) => check.Id;

    /// <summary>About whom.</summary>
    public static ClientId Client(EligibilityCheck check) => check.Client;

    /// <summary>Who was asked.</summary>
    public static EligibilityPayerId Payer(EligibilityCheck check) => check.Payer;

    /// <summary>On which occasion.</summary>
    public static CheckReason Reason(EligibilityCheck check) => check.Reason;

    /// <summary>The request for help for which it was asked: where intake relied on it; null where it was asked for none.</summary>
    public static InquiryId? Inquiry(EligibilityCheck check) => check.Inquiry;

    /// <summary>The visit at whose check-in it was asked.</summary>
    public static AppointmentId? Appointment(EligibilityCheck check) => check.Appointment;

    /// <summary>When.</summary>
    public static DateTimeOffset AskedAt(EligibilityCheck check) => check.AskedAt;

    /// <summary>By whom; null when the platform asked by itself.</summary>
    public static UserId? AskedBy(EligibilityCheck check) => check.AskedBy;

    /// <summary>The first day asked about.</summary>
    public static DateOnly From(EligibilityCheck check) => check.FromDay;

    /// <summary>The last day asked about.</summary>
    public static DateOnly To(EligibilityCheck check) => check.ToDay;

    /// <summary>The member number that was sent.</summary>
    public static string? MemberId(EligibilityCheck check) => check.MemberId;

    /// <summary>The trace number, by which the payer finds the question.</summary>
    public static string Trace(EligibilityCheck check) => check.Trace;

    /// <summary>What came of it.</summary>
    public static CheckOutcome Outcome(EligibilityCheck check) => check.Outcome;

    /// <summary>Why the payer was not reached or not understood.</summary>
    public static string? Problem(EligibilityCheck check) => check.Answer.Problem;

    /// <summary>Why the payer did not answer the question, and what to do.</summary>
    public static IReadOnlyList<ToldRejection> Rejections(EligibilityCheck check) => check.ReadAgain()?.Rejections ?? [];

    /// <summary>What the payer said holds.</summary>
    public static IReadOnlyList<ToldBenefit> Benefits(EligibilityCheck check) => check.ReadAgain()?.Benefits ?? [];

    /// <summary>The spans of coverage that follow from the answer.</summary>
    public static IReadOnlyList<ProposedSpan> Spans(EligibilityCheck check) => check.Answer.Spans;

    /// <summary>What was sent, as it was sent.</summary>
    public static string? RawRequest(EligibilityCheck check) => check.RawRequest;

    /// <summary>What came back, as it came.</summary>
    public static string? RawAnswer(EligibilityCheck check) => check.RawAnswer;
}

/// <summary>What a client's payers answered.</summary>
[View<EligibilityResult>]
internal static class EligibilityResultView
{
    /// <summary>About whom.</summary>
    public static ClientId Client(EligibilityResult result) => result.Client;

    /// <summary>One for each payer that was asked.</summary>
    public static IReadOnlyList<EligibilityCheck> Checks(EligibilityResult result) => result.Checks;
}

/// <summary>Why a payer did not answer.</summary>
[View<ToldRejection>]
internal static class ToldRejectionView
{
    /// <summary>Whom it is about: payer, provider, subscriber or dependent.</summary>
    public static string Level(ToldRejection rejection) => rejection.Level;

    /// <summary>The payer's code (X12 AAA03).</summary>
    public static string Code(ToldRejection rejection) => rejection.Code;

    /// <summary>The reason in words.</summary>
    public static string Reason(ToldRejection rejection) => rejection.Reason;

    /// <summary>What to do about it.</summary>
    public static string WhatToDo(ToldRejection rejection) => rejection.WhatToDo;
}

/// <summary>One benefit as the payer told it (X12 EB).</summary>
[View<ToldBenefit>]
internal static class ToldBenefitView
{
    /// <summary>What it says (EB01): 1 covered, 6 not covered, B co-payment, R another payer, …</summary>
    public static string Information(ToldBenefit benefit) => benefit.Information;

    /// <summary>For which kinds of service (EB03); empty for all.</summary>
    public static IReadOnlyList<string> ServiceTypes(ToldBenefit benefit) => benefit.ServiceTypes;

    /// <summary>What kind of insurance (EB04).</summary>
    public static string? InsuranceType(ToldBenefit benefit) => benefit.InsuranceType;

    /// <summary>The plan's name (EB05).</summary>
    public static string? Plan(ToldBenefit benefit) => benefit.Plan;

    /// <summary>An amount, such as a co-payment (EB07).</summary>
    public static decimal? Amount(ToldBenefit benefit) => benefit.Amount;

    /// <summary>How much, in the unit of quantityUnit (EB10).</summary>
    public static decimal? Quantity(ToldBenefit benefit) => benefit.Quantity;

    /// <summary>The unit of quantity (EB09).</summary>
    public static string? QuantityUnit(ToldBenefit benefit) => benefit.QuantityUnit;

    /// <summary>Whether it must be authorised: Y, N or U (EB11).</summary>
    public static string? NeedsAuthorisation(ToldBenefit benefit) => benefit.NeedsAuthorisation;

    /// <summary>Whether it holds within the network: Y, N, U or W (EB12).</summary>
    public static string? InNetwork(ToldBenefit benefit) => benefit.InNetwork;

    /// <summary>One procedure only: qualifier, code and modifiers (EB13).</summary>
    public static string? Procedure(ToldBenefit benefit) => benefit.Procedure;

    /// <summary>Dates of this benefit.</summary>
    public static IReadOnlyList<ToldDate> Dates(ToldBenefit benefit) => benefit.Dates;

    /// <summary>Numbers of this benefit.</summary>
    public static IReadOnlyList<ToldReference> References(ToldBenefit benefit) => benefit.References;

    /// <summary>Who is named with it: a managed-care plan, another payer, the primary care provider.</summary>
    public static IReadOnlyList<ToldEntity> Entities(ToldBenefit benefit) => benefit.Entities;

    /// <summary>What the payer adds in words.</summary>
    public static IReadOnlyList<string> Messages(ToldBenefit benefit) => benefit.Messages;
}

/// <summary>A date or span as the payer told it (X12 DTP).</summary>
[View<ToldDate>]
internal static class ToldDateView
{
    /// <summary>What it is the date of (DTP01), such as 346, plan begins.</summary>
    public static string Qualifier(ToldDate date) => date.Qualifier;

    /// <summary>The day, or the first of a span.</summary>
    public static DateOnly From(ToldDate date) => date.From;

    /// <summary>The last day of a span.</summary>
    public static DateOnly? To(ToldDate date) => date.To;
}

/// <summary>A number as the payer told it (X12 REF).</summary>
[View<ToldReference>]
internal static class ToldReferenceView
{
    /// <summary>What it is the number of (REF01).</summary>
    public static string Qualifier(ToldReference reference) => reference.Qualifier;

    /// <summary>The number.</summary>
    public static string Value(ToldReference reference) => reference.Value;

    /// <summary>What the payer adds.</summary>
    public static string? Description(ToldReference reference) => reference.Description;
}

/// <summary>Somebody whom the payer names with a benefit (X12 2120 NM1).</summary>
[View<ToldEntity>]
internal static class ToldEntityView
{
    /// <summary>In which role (NM101), such as Y2 for a managed-care organisation or P3 for the primary care provider.</summary>
    public static string Role(ToldEntity entity) => entity.Role;

    /// <summary>The name.</summary>
    public static string? Name(ToldEntity entity) => entity.Name;

    /// <summary>The number.</summary>
    public static string? Id(ToldEntity entity) => entity.Id;
}

/// <summary>A span of coverage that follows from a payer's answer.</summary>
[View<ProposedSpan>("EligibilitySpan")]
internal static class ProposedSpanView
{
    /// <summary>What kind of payer.</summary>
    public static PayerType PayerType(ProposedSpan span) => span.Type;

    /// <summary>Who pays.</summary>
    public static string PayerName(ProposedSpan span) => span.PayerName;

    /// <summary>Name of the plan.</summary>
    public static string? Plan(ProposedSpan span) => span.Plan;

    /// <summary>Name of the managed-care plan.</summary>
    public static string? ManagedCarePlan(ProposedSpan span) => span.ManagedCarePlan;

    /// <summary>The first day covered.</summary>
    public static DateOnly From(ProposedSpan span) => span.From;

    /// <summary>The last day covered; null while no end is known.</summary>
    public static DateOnly? To(ProposedSpan span) => span.To;

    /// <summary>By when it must be renewed, where the payer says.</summary>
    public static DateOnly? RenewsOn(ProposedSpan span) => span.RenewsOn;
}
