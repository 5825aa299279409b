using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Says what finding the right clinician needs to know: languages, and whom and how many a clinician takes on.</summary>
[Mutation, Feature("intake.scheduling"), Requires("intake.design-schedule")]
internal static class SetClinicianPanel
{
    /// <summary>All that is known.</summary>
    /// <param name="Clinician">Of whom.</param>
    /// <param name="Languages">The languages that they speak, as BCP 47 tags.</param>
    /// <param name="MostAcute">The most severe acuity that they take on.</param>
    /// <param name="AcceptsNew">Whether they take on people who were not seen by them before.</param>
    /// <param name="MostClients">How many different clients may have appointments ahead; without limit when left out.</param>
    /// <param name="ExpectedVersion">The version that the caller has read; 0 while nothing was ever said.</param>
    public sealed record Input(
        UserId Clinician, IReadOnlyList<string> Languages, Acuity MostAcute = Acuity.Emergent, bool AcceptsNew = true,
        int? MostClients = null, int? ExpectedVersion = null);

    public static async Task<Outcome<ClinicianPanel>> Handle(
        Input input, IntakeDb db, People people, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await people.User(input.Clinician, ct) is null || !actor.Designs(input.Clinician))
        {
            return new NotFound("input.clinician");
        }

        var panel = await db.ClinicianPanels.FirstOrDefaultAsync(p => p.Clinician == input.Clinician, ct);
        if (input.ExpectedVersion is { } expected && expected != (panel?.Version ?? 0))
        {
            return new VersionConflict(expected, panel?.Version ?? 0);
        }

        if (panel is null)
        {
            panel = new ClinicianPanel { Id = Id.New<ClinicianPanelId>(clock), Clinician = input.Clinician };
            db.Add(panel);
        }

        panel.Change([.. input.Languages.Distinct()], input.MostAcute, input.AcceptsNew, input.MostClients);
        return panel;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator()
        {
            RuleForEach(i => i.Languages).Matches("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$").WithMessage("Give a BCP 47 tag, such as es or es-MX.");
            RuleFor(i => i.MostClients).GreaterThan(0);
        }
    }
}
