using FluentValidation;

namespace CarePlatform.Platform;

/// <summary>Enters an organisation that this one works with, such as a hospital or a food bank. Its people and programs can be let in then.</summary>
[Mutation, Requires("platform.places")]
internal static class AddOrganisation
{
    /// <param name="Name">Its name.</param>
    /// <param name="Kind">What it is, in small letters and dashes, such as <c>hospital</c> or <c>food-bank</c>: by it the privacy policy says what it is shown.</param>
    /// <param name="Key">By which templates and recipes name it; made of the name when it is left out. It never changes.</param>
    public sealed record Input(string Name, string Kind, string? Key = null);

    public static async Task<Outcome<Organisation>> Handle(Input input, PlaceBook places, TimeProvider clock, CancellationToken ct)
    {
        if (PlaceKey.Of(input.Key, input.Name) is not { } key)
        {
            return new InvalidInput("input.key", "Give a key of small letters, digits and dashes, such as \"st-brigid\".");
        }

        var organisation = new Organisation(Id.New<OrganisationId>(clock), key, input.Name.Trim(), input.Kind);
        return await places.Add(organisation, ct) ? organisation : new KeyTaken(key);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator()
        {
            RuleFor(i => i.Name).NotEmpty().MaximumLength(200);
            RuleFor(i => i.Kind).Must(k => PlaceKey.Of(k, "") is not null).WithMessage("Say what it is in small letters and dashes, such as \"food-bank\".");
        }
    }
}
