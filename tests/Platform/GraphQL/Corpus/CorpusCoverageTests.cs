using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class CorpusCoverageTests
{
    [Fact]
    public void Every_file_of_recorded_cases_is_run_by_a_test()
    {
        Assert.SkipUnless(Directory.Exists(CorpusFolder.Path), $"There are no recorded cases at {CorpusFolder.Path}.");
        var tests = Path.Combine(CorpusFolder.RepositoryRoot, "tests", "Platform", "GraphQL");
        var code = string.Concat(Directory.EnumerateFiles(tests, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

        var files = Directory.EnumerateFiles(CorpusFolder.Path, "*.jsonl").Select(path => Path.GetFileNameWithoutExtension(path)).Order();

        Assert.DoesNotContain(files, file => !code.Contains($"CorpusRun.All(\"{file}\"", StringComparison.Ordinal));
    }
}
