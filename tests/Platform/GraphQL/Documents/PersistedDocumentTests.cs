using System.Text.Json;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class PersistedDocumentTests
{
    private const string Query = "query Q($id: Int!) { author(id: $id) { name } }";
    private const string Ada = "{'data':{'author':{'name':'Ada'}}}";

    private readonly Library _library = new();

    [Fact]
    public async Task A_registered_document_is_executed_by_its_identifier()
    {
        var executor = Executor(new PersistedDocuments { Registered = new DocumentManifest([new("one-author", Query)]) });
        Assert.Equal(Ada, await Ask(executor, documentId: "one-author"));
        Assert.Equal(Ada, await Ask(executor, documentId: DocumentHash.IdOf(Query)));
        Assert.Equal(Ada, await Ask(executor, hash: DocumentHash.Of(Query)));
        Assert.Equal(1, executor.CachedDocumentCount);
    }

    [Theory]
    [InlineData("another", null, "PERSISTED_DOCUMENT_NOT_FOUND")]
    [InlineData("two words", null, "BAD_REQUEST")]
    [InlineData("sha256:12", null, "BAD_REQUEST")]
    [InlineData("SHA256:12", null, "BAD_REQUEST")]
    [InlineData("one-author", Query, "BAD_REQUEST")]
    public async Task What_is_wrong_with_an_identifier_has_a_code(string documentId, string? query, string code)
    {
        var executor = Executor(new PersistedDocuments { Registered = new DocumentManifest([new("one-author", Query)]) });
        Assert.Contains($"'code':'{code}'", await Ask(executor, query, documentId));
    }

    [Fact]
    public async Task An_identifier_is_refused_where_no_documents_are_registered() =>
        Assert.Contains("PERSISTED_DOCUMENT_NOT_SUPPORTED", await Ask(Executor(null), documentId: "one-author"));

    [Fact]
    public async Task Only_registered_documents_are_executed_where_that_is_wanted()
    {
        var executor = Executor(new PersistedDocuments
        {
            Registered = new DocumentManifest([new("one-author", Query)]),
            Automatic = new AutomaticDocuments(),
            OnlyRegistered = true,
        });
        Assert.Equal(Ada, await Ask(executor, documentId: "one-author"));
        Assert.Contains("PERSISTED_DOCUMENT_REQUIRED", await Ask(executor, Query));
        Assert.Contains("PERSISTED_DOCUMENT_REQUIRED", await Ask(executor, "{ __typename }", hash: DocumentHash.Of("{ __typename }")));
        Assert.Contains("PERSISTED_QUERY_NOT_FOUND", await Ask(executor, hash: DocumentHash.Of("{ __typename }")));
        Assert.Equal(0, executor.Options.Documents!.Automatic!.Count);
    }

    [Fact]
    public async Task A_client_brings_a_document_once_and_then_asks_by_its_hash()
    {
        var executor = Executor(new PersistedDocuments { Automatic = new AutomaticDocuments() });
        var hash = DocumentHash.Of(Query);
        Assert.Equal(
            "{'errors':[{'message':'PersistedQueryNotFound','extensions':{'code':'PERSISTED_QUERY_NOT_FOUND'}}]}", await Ask(executor, hash: hash));
        Assert.Equal(Ada, await Ask(executor, Query, hash: hash));
        Assert.Equal(Ada, await Ask(executor, hash: hash));
    }

    [Fact]
    public async Task A_hash_of_another_document_is_refused_and_nothing_is_kept()
    {
        var executor = Executor(new PersistedDocuments { Automatic = new AutomaticDocuments() });
        Assert.Contains("PERSISTED_QUERY_HASH_MISMATCH", await Ask(executor, Query, hash: DocumentHash.Of("{ __typename }")));
        Assert.Equal(0, executor.Options.Documents!.Automatic!.Count);
        Assert.Empty(_library.Calls);
    }

    [Fact]
    public async Task A_document_that_is_not_valid_is_not_kept()
    {
        var executor = Executor(new PersistedDocuments { Automatic = new AutomaticDocuments() });
        Assert.Contains("Cannot query field", await Ask(executor, "{ nothing }", hash: DocumentHash.Of("{ nothing }")));
        Assert.Contains("PERSISTED_QUERY_NOT_FOUND", await Ask(executor, hash: DocumentHash.Of("{ nothing }")));
    }

    [Fact]
    public async Task Brought_documents_stay_within_their_bounds()
    {
        var automatic = new AutomaticDocuments(maxDocuments: 5);
        var executor = Executor(new PersistedDocuments { Automatic = automatic });
        for (var i = 0; i < 20; i++)
        {
            var text = $"{{ a{i}: __typename }}";
            await Ask(executor, text, hash: DocumentHash.Of(text));
        }

        Assert.Equal(5, automatic.Count);
        Assert.Equal("{'data':{'a19':'Query'}}", await Ask(executor, hash: DocumentHash.Of("{ a19: __typename }")));
    }

    [Fact]
    public async Task A_server_without_persisted_queries_says_so_and_executes_what_is_sent()
    {
        var executor = Executor(null);
        Assert.Contains("PERSISTED_QUERY_NOT_SUPPORTED", await Ask(executor, hash: DocumentHash.Of(Query)));
        Assert.Equal(Ada, await Ask(executor, Query, hash: DocumentHash.Of(Query)));
    }

    [Theory]
    [InlineData("{'persistedQuery':1}")]
    [InlineData("{'persistedQuery':{'version':2,'sha256Hash':'7dba4bd717b41f10434822356a93c32b1fb4907b983e854300ad839f84cdcd6e'}}")]
    [InlineData("{'persistedQuery':{'version':1,'sha256Hash':'7DBA'}}")]
    [InlineData("{'persistedQuery':{'version':1}}")]
    public async Task A_malformed_extension_is_refused(string extensions)
    {
        var request = new GraphQLRequest { Query = null, Extensions = JsonElement.Parse(extensions.Replace('\'', '"')) };
        using var response = await Executor(new PersistedDocuments { Automatic = new AutomaticDocuments() })
            .Execute(request, TestContext.Current.CancellationToken);
        Assert.Contains("BAD_REQUEST", response.ToString());
    }

    private GraphQLExecutor Executor(PersistedDocuments? documents) => new(_library.Schema, new ExecutorOptions { Documents = documents });

    private static async Task<string> Ask(GraphQLExecutor executor, string? query = null, string? documentId = null, string? hash = null)
    {
        var request = new GraphQLRequest
        {
            Query = query,
            DocumentId = documentId,
            Extensions = hash is null ? default : JsonSerializer.SerializeToElement(new { persistedQuery = new { version = 1, sha256Hash = hash } }),
            Variables = JsonElement.Parse("{\"id\":1}"),
        };
        using var response = await executor.Execute(request, TestContext.Current.CancellationToken);
        return response.ToString().Replace('"', '\'');
    }
}
