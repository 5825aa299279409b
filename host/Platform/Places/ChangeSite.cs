using FluentValidation;

namespace CarePlatform.Platform;

/// <summary>Says anew what a site is called, or in which time zone it lies. What is left out stays; what is due already keeps its time.</summary>
[Mutation, Requires("platform.places")]
internal static class ChangeSite
{
    /// <param name="Site">Which one.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="TimeZone">The IANA time zone in which its days begin.</param>
    public sealed record Input(SiteId Site, string? Name = null, string? TimeZone = null);

    public static async Task<Outcome<Site>> Handle(Input input, PlaceBook places, Sites sites, CancellationToken ct)
    {
        if ((await sites.All(ct)).FirstOrDefault(s => s.Id == input.Site) is not { } now)
        {
            return new NotFound("input.site");
        }

        var next = now with { Name = input.Name?.Trim() ?? now.Name, TimeZone = input.TimeZone ?? now.TimeZone };
        await places.Change(next, ct);
        return next;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator()
        {
            RuleFor(i => i.Name).NotEmpty().MaximumLength(200).When(i => i.Name is not null);
            RuleFor(i => i.TimeZone).Must(AddSite.IsZone).WithMessage(AddSite.Unknown);
        }
    }
}
