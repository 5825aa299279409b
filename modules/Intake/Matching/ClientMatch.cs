namespace CarePlatform.Intake;

/// <summary>A client who may be the person that was asked for.</summary>
internal sealed record ClientMatch(Client Client, MatchScore Score);
