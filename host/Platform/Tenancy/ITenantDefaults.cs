namespace CarePlatform.Platform;

/// <summary>
/// What a module gives a tenant to begin with: templates, settings, code lists. Found by scanning; called within a session of the
/// tenant whenever it is founded, founded again or given another care model, and once after each deployment.
/// </summary>
public interface ITenantDefaults
{
    /// <summary>
    /// Adds what is missing and leaves alone what is there, so that it can be called at any time. It may take its part of the
    /// recipe with <see cref="Recipe.For{T}"/>. What its database context holds is saved afterwards.
    /// </summary>
    Task Install(Tenant tenant, Recipe recipe, CancellationToken ct);
}
