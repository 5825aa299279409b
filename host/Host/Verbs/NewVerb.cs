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
        foreach (var file in NewUseCase.Write(RepositoryRoot.Find(), module, name))
        {
            Console.Out.WriteLine($"wrote {file}");
        }

        return 0;
    }
}
