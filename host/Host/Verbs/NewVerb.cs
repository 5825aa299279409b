using System.CommandLine;

namespace CarePlatform.Host;

/// <summary>Makes files in house shape.</summary>
internal static class NewVerb
{
    public static Command Create()
    {
        var module = new Argument<string>("module") { Description = "A folder of modules/, such as Intake." };
        var name = new Argument<string>("name") { Description = "A verb and a noun, such as ReceiveInquiry." };
        var useCase = new Command("use-case", "Makes a use case and its test.") { module, name };
        useCase.SetAction(parsed => Write(parsed.GetRequiredValue(module), parsed.GetRequiredValue(name)));
        return new Command("new", "Makes files in house shape.") { useCase };
    }

    private static int Write(string module, string name)
    {
        foreach (var file in NewUseCase.Write(RepositoryRoot(), module, name))
        {
            Console.Out.WriteLine($"wrote {file}");
        }

        return 0;
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CarePlatform.sln")))
            {
                return folder.FullName;
            }
        }

        throw new HostException("CarePlatform.sln was not found here or above: run this inside a clone of the repository.");
    }
}
