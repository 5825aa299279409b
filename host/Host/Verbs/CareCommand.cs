using System.CommandLine;
using CarePlatform.Platform;

namespace CarePlatform.Host;

/// <summary>The verbs of ./care, for every system: <c>dotnet run --project host/Host -- &lt;verb&gt;</c>.</summary>
internal static class CareCommand
{
    public static RootCommand Create() => new("CarePlatform: care coordination for community organisations.")
    {
        RunVerb.Create(),
        MigrateVerb.Create(),
        TokenVerb.Create(),
        ImportVerb.Create(),
        VerifyVerb.Create(),
        SchemaVerb.Create(),
        NewVerb.Create(),
    };

    /// <summary>Runs the verb. What cannot be done is one sentence on the error stream and exit code 1; only a defect shows a stack trace.</summary>
    public static async Task<int> InvokeAsync(string[] args)
    {
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            // Ctrl-C asks the verb to end; stopping the database in good order may take a moment.
            ProcessTerminationTimeout = TimeSpan.FromMinutes(1),
        };
        try
        {
            return await Create().Parse(args).InvokeAsync(configuration);
        }
        catch (Exception refusal) when (refusal is HostException or EmbeddedPostgresException or MigrationException or RecipeException)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            // Ended by Ctrl-C before it was done.
            return 130;
        }
    }
}
