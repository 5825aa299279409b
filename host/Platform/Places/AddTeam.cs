using FluentValidation;

namespace CarePlatform.Platform;

/// <summary>Enters a group of people who share work. Its queue can own work as soon as somebody works in it.</summary>
[Mutation, Requires("platform.places")]
internal static class AddTeam
{
    /// <param name="Name">Its name.</param>
    /// <param name="Site">Where it works; null when that is no one place.</param>
    /// <param name="Key">By which templates and recipes name it; made of the name when it is left out. It never changes.</param>
    public sealed record Input(string Name, SiteId? Site = null, string? Key = null);

    public static async Task<Outcome<Team>> Handle(Input input, PlaceBook places, Calendars calendars, TimeProvider clock, CancellationToken ct)
    {
        if (PlaceKey.Of(input.Key, input.Name) is not { } key)
        {
            return new InvalidInput("input.key", "Give a key of small letters, digits and dashes, such as \"front-door\".");
        }

        if (input.Site is { } site && !await calendars.Knows(site, ct))
        {
            return new NotFound("input.site");
        }

        var team = new Team(Id.New<TeamId>(clock), key, input.Name.Trim(), input.Site);
        return await places.Add(team, ct) ? team : new KeyTaken(key);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator() => RuleFor(i => i.Name).NotEmpty().MaximumLength(200);
    }
}
