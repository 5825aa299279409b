using System.CommandLine;

namespace CarePlatform.Host;

/// <summary>Brings the database to this program's state.</summary>
internal static class MigrateVerb
{
    public static Command Create()
    {
        var command = new Command("migrate", "Brings the database to this program's state; needs the login care_owner on a server of your own.");
        command.SetAction((_, ct) => MigrateAsync(ct));
        return command;
    }

    private static async Task<int> MigrateAsync(CancellationToken ct)
    {
        var builder = CareHost.CreateBuilder();
        var applied = await HostDatabase.MigrateAsync(builder.Configuration, builder.Environment, ct);
        foreach (var file in applied)
        {
            await Console.Out.WriteLineAsync($"applied {file}");
        }

        await Console.Out.WriteLineAsync(applied.Count == 0 ? "Nothing to do: the database is up to date." : "The database is up to date.");
        return 0;
    }
}
