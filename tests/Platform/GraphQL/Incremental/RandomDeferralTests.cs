using System.Globalization;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class RandomDeferralTests
{
    private static readonly RandomTree Tree = new();

    [Fact]
    public void The_parts_of_any_document_put_together_are_the_answer_at_once()
    {
        var (complete, inParts) = (0, 0);
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), Gen.Choose(0, 40).ToArbitrary(), (seed, root) =>
        {
            var document = RandomIncrementalDocument.Of(seed);
            var payloads = Tree.Executor.AskInParts(RandomTree.Request(document, root)).GetAwaiter().GetResult();
            var merged = PayloadMerge.Of(payloads);
            inParts += payloads.Count > 1 ? 1 : 0;
            if (merged.IsIncomplete)
            {
                return true.Label("Null that rises in a fragment does not reach what the client has already.");
            }

            complete += payloads.Count > 1 ? 1 : 0;
            using var atOnce = Tree.Executor
                .Execute(RandomTree.Request(RandomIncrementalDocument.AtOnce(document), root)).AsTask().GetAwaiter().GetResult();
            var data = JsonNode.Parse(atOnce.ToString())!["data"];
            var expected = NullsOf(data, atOnce.Errors.Select(error => string.Join('.', error.Path ?? [error.Message])));
            var nulls = NullsOf(merged.Data, merged.ErrorPaths);
            return (JsonNode.DeepEquals(data, merged.Data) && expected == nulls).Label(
                $"{document}\nexpected {data?.ToJsonString()} {expected}\ngot      {merged.Data?.ToJsonString()} {nulls}\n{string.Join('\n', payloads)}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
        Assert.True(complete > 200 && inParts > complete, $"{inParts} in parts, {complete} of them complete");
    }

    /// <summary>
    /// Where errors have left null. Of an object that null took the place of it is not said which of its fields failed first: that
    /// depends on which of them come later.
    /// </summary>
    private static string NullsOf(JsonNode? data, IEnumerable<string> errorPaths) => string.Join(
        ' ', errorPaths.Select(path => NullAbove(data, path.Split('.'))).Distinct().Order(StringComparer.Ordinal));

    private static string NullAbove(JsonNode? node, string[] path)
    {
        var depth = 0;
        for (; depth < path.Length && node is not null; depth++)
        {
            node = node is JsonArray list ? list[int.Parse(path[depth], CultureInfo.InvariantCulture)] : node[path[depth]];
        }

        Assert.Null(node);
        return string.Join('.', path[..depth]);
    }
}
