using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Adds to an inquiry the work that it has made.</summary>
[Extends<InquiryId>]
internal static class InquiryWorkItems
{
    /// <summary>The work about this inquiry that the reader may see, the first due first; ended items too.</summary>
    [Feature("coordination"), Requires("coordination.read")]
    public static Loaded<IReadOnlyList<WorkItem>> WorkItems(InquiryId inquiry, WorkItemsBySubject loader) => loader.For(inquiry.ToString());
}

/// <summary>Adds to a client the work about them.</summary>
[Extends<ClientId>]
internal static class ClientWorkItems
{
    /// <summary>The work about this client that the reader may see, the first due first; ended items too.</summary>
    [Feature("coordination"), Requires("coordination.read")]
    public static Loaded<IReadOnlyList<WorkItem>> WorkItems(ClientId client, WorkItemsByClient loader) => loader.For(client);
}
