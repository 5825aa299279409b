using Xunit;

namespace CarePlatform.Architecture.Tests;

/// <summary>Compares generated text with the reviewed file in the repository.</summary>
internal static class Snapshot
{
    /// <summary>Fails when the file differs; leaves what was generated beside it as <c>*.received.*</c>.</summary>
    public static void Matches(string path, string generated)
    {
        var file = Path.Combine(Repository.Root, path);
        var reviewed = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        var received = Path.ChangeExtension(file, ".received" + Path.GetExtension(file));
        if (reviewed == generated)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, generated);
        Assert.Fail($"{path} is not what the code says. Compare it with {Path.GetFileName(received)}; if the change is meant, run ./care schema and review the diff.");
    }
}
