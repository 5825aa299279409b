using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace CarePlatform.Benchmarks;

/// <summary>
/// The processor time that this process and its PostgreSQL have used: steadier than requests per second where other programs
/// use the machine as well. Reads /proc, so it is only known on Linux.
/// </summary>
internal sealed class CpuTime
{
    private static readonly double TicksPerSecond = 100;

    private readonly int _postmaster;

    private CpuTime(int postmaster) => _postmaster = postmaster;

    /// <summary>Finds the server that the connection string leads to.</summary>
    public static async Task<CpuTime> Of(string administratorConnectionString)
    {
        await using var connection = new NpgsqlConnection(administratorConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int", connection);
        return new CpuTime((int)(await command.ExecuteScalarAsync())!);
    }

    /// <summary>Used so far; null where it cannot be known.</summary>
    public TimeSpan? Used()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var used = Process.GetCurrentProcess().TotalProcessorTime;
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(f => char.IsAsciiDigit(Path.GetFileName(f)[0])))
        {
            try
            {
                // Behind the name in brackets: state, parent, …; own time at 11 and 12, that of ended children at 13 and 14.
                var text = File.ReadAllText(Path.Combine(folder, "stat"));
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                var isPostmaster = int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture) == _postmaster;
                if (isPostmaster || int.Parse(fields[1], CultureInfo.InvariantCulture) == _postmaster)
                {
                    var ticks = fields[11..(isPostmaster ? 15 : 13)].Sum(f => long.Parse(f, CultureInfo.InvariantCulture));
                    used += TimeSpan.FromSeconds(ticks / TicksPerSecond);
                }
            }
            catch (IOException)
            {
                // The process has ended meanwhile; its time is among that of the postmaster's children.
            }
        }

        return used;
    }
}
