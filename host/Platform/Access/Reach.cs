namespace CarePlatform.Platform;

/// <summary>How far a permission reaches: the relationship between its holder and the work or the client.</summary>
public enum Reach
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>What the holder owns: the own caseload.</summary>
    Own,

    /// <summary>What the holder's teams own.</summary>
    Team,

    /// <summary>What belongs to the holder's organisation: for staff the whole tenant, for a partner what was sent to it.</summary>
    Organisation,

    /// <summary>Everything of the tenant.</summary>
    Tenant,
}
