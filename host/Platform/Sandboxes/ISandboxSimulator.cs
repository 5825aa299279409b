namespace CarePlatform.Platform;

/// <summary>
/// Makes something happen in a sandbox that in the world others do or time does: a payer that ends coverage, a partner that answers.
/// A module writes one for what it can simulate, and it is found by scanning. It must do the real thing by the module's own
/// rules, so that everything that hangs on it happens as well; what it only pretends is whoever does it. It is called for sandboxes only.
/// </summary>
public interface ISandboxSimulator
{
    /// <summary>By which it is asked for, such as <c>coverage-lapse</c>.</summary>
    string Key { get; }

    /// <summary>What happens, in a few words.</summary>
    string Title { get; }

    /// <summary>What it does, what it takes from the input, what it chooses where nothing is said, and what there is to see then.</summary>
    string Description { get; }

    /// <summary>The feature that must be on for it; null when none need be.</summary>
    string? Feature { get; }

    /// <summary>Makes it happen in the session's transaction.</summary>
    Task<Outcome<Simulated>> Run(SimulationWish wish, CancellationToken ct);
}

/// <summary>What is to happen, and to whom. A simulator refuses what it cannot use, and chooses for itself where nothing is said.</summary>
/// <param name="Subject">The wire id of the person, work item or other thing to which it shall happen; chosen at random when null.</param>
/// <param name="By">For how long, or how far.</param>
/// <param name="Value">A value that is reported.</param>
public sealed record SimulationWish(string? Subject, TimeSpan? By, decimal? Value);

/// <summary>What has happened.</summary>
/// <param name="What">One sentence, without names of people.</param>
/// <param name="Subjects">Wire ids of the things to which it happened.</param>
public sealed record Simulated(string What, IReadOnlyList<string> Subjects);

/// <summary>There is nothing in the sandbox to which it could happen.</summary>
/// <param name="Why">What is missing, and how it comes about.</param>
public sealed record NothingToSimulate(string Why) : Refusal("platform.nothing_to_simulate", Why, "input.subject");
