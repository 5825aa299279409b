using Microsoft.Extensions.Configuration;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class EmbeddedRefusalTests : IAsyncDisposable
{
    private readonly Clusters _clusters = new();

    [Fact]
    public async Task Missing_programs_name_the_folder_and_the_way_out()
    {
        var refusal = await RefusalAsync(_clusters.Options with { Programs = "/nowhere/bin" });
        Assert.Contains("CARE_PG_BIN names /nowhere/bin", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_of_another_version_names_both_versions()
    {
        await MakeStoppedClusterAsync();
        await File.WriteAllTextAsync(Path.Combine(_clusters.Data, "PG_VERSION"), "12\n", TestContext.Current.CancellationToken);

        var refusal = await RefusalAsync(_clusters.Options);
        Assert.Contains("was made by PostgreSQL 12, but only ", refusal, StringComparison.Ordinal);
        Assert.Contains("install PostgreSQL 12", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_without_its_password_file_is_not_touched()
    {
        await MakeStoppedClusterAsync();
        File.Delete(Path.Combine(_clusters.State, "cluster.json"));

        Assert.Contains("is lost because", await RefusalAsync(_clusters.Options), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_clusters.Data, "PG_VERSION")));
    }

    [Fact]
    public async Task A_damaged_password_file_is_named()
    {
        await MakeStoppedClusterAsync();
        await File.WriteAllTextAsync(Path.Combine(_clusters.State, "cluster.json"), "{", TestContext.Current.CancellationToken);

        Assert.Contains("cluster.json", await RefusalAsync(_clusters.Options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_directory_that_is_a_file_is_refused()
    {
        var file = Path.GetTempFileName();
        var refusal = await RefusalAsync(new EmbeddedPostgresOptions { StateDirectory = file });
        File.Delete(file);
        Assert.Contains($"The state directory {file} cannot be used", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_directory_that_the_servers_user_cannot_reach_is_refused()
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess, "Only root hands the server to another user.");
        var closed = Directory.CreateTempSubdirectory("care-closed-").FullName;
        var refusal = await RefusalAsync(new EmbeddedPostgresOptions { StateDirectory = Path.Combine(closed, "state") });
        Directory.Delete(closed, recursive: true);

        Assert.Contains("cannot reach", refusal, StringComparison.Ordinal);
        Assert.Contains("CARE_STATE", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("initdb: error: could not create directory: No space left on device", "is full: free at least")]
    [InlineData("FATAL:  could not access directory: Permission denied", "cannot reach")]
    [InlineData("FATAL:  could not map anonymous shared memory: Cannot allocate memory", "did not get the memory")]
    [InlineData("FATAL:  database files are incompatible with server", "made by another version")]
    [InlineData("LOG:  starting\nFATAL:  the moon is full.\nLOG:  database system is shut down", "FATAL:  the moon is full. Its whole log is")]
    [InlineData("", "it wrote no reason")]
    public void What_PostgreSQL_wrote_becomes_one_sentence_that_helps(string output, string expected)
    {
        var refusal = ServerFailure.Explain(output, StateDirectory.Open(_clusters.State), "postgres");
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void A_full_disk_is_refused_before_anything_is_written()
    {
        var refusal = Assert.Throws<EmbeddedPostgresException>(() => ServerFailure.RequireRoom(Path.GetTempPath(), long.MaxValue));
        Assert.Contains("is full", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("0")]
    [InlineData("65536")]
    public void A_port_that_is_none_is_refused(string port)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("CARE_PG_PORT", port)]).Build();
        var refusal = Assert.Throws<EmbeddedPostgresException>(() => EmbeddedPostgresOptions.From(configuration));
        Assert.Contains($"CARE_PG_PORT is '{port}'", refusal.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _clusters.DisposeAsync();

    private async Task MakeStoppedClusterAsync()
    {
        await using var cluster = await _clusters.StartAsync();
    }

    private static async Task<string> RefusalAsync(EmbeddedPostgresOptions options)
    {
        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(
            () => EmbeddedPostgres.StartAsync(options, TestContext.Current.CancellationToken));
        Assert.DoesNotContain('\n', refusal.Message);
        return refusal.Message;
    }
}
