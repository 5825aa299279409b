using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class DocumentManifestTests : IDisposable
{
    private const string Query = "{ books { name } }";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("care-documents-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_document_is_found_by_its_identifier_and_by_its_hash()
    {
        var manifest = new DocumentManifest([new("books", Query)]);
        Assert.Equal(Query, await manifest.Find("books", TestContext.Current.CancellationToken));
        Assert.Equal(Query, await manifest.Find(DocumentHash.IdOf(Query), TestContext.Current.CancellationToken));
        Assert.Null(await manifest.Find("Books", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_hash_is_the_one_of_the_specification() => Assert.Equal(
        "sha256:71f7dc5758652baac68e4a10c50be732b741c892ade2883a99358f52b555286b",
        DocumentHash.IdOf("query($id:ID!){user(id:$id){name}}"));

    [Fact]
    public async Task A_folder_holds_documents_maps_and_lists_of_operations()
    {
        Write("app/Authors.graphql", "{ authors { name } }");
        Write("relay.json", """{ "0123456789abcdef0123456789abcdef": "{ a: __typename }" }""");
        Write("apollo.json", """{ "format": "x", "version": 1, "operations": [ { "id": "one", "name": "One", "type": "query", "body": "{ b: __typename }" } ] }""");
        Write("notes.txt", "not a document");
        var manifest = DocumentManifest.FromFolder(_folder.FullName);
        Assert.Equal(6, manifest.Count);
        Assert.Equal("{ authors { name } }", await manifest.Find("Authors", TestContext.Current.CancellationToken));
        Assert.Equal("{ a: __typename }", await manifest.Find("0123456789abcdef0123456789abcdef", TestContext.Current.CancellationToken));
        Assert.Equal("{ b: __typename }", await manifest.Find("one", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("a.json", "[]", "must be a JSON object")]
    [InlineData("a.json", "{ \"one\": 1 }", "\"one\" must be a string")]
    [InlineData("a.json", "{ \"operations\": [ { \"id\": \"one\" } ] }", "has no \"body\"")]
    [InlineData("a.json", "{ \"sha256:0000000000000000000000000000000000000000000000000000000000000000\": \"{ a }\" }", "is not the hash of its document")]
    [InlineData("a.json", "{ \"md5:12\": \"{ a }\" }", "is no document identifier")]
    [InlineData("a.json", "{", "is no list of documents")]
    [InlineData("two words.graphql", "{ a }", "is no document identifier")]
    public void A_file_that_cannot_be_read_is_named_with_the_reason(string name, string content, string reason)
    {
        Write(name, content);
        var failure = Assert.Throws<InvalidDataException>(() => DocumentManifest.FromFolder(_folder.FullName));
        Assert.Contains(name, failure.Message);
        Assert.Contains(reason, failure.Message);
    }

    [Fact]
    public void One_identifier_cannot_stand_for_two_documents()
    {
        Write("a/Books.graphql", "{ books { name } }");
        Write("b/Books.graphql", "{ books { id } }");
        Assert.Contains("another document", Assert.Throws<InvalidDataException>(() => DocumentManifest.FromFolder(_folder.FullName)).Message);
    }

    private void Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
