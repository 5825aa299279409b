namespace CarePlatform.Coordination.Contracts;

/// <summary>A level of management at which problems are answered.</summary>
public enum Tier
{
    /// <summary>The team itself, at its board.</summary>
    Team,

    /// <summary>Those who lead the program.</summary>
    Program,

    /// <summary>Those who lead the organisation.</summary>
    Executive,
}
