namespace CarePlatform.Platform;

/// <summary>Turns what PostgreSQL wrote when it failed into one sentence that says what to do.</summary>
internal static class ServerFailure
{
    public const long RoomForServer = 64L << 20;
    public const long RoomForNewCluster = 192L << 20;

    private static readonly string[] Levels = ["PANIC:", "FATAL:", "ERROR:", "error:"];

    public static EmbeddedPostgresException Explain(string output, StateDirectory state, string? user)
    {
        if (Says("No space left on device") || Says("Disk quota exceeded"))
        {
            return DiskFull(state.Root);
        }

        if (Says("Permission denied"))
        {
            return new EmbeddedPostgresException(
                $"The user {user ?? Environment.UserName}, as whom PostgreSQL runs, cannot reach {state.Server}: " +
                "give that user the folder, or set CARE_STATE to a directory outside of closed home folders.");
        }

        if (Says("Cannot allocate memory") || Says("could not create shared memory") || Says("could not map anonymous shared memory"))
        {
            return new EmbeddedPostgresException(
                "PostgreSQL did not get the memory that it needs (about 200 MB): end other programs, or raise the container's memory limit.");
        }

        if (Says("incompatible with server"))
        {
            return new EmbeddedPostgresException(
                $"The cluster in {state.Root} was made by another version of PostgreSQL: install that version, name its folder in " +
                "CARE_PG_BIN, or set CARE_STATE to another directory.");
        }

        var lines = output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var reason = lines.LastOrDefault(line => Levels.Any(level => line.Contains(level, StringComparison.Ordinal)))
            ?? lines.LastOrDefault()
            ?? "it wrote no reason";
        return new EmbeddedPostgresException($"PostgreSQL did not start: {reason.TrimEnd('.')}. Its whole log is {state.Log}.");

        bool Says(string text) => output.Contains(text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Refuses before anything is half written.</summary>
    public static void RequireRoom(string folder, long bytes)
    {
        if (new DriveInfo(folder).AvailableFreeSpace < bytes)
        {
            throw DiskFull(folder);
        }
    }

    private static EmbeddedPostgresException DiskFull(string folder) => new(
        $"The disk that holds {folder} is full: free at least {RoomForNewCluster >> 20} MB, or set CARE_STATE to a directory on another disk.");
}
