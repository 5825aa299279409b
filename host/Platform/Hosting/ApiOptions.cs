namespace CarePlatform.Platform;

/// <summary>What apps may ask of the API: the configuration section <c>Api</c>.</summary>
public sealed class ApiOptions
{
    /// <summary>The most that one operation may cost: about the number of objects that it can return.</summary>
    public double MaxCost { get; set; } = 20_000;

    /// <summary>What an app may spend at once in a tenant, on each host; 0 for no budget.</summary>
    public double Budget { get; set; } = 200_000;

    /// <summary>What comes back to such a budget in a second.</summary>
    public double BudgetPerSecond { get; set; } = 20_000;

    /// <summary>Whether costs are told and nothing is refused for them.</summary>
    public bool OnlyTellCosts { get; set; }

    /// <summary>A folder with the documents of apps, read at the start; without one none are registered.</summary>
    public string? Documents { get; set; }

    /// <summary>Whether only registered documents are executed.</summary>
    public bool OnlyRegisteredDocuments { get; set; }

    /// <summary>How many documents are kept that apps bring with their hash; 0 for none.</summary>
    public int AutomaticDocuments { get; set; } = 1_000;

    /// <summary>How long a subscription that is fed from the log waits between two messages; what happens meanwhile is told as one.</summary>
    public TimeSpan LivePause { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// The permission to see the schema, without which there is no introspection and no hint in errors, except in Development.
    /// When it is empty, whoever is signed in may see the schema of their tenant.
    /// </summary>
    public string SchemaPermission { get; set; } = "";
}
