using FluentValidation;

namespace CarePlatform.Platform;

/// <summary>Says anew what an organisation is called, or what it is. What is left out stays.</summary>
[Mutation, Requires("platform.places")]
internal static class ChangeOrganisation
{
    /// <param name="Organisation">Which one.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Kind">What it is: from the next request on it is shown what the privacy policy shows organisations of this kind.</param>
    public sealed record Input(OrganisationId Organisation, string? Name = null, string? Kind = null);

    public static async Task<Outcome<Organisation>> Handle(
        Input input, PlaceBook places, OrganisationById organisations, Session session, TenantCatalog tenants, PrivacyPolicies policies,
        CancellationToken ct)
    {
        if ((await organisations.ReadAsync([input.Organisation], ct)).GetValueOrDefault(input.Organisation) is not { } now)
        {
            return new NotFound("input.organisation");
        }

        var next = now with { Name = input.Name?.Trim() ?? now.Name, Kind = input.Kind ?? now.Kind };
        await places.Change(next, ct);
        session.AfterCommit(() =>
        {
            tenants.Forget(session.Tenant.Id);
            policies.Forget(session.Tenant.Id);
        });
        return next;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator()
        {
            RuleFor(i => i.Name).NotEmpty().MaximumLength(200).When(i => i.Name is not null);
            RuleFor(i => i.Kind).Must(k => k is null || PlaceKey.Of(k, "") is not null).WithMessage("Say what it is in small letters and dashes, such as \"food-bank\".");
        }
    }
}
