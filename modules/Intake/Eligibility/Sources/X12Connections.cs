namespace CarePlatform.Intake;

/// <summary>
/// The host's configuration section <c>Eligibility</c>: connections to payers and clearing houses by name. Addresses and secrets
/// are the operator's; a tenant chooses among the connections that name it.
/// </summary>
internal sealed class X12Connections
{
    /// <summary>By name.</summary>
    public Dictionary<string, X12Connection> Connections { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The connection, if the tenant may use it.</summary>
    public X12Connection? For(string? name, string tenant) =>
        name is not null && Connections.GetValueOrDefault(name) is { } connection && connection.Tenants.Contains(tenant, StringComparer.OrdinalIgnoreCase)
            ? connection
            : null;
}

/// <summary>How one payer or clearing house is reached.</summary>
internal sealed class X12Connection
{
    /// <summary>The address of its real-time endpoint; HTTPS, but for tests on this machine.</summary>
    public required Uri Url { get; init; }

    /// <summary>Slugs of the tenants that may use it.</summary>
    public IReadOnlyList<string> Tenants { get; init; } = [];

    public string? UserName { get; init; }

    public string? Password { get; init; }

    /// <summary>ISA05 to ISA08.</summary>
    public string SenderQualifier { get; init; } = "ZZ";

    public required string Sender { get; init; }

    public string ReceiverQualifier { get; init; } = "ZZ";

    public required string Receiver { get; init; }

    /// <summary>Who traces the question (TRN03): ten characters; 9 and the provider's number when nothing is said.</summary>
    public string? Originator { get; init; }

    /// <summary>Whether the partner treats what is sent as a test (ISA15).</summary>
    public bool Test { get; init; }

    /// <summary>How long one attempt may take. CORE's rule for real time is 20 seconds.</summary>
    public int TimeoutSeconds { get; init; } = 20;

    /// <summary>How often is asked again when the network, or the partner's server, fails.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>How many questions are under way at once.</summary>
    public int Parallel { get; init; } = 8;

    /// <summary>Whether an answer whose envelopes miscount is read all the same; many payers miscount.</summary>
    public bool TolerateCounts { get; init; }

    /// <summary>The version of CORE's connectivity rule that is announced.</summary>
    public string CoreVersion { get; init; } = "2.2.0";
}
