using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Puts a new version of a form into use, at every site at once. Versions never change.</summary>
[Mutation, Feature("intake.forms"), Requires("intake.configure")]
internal static class PublishForm
{
    /// <summary>The form.</summary>
    /// <param name="Key">Which form; the key of one that ships replaces it.</param>
    /// <param name="Title">For people.</param>
    /// <param name="Sections">In the order of asking.</param>
    /// <param name="Source">Which rule asks for it.</param>
    public sealed record Input(string Key, string Title, IReadOnlyList<FormSection> Sections, string? Source = null);

    /// <summary>The form cannot be used.</summary>
    /// <param name="Problems">Each problem in words.</param>
    public sealed record FormIncomplete(IReadOnlyList<string> Problems) : Refusal(
        "intake.form_incomplete", $"The form cannot be used: {string.Join(" ", Problems)}", "input");

    public static async Task<Outcome<FormDefinition>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var last = await db.PublishedForms.Where(f => f.Key == input.Key).MaxAsync(f => (int?)f.Version, ct)
            ?? FormShelf.Shipped.GetValueOrDefault(input.Key)?.Version ?? 0;
        var form = new FormDefinition(input.Key, last + 1, input.Title, input.Sections, input.Source);
        if (FormCheck.Problems(form) is { Count: > 0 } problems)
        {
            return new FormIncomplete(problems);
        }

        db.Add(new PublishedForm
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Key = form.Key,
            Version = form.Version,
            Definition = form,
            PublishedAt = clock.GetUtcNow(),
            PublishedBy = actor.User,
        });
        return form;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int MostFields = 500;
        private const int TitleLength = 400;
        private const int TextLength = 2000;

        public Validator()
        {
            RuleFor(i => i.Title).MaximumLength(TitleLength);
            RuleFor(i => i.Source).MaximumLength(TextLength);
            RuleFor(i => i.Sections).Must(s => s.Sum(p => p.Fields.Count) <= MostFields).WithMessage($"A form has up to {MostFields} fields.");
            RuleForEach(i => i.Sections).ChildRules(s =>
            {
                s.RuleFor(p => p.Title).MaximumLength(TitleLength);
                s.RuleForEach(p => p.Fields).ChildRules(f => f.RuleFor(x => x.Text).MaximumLength(TextLength));
            });
        }
    }
}
