namespace CarePlatform.Platform;

/// <summary>What organisations may found for themselves: the configuration section <c>Sandboxes</c>.</summary>
public sealed class SandboxOptions
{
    /// <summary>How many sandboxes an organisation may have at once; 0 for none.</summary>
    public int PerTenant { get; set; } = 10;

    /// <summary>How many of them one API client may have.</summary>
    public int PerClient { get; set; } = 3;

    /// <summary>After how many days a sandbox is removed when nothing else is asked for.</summary>
    public int Days { get; set; } = 14;

    /// <summary>For how many days from now a sandbox can be asked for at most; extending it again later is allowed.</summary>
    public int MostDays { get; set; } = 90;

    /// <summary>The database (cell) in which new sandboxes live; the home database when none is named.</summary>
    public string? Database { get; set; }
}
