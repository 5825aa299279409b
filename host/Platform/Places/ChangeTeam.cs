using FluentValidation;

namespace CarePlatform.Platform;

/// <summary>Says anew what a team is called, or where it works. What is left out stays.</summary>
[Mutation, Requires("platform.places")]
internal static class ChangeTeam
{
    /// <param name="Team">Which one.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Site">Where it works.</param>
    /// <param name="EverySite">True when it works at no one place any more.</param>
    public sealed record Input(TeamId Team, string? Name = null, SiteId? Site = null, bool EverySite = false);

    public static async Task<Outcome<Team>> Handle(Input input, PlaceBook places, People people, Calendars calendars, CancellationToken ct)
    {
        if (await people.Team(input.Team, ct) is not { } now)
        {
            return new NotFound("input.team");
        }

        if (input.Site is { } site && !await calendars.Knows(site, ct))
        {
            return new NotFound("input.site");
        }

        var next = now with { Name = input.Name?.Trim() ?? now.Name, Site = input.EverySite ? null : input.Site ?? now.Site };
        await places.Change(next, ct);
        return next;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator()
        {
            RuleFor(i => i.Name).NotEmpty().MaximumLength(200).When(i => i.Name is not null);
            RuleFor(i => i).Must(i => !i.EverySite || i.Site is null).WithMessage("Name a site, or say that it works at no one place.");
        }
    }
}
