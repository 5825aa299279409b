using System.Text;
using System.Text.RegularExpressions;
using CarePlatform.Edi;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>Every X12 file of the public data is read, or refused with a reason that names the place.</summary>
public sealed partial class X12FilesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_file_gives_the_transaction_sets_that_its_provenance_names()
    {
        var provenance = ProvenanceRow().Matches(await File.ReadAllTextAsync(Path.Combine(Data(), "PROVENANCE.md"), Ct))
            .ToDictionary(m => m.Groups["path"].Value, m => (Code: m.Groups["code"].Value, Count: int.Parse(m.Groups["count"].ValueSpan)));
        Assert.NotEmpty(provenance);
        foreach (var (path, expected) in provenance.Where(p => p.Key != "x12-edi-835-parser/blue_cross_nc_sample.txt"))
        {
            var (sets, problems) = await Read(path);
            Assert.True(sets.Count == expected.Count && sets.TrueForAll(s => s.Code == expected.Code), $"{path}: {sets.Count} sets; {string.Join("; ", problems)}");
        }
    }

    [Theory]
    [InlineData("x12-linuxforhealth")]
    [InlineData("x12-moov")]
    public async Task Well_formed_files_have_no_problem(string folder) => Assert.All(
        Directory.EnumerateFiles(Path.Combine(Data(), folder), "*.*", SearchOption.AllDirectories),
        file => Assert.Empty(Read(Path.GetRelativePath(Data(), file)).Result.Problems));

    [Theory]
    [InlineData("x12-edi-835-parser/blue_cross_nc_sample.txt", "NoInterchangeHeader 1")]
    [InlineData("x12-imsweb/x12_bad_segment_identifier.txt", "SegmentIdentifier 6, SegmentIdentifier 11, SegmentIdentifier 20, Count 36 SE01")]
    [InlineData("x12-imsweb/x12_valid.txt", "Count 36 SE01")]
    [InlineData("x12-imsweb/x12_many_claims.txt", "Count 11488 SE01")]
    [InlineData("x12-imsweb/x12_complex.txt", "Count 149 SE01, Count 296 SE01, Count 297 GE01")]
    [InlineData("x12-imsweb/x270.txt", "Count 16 SE01, ControlNumber 18 IEA02")]
    [InlineData("x12-imsweb/x271.txt", "Count 20 SE01, ControlNumber 22 IEA02")]
    [InlineData("x12-278-aurelianware/x217-outpatient-request.edi", "Count 16 SE01")]
    public async Task Malformed_files_are_told_by_segment_and_element(string path, string expected)
    {
        var (_, problems) = await Read(path);
        Assert.Equal(expected, string.Join(", ", problems.Select(
            p => $"{p.Fault} {p.Segment}{(p.Element is null ? "" : $" {p.SegmentId}{p.Element:00}")}")));
    }

    [Fact]
    public async Task The_position_of_a_problem_is_the_byte_at_which_its_segment_or_element_stands()
    {
        foreach (var file in Directory.EnumerateFiles(Data(), "*.*", SearchOption.AllDirectories).Where(f => f.Contains($"{Path.DirectorySeparatorChar}x12-")))
        {
            var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Ct));
            foreach (var problem in (await Read(Path.GetRelativePath(Data(), file))).Problems)
            {
                var there = text[(int)problem.Position..];
                if (problem.Element is null)
                {
                    Assert.StartsWith(problem.SegmentId, there, StringComparison.Ordinal);
                }
                else
                {
                    Assert.Equal(text[3], text[(int)problem.Position - 1]);
                }
            }
        }
    }

    [Fact]
    public async Task An_interchange_header_that_is_too_short_is_told_and_read_all_the_same()
    {
        var text = (await File.ReadAllTextAsync(Path.Combine(Data(), "x12-linuxforhealth/270_005010X279A1/subscriber-health-benefit-check.270"), Ct))
            .Replace("*30*12345          *", "*30*12345         *", StringComparison.Ordinal);
        var (sets, problems) = X12Sets.Of(text);
        Assert.Equal("270", Assert.Single(sets).Code);
        var problem = Assert.Single(problems);
        Assert.Equal((X12Fault.ElementLength, 1, 8, 54L), (problem.Fault, problem.Segment, problem.Element, problem.Position));
    }

    private static async Task<(List<X12Set> Sets, IReadOnlyList<X12Problem> Problems)> Read(string path)
    {
        var sets = new List<X12Set>();
        await using var stream = File.OpenRead(Path.Combine(Data(), path));
        var reading = new X12Sets(stream);
        try
        {
            await foreach (var set in reading.ReadAsync(Ct))
            {
                sets.Add(set);
            }

            return (sets, reading.Problems);
        }
        catch (X12Exception unreadable)
        {
            return (sets, [.. reading.Problems, unreadable.Problem]);
        }
    }

    private static string Data()
    {
        var folder = Environment.GetEnvironmentVariable("CARE_DATA") is { Length: > 0 } configured ? configured : Beside();
        Assert.SkipUnless(Directory.Exists(folder), $"The test needs the public data at {folder}. Set CARE_DATA to the folder that holds it.");
        return folder;
    }

    private static string Beside()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CarePlatform.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not lie inside the repository.");
        }

        return Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data"));
    }

    [GeneratedRegex(@"^\| (?<path>x12-\S+) \|.*\| ST (?<code>\d{3})x(?<count>\d+) \|", RegexOptions.Multiline)]
    private static partial Regex ProvenanceRow();
}
