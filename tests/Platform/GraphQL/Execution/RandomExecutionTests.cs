using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class RandomExecutionTests
{
    private static readonly RandomTree Tree = new();

    [Fact]
    public void Any_document_is_answered_as_a_naive_executor_would() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), Gen.Choose(0, 40).ToArbitrary(), (seed, root) =>
        {
            var document = RandomTree.Document(seed);
            var (expected, got) = (Tree.NaiveAnswer(document, root), Tree.Answer(document, root).GetAwaiter().GetResult());
            return (expected == got).Label($"{document}\nexpected {expected}\ngot      {got}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public async Task Requests_at_the_same_time_do_not_disturb_each_other()
    {
        var documents = Enumerable.Range(0, 50).Select(RandomTree.Document).ToList();
        var expected = documents.Select(document => Tree.NaiveAnswer(document, 1)).ToList();
        await Parallel.ForEachAsync(Enumerable.Range(0, 500), TestContext.Current.CancellationToken, async (i, _) =>
            Assert.Equal(expected[i % 50], await Tree.Answer(documents[i % 50], 1)));
    }
}
