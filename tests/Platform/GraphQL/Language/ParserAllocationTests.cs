using System.Text;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class ParserAllocationTests
{
    [Theory]
    [InlineData("{ hello }", 1_200)]
    [InlineData("query Q($first: Int!) { clients(first: $first) { id name episodes { id state tasks { id title due owner { id name } } } } }", 5_000)]
    public void A_document_costs_its_tree_and_little_more(string text, long most)
    {
        ReadOnlyMemory<byte> bytes = Encoding.UTF8.GetBytes(text);
        SyntaxParser.ParseDocument(bytes);

        var before = GC.GetAllocatedBytesForCurrentThread();
        SyntaxParser.ParseDocument(bytes);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, most);
    }

    [Fact]
    public void A_string_that_is_long_is_copied_once()
    {
        const int length = 1_000_000;
        ReadOnlyMemory<byte> bytes = Encoding.UTF8.GetBytes($"{{ a(b: \"{new string('x', length)}\") }}");

        var before = GC.GetAllocatedBytesForCurrentThread();
        SyntaxParser.ParseDocument(bytes);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 2 * length, (2 * length) + 10_000);
    }
}
