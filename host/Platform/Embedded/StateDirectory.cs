namespace CarePlatform.Platform;

/// <summary>The folder of one embedded cluster, and the locks through which several hosts share it.</summary>
/// <remarks>
/// <c>cluster.json</c> port and password · <c>server/data</c> the cluster · <c>server/postgres.log</c> its log ·
/// <c>turn.lock</c> held while a host starts or stops the server · <c>hosts.lock</c> held shared by every host that uses it.
/// The system drops a lock with the process that held it, so a killed host counts no longer.
/// </remarks>
internal sealed class StateDirectory
{
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(3);

    private StateDirectory(string root) => Root = root;

    public string Root { get; }

    public string Settings => Path.Combine(Root, "cluster.json");

    public string Server => Path.Combine(Root, "server");

    public string Data => Path.Combine(Server, "data");

    public string Log => Path.Combine(Server, "postgres.log");

    private string Hosts => Path.Combine(Root, "hosts.lock");

    /// <summary>Makes the folder when it is missing, closed to other users.</summary>
    public static StateDirectory Open(string path)
    {
        var root = Path.GetFullPath(path);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(root);
            }
            else
            {
                // As root the server's user must be able to pass through to its own folder.
                const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
                const UnixFileMode Pass = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
                Directory.CreateDirectory(root, Environment.IsPrivilegedProcess ? Own | Pass : Own);
            }
        }
        catch (Exception cause) when (cause is UnauthorizedAccessException or IOException)
        {
            throw NoAccess(root, cause);
        }

        return new StateDirectory(root);
    }

    /// <summary>Waits for the right to start or stop the server; hosts take it one after the other.</summary>
    public async Task<IDisposable> TakeTurnAsync(CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (TryLock(Path.Combine(Root, "turn.lock"), FileAccess.ReadWrite, FileShare.None) is { } turn)
            {
                return turn;
            }

            if (TimeProvider.System.GetElapsedTime(began) > LongestTurn)
            {
                throw new EmbeddedPostgresException(
                    $"Another host has been starting or stopping the server in {Root} for minutes: end that host, then try again.");
            }

            await Task.Delay(20, ct);
        }
    }

    /// <summary>Marks that a host uses the server, until disposed.</summary>
    public IDisposable Attend() =>
        TryLock(Hosts, FileAccess.Read, FileShare.Read)
        ?? throw new EmbeddedPostgresException($"{Hosts} is locked by another program: end that program, then try again.");

    /// <summary>True when no host uses the server any more.</summary>
    public bool IsDeserted()
    {
        using var alone = TryLock(Hosts, FileAccess.ReadWrite, FileShare.None);
        return alone is not null;
    }

    private FileStream? TryLock(string file, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, access, share);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw NoAccess(Root, cause);
        }
        catch (IOException cause) when (IsHeldByAnother(cause))
        {
            return null;
        }
    }

    // EWOULDBLOCK of Linux and macOS; sharing and lock violation of Windows.
    private static bool IsHeldByAnother(IOException cause) => (cause.HResult & 0xFFFF) is 11 or 35 or 32 or 33;

    private static EmbeddedPostgresException NoAccess(string root, Exception cause) => new(
        $"The state directory {root} cannot be used by {Environment.UserName} ({cause.Message}): " +
        "change its owner, or set CARE_STATE to a directory that you may write.", cause);
}
