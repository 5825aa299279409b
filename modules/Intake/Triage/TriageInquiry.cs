using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Intake;

/// <summary>
/// Records the answers to the triage script and decides how soon the person must be seen. The script's result may be raised with a
/// reason; lowering it needs a permission of its own. It can be repeated while the inquiry is open.
/// </summary>
[Mutation, Feature("intake"), Requires("intake.triage")]
internal static class TriageInquiry
{
    /// <summary>What was answered.</summary>
    /// <param name="Inquiry">Which one.</param>
    /// <param name="Answers">To every question that the script asks.</param>
    /// <param name="Override">The acuity that the person who triages decides on, when it is not the script's.</param>
    /// <param name="OverrideReason">Why.</param>
    /// <param name="Script">Key of the script that was answered; the one in use when nothing is said.</param>
    /// <param name="ScriptVersion">Its version.</param>
    /// <param name="ExpectedVersion">The version of the inquiry that the caller has read.</param>
    /// <param name="Change">What has changed since the triage before, when it is repeated.</param>
    public sealed record Input(
        InquiryId Inquiry,
        IReadOnlyList<Answer> Answers,
        Acuity? Override = null,
        string? OverrideReason = null,
        string? Script = null,
        int? ScriptVersion = null,
        int? ExpectedVersion = null,
        string? Change = null);

    /// <summary>One answer.</summary>
    /// <param name="Question">Key of the question.</param>
    /// <param name="Option">Key of the answer.</param>
    public sealed record Answer(string Question, string Option);

    /// <summary>There is no such script.</summary>
    public sealed record ScriptUnknown() : Refusal(
        "intake.script_unknown", "There is no such version of the triage script. Read the script in use and answer that.", "input.scriptVersion");

    /// <summary>Deciding otherwise than the script says takes a reason.</summary>
    public sealed record OverrideNeedsReason() : Refusal(
        "intake.override_needs_reason", "Say why the acuity shall be another than the script's.", "input.overrideReason");

    /// <summary>The acuity may be raised, not lowered.</summary>
    /// <param name="Computed">What the script says.</param>
    public sealed record MayNotLower(Acuity Computed) : Refusal(
        "intake.may_not_lower",
        $"The script says {Computed}. Raising the acuity is open to you; lowering it needs the permission intake.override-acuity.",
        "input.override");

    public static async Task<Outcome<Inquiry>> Handle(
        Input input, IntakeDb db, TenantPrivacy privacy, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindInquiry(input.Inquiry, "intake.triage", ct) is not { } inquiry)
        {
            return new NotFound("input.inquiry");
        }

        if (inquiry.Problem("input.inquiry", input.ExpectedVersion) is { } problem)
        {
            return problem;
        }

        if (await ScriptOf(input, db, ct) is not { } script)
        {
            return new ScriptUnknown();
        }

        if (AnsweredTwice(input.Answers) is { } twice)
        {
            return twice;
        }

        var answers = input.Answers.ToDictionary(a => a.Question, a => a.Option, StringComparer.Ordinal);
        if (script.Problems(answers) is { Count: > 0 } problems)
        {
            return Outcome<Inquiry>.Refused(problems);
        }

        var result = script.Evaluate(answers);
        var acuity = input.Override ?? result.Acuity;
        if (acuity != result.Acuity && Refuse(acuity, result.Acuity, input.OverrideReason, actor) is { } refusal)
        {
            return refusal;
        }

        var now = clock.GetUtcNow();
        var program = Part2Labels.ProgramOf(await privacy.Policy(ct), inquiry.Team);
        inquiry.Triage(acuity, program, now);
        db.Add(Record(inquiry, program, script, answers, result, acuity, input, actor.User, clock));
        var triaged = new InquiryTriaged(
            inquiry.Client, inquiry.Id, acuity, script.Key, script.Version, inquiry.Team, inquiry.Owner, inquiry.Site, inquiry.ReceivedAt, now);
        return Outcome.Of(inquiry).Publishing([triaged, .. await db.AskForReview(inquiry, clock, ct)]);
    }

    private static async Task<TriageScript?> ScriptOf(Input input, IntakeDb db, CancellationToken ct) => (input.Script, input.ScriptVersion) switch
    {
        (null, null) => await db.CurrentScript(ct),
        ({ } key, { } version) => await db.FindScript(key, version, ct),
        _ => null,
    };

    private static InvalidInput? AnsweredTwice(IReadOnlyList<Answer> answers) =>
        answers.GroupBy(a => a.Question, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? new InvalidInput("input.answers", $"\"{twice.Key}\" is answered {twice.Count()} times; answer it once.")
            : null;

    private static Refusal? Refuse(Acuity decided, Acuity computed, string? reason, Actor actor) =>
        string.IsNullOrWhiteSpace(reason) ? new OverrideNeedsReason()
        : decided > computed && actor.ReachOf("intake.override-acuity") is Reach.None ? new MayNotLower(computed)
        : null;

    private static Triage Record(
        Inquiry inquiry, string? program, TriageScript script, IReadOnlyDictionary<string, string> answers, TriageResult result, Acuity acuity,
        Input input, UserId? by, TimeProvider clock) => new()
        {
            Id = Id.New<TriageId>(clock),
            Inquiry = inquiry.Id,
            Client = inquiry.Client,
            Script = script.Key,
            ScriptVersion = script.Version,
            Answers = answers,
            Rules = [.. result.Rules],
            Risks = [.. result.Risks.Select(r => r.ToText())],
            Computed = result.Acuity,
            Acuity = acuity,
            OverrideReason = acuity == result.Acuity ? null : input.OverrideReason,
            Change = input.Change,
            TriagedAt = clock.GetUtcNow(),
            TriagedBy = by,
            SourceProgram = program,
            Part2 = program is not null,
        };

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int ReasonLength = 1000;

        public Validator()
        {
            RuleFor(i => i.OverrideReason).MaximumLength(ReasonLength);
            RuleFor(i => i.Change).MaximumLength(ReasonLength);
        }
    }
}
