using CarePlatform.Intake.Contracts;

namespace CarePlatform.Intake;

/// <summary>
/// Asks payers whether they cover people. Nothing of what it does is undone when the caller's transaction is; a session that has a
/// transaction of its own loses it, because no connection is held while a payer thinks.
/// </summary>
internal interface IEligibilitySource
{
    /// <summary>Which payers it can ask.</summary>
    SourceKind Kind { get; }

    /// <summary>
    /// Asks one payer about several people, and gives an answer for each in the same order. A payer that does not answer is an answer
    /// (<see cref="AnswerKind.Unreachable"/>), not an exception.
    /// </summary>
    Task<IReadOnlyList<EligibilityAnswer>> Ask(EligibilityPayer payer, IReadOnlyList<EligibilityAsk> asks, EligibilityRules rules, CancellationToken ct);
}

/// <summary>One question about one person.</summary>
/// <param name="Trace">Returned by the payer with its answer (X12 TRN02); unique.</param>
/// <param name="From">The first day asked about.</param>
/// <param name="To">The last day asked about.</param>
internal sealed record EligibilityAsk(
    ClientId Client, string Trace, string? MemberId, string? Given, string? Family, DateOnly? BirthDate, Gender? Gender, DateOnly From, DateOnly To);

/// <summary>How a payer answered.</summary>
internal enum AnswerKind
{
    /// <summary>It found the person and says what holds.</summary>
    Found,

    /// <summary>It did not answer the question, and says why.</summary>
    Rejected,

    /// <summary>It did not answer at all, or not in a form that can be read.</summary>
    Unreachable,
}

/// <summary>A payer's answer about one person.</summary>
/// <param name="Told">What it says; null when it was not reached.</param>
/// <param name="Problem">Why it was not reached or not understood, without data of the person.</param>
/// <param name="RawRequest">What was sent, as it was sent.</param>
/// <param name="RawAnswer">What came back, as it came.</param>
internal sealed record EligibilityAnswer(AnswerKind Kind, ToldBenefits? Told, string? Problem, string? RawRequest, string? RawAnswer)
{
    /// <summary>The payer was not reached.</summary>
    public static EligibilityAnswer Unreached(string problem, string? request, string? answer = null) =>
        new(AnswerKind.Unreachable, null, problem, request, answer);

    /// <summary>What the payer said, rejections included.</summary>
    public static EligibilityAnswer Of(ToldBenefits told, string? request, string? answer) =>
        new(told.Rejections.Count > 0 && told.Benefits.Count == 0 ? AnswerKind.Rejected : AnswerKind.Found, told, null, request, answer);
}
