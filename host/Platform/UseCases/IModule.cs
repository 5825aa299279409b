using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>
/// A module's table of contents: what it is called, what can be switched in it and who may be allowed what. Use cases, views,
/// loaders, reactions, lookups, validators and the database context are found by scanning its assembly.
/// </summary>
public interface IModule
{
    /// <summary>Lower case; prefix of its features, permissions and events, and name of its database schema.</summary>
    string Name { get; }

    /// <summary>What a tenant can switch on and off.</summary>
    IReadOnlyList<FeatureDeclaration> Features { get; }

    /// <summary>What a role can be allowed.</summary>
    IReadOnlyList<PermissionDeclaration> Permissions { get; }

    /// <summary>Registers what scanning does not find.</summary>
    void Register(IServiceCollection services)
    {
    }

    /// <summary>Maps pages for people without an account; everything else goes through the API.</summary>
    void MapPages(IEndpointRouteBuilder endpoints)
    {
    }
}

/// <summary>Something that a tenant can switch on or off.</summary>
/// <param name="Id"><c>module</c> or <c>module.part</c>.</param>
/// <param name="Title">For administrators: what it gives, in a few words.</param>
/// <param name="Needs">Features that must be on as well.</param>
public sealed record FeatureDeclaration(string Id, string Title, params string[] Needs);

/// <summary>Something that a role can be allowed.</summary>
/// <param name="Id"><c>module.verb</c>.</param>
/// <param name="Title">For administrators: what the holder may do.</param>
public sealed record PermissionDeclaration(string Id, string Title);
