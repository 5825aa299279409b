using System.Text.Json;
using CarePlatform.Platform;
using Xunit;

namespace CarePlatform.Journeys.Tests;

/// <summary>
/// Whoever may not see what comes from a program under 42 CFR Part 2 is told the same, by every field of the schema, as if there were nothing. It needs
/// no list of what could give it away: names, days, levels of care, gaps and risks are compared as they are sent.
/// </summary>
public sealed class Part2SweepTests
{
    // Reports count everybody who was served; whom they count is not told.
    private static readonly string[] Counts = ["accessFunnel", "timeToServices"];

    [Fact]
    public async Task Nothing_that_anybody_is_told_changes_with_what_a_program_knows_of_somebody()
    {
        var (tenant, ids) = await AccessSweepTests.Tenant(withPart2: false);
        var sweep = await AccessSweep.Of(tenant, "supervisor", ids);
        Assert.True(Id.TrySplit(ids["client"], out _, out var seen));
        var asked = await tenant.Do("intake-worker", "receiveInquiry", new
        {
            door = "CALL",
            person = new { given = "Ida", family = "Zqother", birthDate = "1981-02-03" },
            registerAsNew = true,
        }, "inquiry { client { id } }");
        Assert.True(Id.TrySplit(asked.GetProperty("client").GetProperty("id").GetString(), out _, out var unseen));
        await tenant.Quiet();
        string[] subjects = ["supervisor", "admin"];
        var (before, moving) = (new Dictionary<string, Dictionary<string, string>>(), new HashSet<string>());
        foreach (var subject in subjects)
        {
            // What differs from one time to the next by itself, such as the trail of reads, says nothing.
            var once = Values(await AccessSweepTests.Answers(sweep, tenant, subject));
            before[subject] = Values(await AccessSweepTests.Answers(sweep, tenant, subject));
            moving.UnionWith(Different(once, before[subject]));
        }

        // One is known from elsewhere, of the other nothing is known but that they asked.
        await AccessSweepTests.Visit(tenant, seen, AccessSweepTests.Part2, part2: true);
        await AccessSweepTests.Visit(tenant, unseen, AccessSweepTests.Part2, part2: true);
        await tenant.Quiet();
        foreach (var subject in subjects)
        {
            var now = Values(await AccessSweepTests.Answers(sweep, tenant, subject));
            Assert.DoesNotContain(now.Values, v => v.Contains(AccessSweepTests.Part2, StringComparison.Ordinal));
            var told = Different(before[subject], now).Except(moving).Where(path => !IsCount(path, now)).ToList();
            Assert.True(told.Count == 0, $"{subject} could tell by {string.Join(", ", told.Take(12).Select(p => $"{p}: {before[subject].GetValueOrDefault(p)} -> {now.GetValueOrDefault(p)}"))}");
        }
    }

    private static bool IsCount(string path, Dictionary<string, string> now) => Counts.Contains(path.Split('.', '/')[0])
        && (!now.TryGetValue(path, out var value) || decimal.TryParse(value, out _) || value is "null");

    private static IEnumerable<string> Different(Dictionary<string, string> one, Dictionary<string, string> other) =>
        one.Keys.Union(other.Keys).Where(path => one.GetValueOrDefault(path) != other.GetValueOrDefault(path));

    // Every value that was sent, by where it stood.
    private static Dictionary<string, string> Values(Dictionary<string, JsonElement> answers)
    {
        var values = new Dictionary<string, string>();
        foreach (var (root, answer) in answers)
        {
            foreach (var part in answer.EnumerateObject().Where(p => p.Name != "extensions"))
            {
                Read(part.Value, $"{root}/{part.Name}", values);
            }

            if (answer.TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty("redactions", out var redactions))
            {
                Read(redactions, $"{root}/redactions", values);
            }
        }

        return values;
    }

    private static void Read(JsonElement value, string path, Dictionary<string, string> values)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var part in value.EnumerateObject())
                {
                    Read(part.Value, $"{path}/{part.Name}", values);
                }

                break;
            case JsonValueKind.Array:
                foreach (var (i, item) in value.EnumerateArray().Index())
                {
                    Read(item, $"{path}/{i}", values);
                }

                break;
            default:
                values[path] = value.GetRawText();
                break;
        }
    }
}
