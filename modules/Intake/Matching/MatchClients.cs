using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Clients who may be a person, the likeliest first, each with its score and the reasons.</summary>
[Query, Feature("intake"), Requires("intake.receive")]
internal static class MatchClients
{
    /// <summary>Who is looked for.</summary>
    /// <param name="Person">What is known of the person.</param>
    public sealed record Input(PersonDetails Person);

    public static async Task<IReadOnlyList<ClientMatch>> Handle(Input input, IntakeDb db, CancellationToken ct) =>
        await db.FindMatches(input.Person.ToPerson(), await db.MatchSettings(ct), ct);
}

/// <summary>A client who may be the person that was asked for.</summary>
[View<ClientMatch>]
internal static class ClientMatchView
{
    /// <summary>The client.</summary>
    public static Client Client(ClientMatch match) => match.Client;

    /// <summary>How likely, from 0 to 100.</summary>
    public static int Score(ClientMatch match) => match.Score.Points;

    /// <summary>Why.</summary>
    public static IReadOnlyList<MatchReason> Reasons(ClientMatch match) => match.Score.Reasons;
}

/// <summary>One reason for a score.</summary>
[View<MatchReason>]
internal static class MatchReasonView
{
    /// <summary>What was compared.</summary>
    public static ComparedFact Fact(MatchReason reason) => reason.Fact;

    /// <summary>How well it agrees.</summary>
    public static Agreement Agreement(MatchReason reason) => reason.Agreement;

    /// <summary>What it adds to the score, or takes from it.</summary>
    public static int Points(MatchReason reason) => reason.Points;
}
