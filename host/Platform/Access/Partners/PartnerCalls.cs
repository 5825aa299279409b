using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>
/// Does for a partner organisation what it asked for from elsewhere, such as from a tenant of its own: the same use case, with the same checks, refusals and
/// trail, as if somebody of it had signed in here. For reactions that work off what has arrived.
/// </summary>
public sealed class PartnerCalls
{
    private readonly Session _session;
    private readonly IServiceScopeFactory _scopes;
    private readonly Catalog _catalog;
    private readonly UseCasePipeline _pipeline;

    internal PartnerCalls(Session session, IServiceScopeFactory scopes, Catalog catalog, UseCasePipeline pipeline) =>
        (_session, _scopes, _catalog, _pipeline) = (session, scopes, catalog, pipeline);

    /// <summary>
    /// Does it in a transaction of its own, beside the session's. A repeat with the same key does nothing again, so that the caller may begin anew when it
    /// dies before it has written down what came of it.
    /// </summary>
    /// <param name="useCase">The class of a mutation that is marked with <see cref="ForPartnersAttribute"/>.</param>
    /// <param name="input">Its input.</param>
    /// <param name="partner">For which organisation.</param>
    /// <param name="byName">Who of it asked, by name: for histories and the trail.</param>
    /// <param name="key">Tells this request from every other of the tenant.</param>
    /// <returns>Why it was not done, where it was refused or is not open to the partner; null when it was done.</returns>
    /// <exception cref="ArgumentException">The mutation is not open to partners.</exception>
    public async Task<PartnerCallRefused?> Do(Type useCase, object input, OrganisationId partner, string byName, string key, CancellationToken ct)
    {
        if (_catalog.UseCases.FirstOrDefault(u => u.Type == useCase) is not { IsForPartners: true } found)
        {
            throw new ArgumentException($"{useCase.Name} is no mutation that is marked with [ForPartners].", nameof(useCase));
        }

        await using var scope = _scopes.CreateAsyncScope();
        var actor = new Actor(
            null, byName, new HashSet<string>(), new HashSet<TeamId>(), new Dictionary<string, Reach> { [found.Permission] = Reach.Organisation })
        {
            Organisation = partner,
        };
        scope.ServiceProvider.GetRequiredService<Session>().Begin(_session.Tenant, actor, _session.Correlation, _session.Causation);
        try
        {
            var outcome = await _pipeline.Run(new Call(found, input, scope.ServiceProvider, $"partner/{partner}/{key}", ct));
            return outcome.Refusals is [var why, ..] ? new PartnerCallRefused(why.Code, why.Message) : null;
        }
        catch (DeniedException denied)
        {
            return new PartnerCallRefused(denied.Code, denied.Message);
        }
    }
}

/// <summary>Why something was not done for a partner.</summary>
/// <param name="Code">The code of the refusal, or of the denial.</param>
/// <param name="Message">What is wrong and what to do, for people; it tells nothing of a client that the partner did not send.</param>
public sealed record PartnerCallRefused(string Code, string Message);
