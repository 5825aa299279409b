using FluentValidation;

namespace CarePlatform.Platform;

/// <summary>Enters a place where the organisation works. It keeps the organisation's calendar until it gets one of its own.</summary>
[Mutation, Requires("platform.places")]
internal static class AddSite
{
    /// <param name="Name">Its name.</param>
    /// <param name="TimeZone">The IANA time zone in which its days begin, such as <c>America/New_York</c>; the organisation's when it is left out.</param>
    /// <param name="Key">By which templates and recipes name it; made of the name when it is left out. It never changes.</param>
    public sealed record Input(string Name, string? TimeZone = null, string? Key = null);

    public static async Task<Outcome<Site>> Handle(Input input, PlaceBook places, Session session, TimeProvider clock, CancellationToken ct)
    {
        if (PlaceKey.Of(input.Key, input.Name) is not { } key)
        {
            return new InvalidInput("input.key", "Give a key of small letters, digits and dashes, such as \"harbor-street\".");
        }

        var site = new Site(Id.New<SiteId>(clock), key, input.Name.Trim(), input.TimeZone ?? session.Tenant.TimeZone.Id);
        return await places.Add(site, ct) ? site : new KeyTaken(key);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator()
        {
            RuleFor(i => i.Name).NotEmpty().MaximumLength(200);
            RuleFor(i => i.TimeZone).Must(IsZone).WithMessage(Unknown);
        }
    }

    internal const string Unknown = "Give an IANA time zone, such as \"America/New_York\".";

    internal static bool IsZone(string? zone) => zone is null || (zone.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _));
}
