using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Intake;

/// <summary>
/// Keeps a form that was filled in about a person. What is known already is not sent: it stands in the form by reference. What is typed and
/// bound to a fact becomes known everywhere; what is typed although it is known is counted.
/// </summary>
[Mutation, Feature("intake.forms"), Requires("intake.fill-forms")]
internal static class FillForm
{
    /// <summary>Which form, about whom, and what was typed.</summary>
    /// <param name="Form">Key of the form.</param>
    /// <param name="Client">About whom.</param>
    /// <param name="Typed">What was typed, by field; known values that are right are left out.</param>
    /// <param name="NotObtained">Fields for which nothing could be obtained, with the reason.</param>
    /// <param name="Inquiry">The request that it belongs to.</param>
    /// <param name="Site">Where it was filled in.</param>
    /// <param name="FormVersion">The version that was shown; the one in use when nothing is said.</param>
    public sealed record Input(
        string Form, ClientId Client, IReadOnlyList<FieldValue> Typed, IReadOnlyList<FieldReason>? NotObtained = null,
        InquiryId? Inquiry = null, SiteId? Site = null, int? FormVersion = null);

    /// <summary>What was typed into a field.</summary>
    /// <param name="Field">Key of the field.</param>
    /// <param name="Value">As text; a day as <c>1990-05-23</c>.</param>
    public sealed record FieldValue(string Field, string Value);

    /// <summary>Why nothing could be obtained for a field.</summary>
    /// <param name="Field">Key of the field.</param>
    /// <param name="Reason">Why.</param>
    public sealed record FieldReason(string Field, string Reason);

    /// <summary>There is no such form.</summary>
    public sealed record FormUnknown() : Refusal(
        "intake.form_unknown", "There is no such form, or not in this version. Read the form in use and fill in that.", "input.form");

    /// <summary>Required fields have neither a value nor a reason.</summary>
    /// <param name="Fields">Their keys.</param>
    public sealed record FieldsMissing(IReadOnlyList<string> Fields) : Refusal(
        "intake.fields_missing", $"Fill in, or say why nothing could be obtained: {string.Join(", ", Fields)}.", "input.typed");

    public static async Task<Outcome<FilledForm>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindClient(input.Client, "intake.fill-forms", ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        if (client.Problem("input.client") is { } problem)
        {
            return problem;
        }

        var inquiry = input.Inquiry is { } id ? await db.FindInquiry(id, "intake.fill-forms", ct) : null;
        if (input.Inquiry is not null && inquiry?.Client != client.Id)
        {
            return new NotFound("input.inquiry");
        }

        if (await db.FindForm(input.Form, input.FormVersion, ct) is not { } form)
        {
            return new FormUnknown();
        }

        await db.LockClients([client.Id], ct);
        var known = await db.KnownOf(client, inquiry, clock.Today(), ct);
        var filling = new Filling(form, known, await db.AskedElsewhereThan(form, client.Id, ct), await db.OpenPointsOf(client.Id, ct), input, actor.User, clock);
        if (filling.Problems() is { Count: > 0 } problems)
        {
            return Outcome<FilledForm>.Refused(problems);
        }

        var amended = filling.Amend(client.Facts, clock.Today());
        if (amended.Refusals.Count > 0)
        {
            return Outcome<FilledForm>.Refused(amended.Refusals);
        }

        // The version counts up only when the change is written.
        var filled = filling.Fill(client, amended.Value is null ? client.Version : client.Version + 1);
        db.Add(filled.Form);
        db.AddRange(filled.Facts);
        db.AddRange(filled.Points);
        db.AddRange(filled.Again);
        if (amended.Value is { } facts)
        {
            db.Add(client.Amend(facts, actor.User, clock.GetUtcNow()));
        }

        if (filled.Home is { } home)
        {
            await db.MoveHome(home, clock.Today(), ct);
        }

        if (amended.Value is not null || filled.Points.Count > 0 || filled.Home is not null)
        {
            await db.RefreshMatchKeys(client, ct);
        }

        return amended.Value is null ? filled.Form : Outcome.Of(filled.Form).Publishing(new ClientAmended(client.Id));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int MostFields = 500;
        private const int ValueLength = 4000;

        public Validator()
        {
            RuleFor(i => i.Typed).NotNull().Must(t => t.Count <= MostFields).WithMessage($"Send up to {MostFields} fields.");
            RuleForEach(i => i.Typed).ChildRules(t => t.RuleFor(f => f.Value).NotEmpty().MaximumLength(ValueLength));
            RuleForEach(i => i.NotObtained).ChildRules(n => n.RuleFor(f => f.Reason).NotEmpty().MaximumLength(ValueLength));
        }
    }
}
