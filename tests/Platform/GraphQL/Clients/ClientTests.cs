using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>
/// Programs of others as clients of ours (see tests/Clients): every check of every program is a test. Without Node each program is
/// one skipped test that says why.
/// </summary>
public sealed class ClientTests
{
    public static Task<IReadOnlyList<TheoryDataRow<string, string?>>> Audits => ChecksOf("audit.js");

    public static Task<IReadOnlyList<TheoryDataRow<string, string?>>> Sockets => ChecksOf("sockets.js");

    public static Task<IReadOnlyList<TheoryDataRow<string, string?>>> Streams => ChecksOf("streams.js");

    public static Task<IReadOnlyList<TheoryDataRow<string, string?>>> Schemas => ChecksOf("schemas.js");

    /// <summary>What GraphQL over HTTP says a server must, should and may do; each of them is done.</summary>
    [Theory]
    [MemberData(nameof(Audits), DisableDiscoveryEnumeration = true)]
    public void The_audits_of_graphql_http_pass(string audit, string? failure) => Agrees(audit, failure);

    [Theory]
    [MemberData(nameof(Sockets), DisableDiscoveryEnumeration = true)]
    public void The_client_graphql_ws_is_served(string conversation, string? failure) => Agrees(conversation, failure);

    [Theory]
    [MemberData(nameof(Streams), DisableDiscoveryEnumeration = true)]
    public void The_client_graphql_sse_is_served(string conversation, string? failure) => Agrees(conversation, failure);

    [Theory]
    [MemberData(nameof(Schemas), DisableDiscoveryEnumeration = true)]
    public void The_reference_implementation_reads_our_schemas(string reading, string? failure) => Agrees(reading, failure);

    private static void Agrees(string name, string? failure) => Assert.True(failure is null, $"{name}: {failure}");

    private static async Task<IReadOnlyList<TheoryDataRow<string, string?>>> ChecksOf(string program)
    {
        if (await NodePrograms.FindObstacle() is { } obstacle)
        {
            return [new TheoryDataRow<string, string?>(program, null) { Skip = obstacle }];
        }

        await using var host = await ClientHost.Start();
        return [.. (await NodePrograms.Run(program, host.Address)).Select(check => new TheoryDataRow<string, string?>(check.Name, check.Failure))];
    }
}
