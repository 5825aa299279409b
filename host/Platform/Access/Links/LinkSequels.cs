namespace CarePlatform.Platform;

/// <summary>Something that whoever opens a one-time link is shown beside the form.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Text">What it says.</param>
public sealed record LinkFact(string Label, string Text);

/// <summary>A further link for whoever has answered one.</summary>
/// <param name="UseCase">The class of the mutation, marked with <see cref="ByLinkAttribute"/>.</param>
/// <param name="Subject">Wire id of what it is done to.</param>
/// <param name="Lifetime">How long it can be opened.</param>
public sealed record NextLink(Type UseCase, string Subject, TimeSpan Lifetime);

/// <summary>
/// What a module knows of the one-time links to its use cases: what whoever opens one is shown, and what they can go on with without an account. It
/// answers with nothing where a use case is not its own, and shows only what the organisation in whose name the link is used may see.
/// </summary>
public interface ILinkGuide
{
    /// <summary>What is shown when a link is opened; written down as a disclosure by whoever shows something of a person.</summary>
    /// <param name="useCase">Name of the use case.</param>
    /// <param name="subject">Wire id of what it is done to.</param>
    /// <param name="organisation">The partner organisation in whose name it is used.</param>
    Task<IReadOnlyList<LinkFact>> Facts(string useCase, string subject, OrganisationId? organisation, CancellationToken ct);

    /// <summary>What can be done next, once that was done.</summary>
    Task<IReadOnlyList<NextLink>> Next(string useCase, string subject, OrganisationId? organisation, CancellationToken ct);
}
