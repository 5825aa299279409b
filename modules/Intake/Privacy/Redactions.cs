using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>What the caller does not see of a client, and why.</summary>
[Extends<ClientId>]
internal static class ClientRedactions
{
    /// <summary>
    /// What the caller does not see of the client for the purpose of this request, by type and field. Of records of a program under 42 CFR
    /// Part 2 it says only that they would be withheld if there were any.
    /// </summary>
    public static async Task<IReadOnlyList<Redaction>> Redactions(ClientId client, RequestAccess access, CancellationToken ct) =>
        [.. (await access.RedactionsOf(client.Value, ct)).Where(r => !r.Path.StartsWith("Shared", StringComparison.Ordinal))];
}

/// <summary>Something that the caller does not see.</summary>
[View<Redaction>]
internal static class RedactionView
{
    /// <summary>Type and field, such as <c>Client.conditions</c>; a type alone where rows of it are withheld.</summary>
    public static string Path(Redaction redaction) => redaction.Path;

    /// <summary>The number of the rule that objects.</summary>
    public static int Rule(Redaction redaction) => redaction.Rule;

    /// <summary>Why, in plain words.</summary>
    public static string Reason(Redaction redaction) => redaction.Reason;
}
