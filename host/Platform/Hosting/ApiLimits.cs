using System.Security.Claims;
using CarePlatform.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>Turns what is configured about the API into the server's limits.</summary>
internal static class ApiLimits
{
    // How tokens name the app that asks; one that names none is the app without a name.
    private static readonly string[] AppClaims = ["azp", "client_id"];

    /// <summary>Every app has a budget in every tenant, so that no app can take another's, or another tenant's, time.</summary>
    public static CostOptions Cost(ApiOptions options, TimeProvider time) => new()
    {
        MaxCost = options.MaxCost,
        TellsOnly = options.OnlyTellCosts,
        Budget = options.Budget > 0
            ? new LeakyBuckets(request => AccountOf(request, options), time)
            : null,
    };

    /// <summary>The documents that apps can name.</summary>
    /// <exception cref="InvalidOperationException">Only registered documents are wanted, and none are.</exception>
    public static PersistedDocuments Documents(ApiOptions options)
    {
        if (options.OnlyRegisteredDocuments && options.Documents is null)
        {
            throw new InvalidOperationException(
                "Api:OnlyRegisteredDocuments is set, but no documents are: name their folder in Api:Documents.");
        }

        return new PersistedDocuments
        {
            Registered = options.Documents is { } folder ? DocumentManifest.FromFolder(folder) : null,
            Automatic = options.AutomaticDocuments > 0 ? new AutomaticDocuments(options.AutomaticDocuments) : null,
            OnlyRegistered = options.OnlyRegisteredDocuments,
        };
    }

    /// <summary>Whether a caller may see the schema; null where everybody may.</summary>
    /// <exception cref="InvalidOperationException">No module declares the permission.</exception>
    public static Func<GraphQLRequest, bool>? MayIntrospect(ApiOptions options, Catalog catalog, bool isDevelopment)
    {
        var permission = options.SchemaPermission;
        if (permission.Length > 0 && !catalog.Modules.SelectMany(m => m.Permissions).Any(p => p.Id == permission))
        {
            throw new InvalidOperationException($"Api:SchemaPermission is \"{permission}\", which no module declares.");
        }

        return permission.Length == 0 || isDevelopment
            ? null
            : request => request.Services.GetRequiredService<Session>().Actor.ReachOf(permission) is not Reach.None;
    }

    // An API client is known for what it is and may have a budget of its own; an app is known by what its token says.
    private static CostAccount AccountOf(RequestContext request, ApiOptions options)
    {
        var session = request.Services.GetRequiredService<Session>();
        var app = session.Actor.Client?.ToString() ?? (request.User is ClaimsPrincipal principal
            ? AppClaims.Select(claim => principal.FindFirst(claim)?.Value).FirstOrDefault(value => !string.IsNullOrEmpty(value))
            : null);
        var budget = session.Actor.Budget ?? new ApiBudget(options.Budget, options.BudgetPerSecond);
        return new CostAccount($"{session.Tenant.Id.Value:N} {app}", budget.Capacity, budget.PerSecond);
    }
}
