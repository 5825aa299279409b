namespace CarePlatform.Intake;

/// <summary>What a payer says of one person: the content of a 271, whatever form it came in.</summary>
/// <param name="Trace">The question's trace number.</param>
/// <param name="PayerName">The payer's name for itself.</param>
/// <param name="PayerId">The payer's number for itself.</param>
/// <param name="MemberId">The person's number with the payer, which may be another than was sent.</param>
/// <param name="Rejections">Why the question was not answered.</param>
/// <param name="Dates">Dates that hold for all benefits that have none of their own.</param>
/// <param name="References">Numbers that hold for the person: plan, group, case, category.</param>
/// <param name="Benefits">What holds.</param>
internal sealed record ToldBenefits(
    string? Trace,
    string? PayerName,
    string? PayerId,
    string? MemberId,
    IReadOnlyList<ToldRejection> Rejections,
    IReadOnlyList<ToldDate> Dates,
    IReadOnlyList<ToldReference> References,
    IReadOnlyList<ToldBenefit> Benefits);

/// <summary>Why a payer did not answer (AAA).</summary>
/// <param name="Level">Whom it is about: payer, provider, subscriber or dependent.</param>
/// <param name="Code">The reason (AAA03).</param>
/// <param name="FollowUp">What the payer asks for (AAA04).</param>
internal sealed record ToldRejection(string Level, string Code, string FollowUp)
{
    /// <summary>The reason in words.</summary>
    public string Reason => RejectReasons.Reason(Code);

    /// <summary>What to do about it.</summary>
    public string WhatToDo => RejectReasons.WhatToDo(Code, FollowUp);
}

/// <summary>A date or span (DTP).</summary>
/// <param name="Qualifier">What it is the date of (DTP01), such as 346, plan begins.</param>
/// <param name="To">The last day of a span; null for a single date.</param>
internal sealed record ToldDate(string Qualifier, DateOnly From, DateOnly? To);

/// <summary>A number (REF).</summary>
/// <param name="Qualifier">What it is the number of (REF01).</param>
internal sealed record ToldReference(string Qualifier, string Value, string? Description);

/// <summary>Somebody named with a benefit (2120): a managed-care organisation, another payer, the primary care provider.</summary>
/// <param name="Role">NM101: Y2 managed-care organisation, PRP, SEP, TTP primary, secondary and tertiary payer, P3 primary care provider.</param>
internal sealed record ToldEntity(string Role, string? Name, string? IdQualifier, string? Id);

/// <summary>One benefit (EB) with what belongs to it.</summary>
/// <param name="Information">EB01: 1 covered, 6 not covered, B co-payment, R another payer, …</param>
/// <param name="Level">EB02: whom it covers.</param>
/// <param name="ServiceTypes">EB03; empty for all.</param>
/// <param name="InsuranceType">EB04, such as MC for Medicaid.</param>
/// <param name="Plan">EB05: the plan's name.</param>
/// <param name="Amount">EB07, in the currency of the payer.</param>
/// <param name="Quantity">EB10 in the unit of <paramref name="QuantityUnit"/> (EB09).</param>
/// <param name="NeedsAuthorisation">EB11: Y, N or U.</param>
/// <param name="InNetwork">EB12: Y, N, U or W.</param>
/// <param name="Procedure">EB13: qualifier, code and modifiers of one procedure.</param>
internal sealed record ToldBenefit(
    string Information,
    string? Level,
    IReadOnlyList<string> ServiceTypes,
    string? InsuranceType,
    string? Plan,
    decimal? Amount,
    string? QuantityUnit,
    decimal? Quantity,
    string? NeedsAuthorisation,
    string? InNetwork,
    string? Procedure,
    IReadOnlyList<ToldDate> Dates,
    IReadOnlyList<ToldReference> References,
    IReadOnlyList<ToldEntity> Entities,
    IReadOnlyList<string> Messages)
{
    /// <summary>The first entity in one of these roles.</summary>
    public ToldEntity? Entity(params ReadOnlySpan<string> roles)
    {
        foreach (var entity in Entities)
        {
            if (roles.Contains(entity.Role))
            {
                return entity;
            }
        }

        return null;
    }
}
