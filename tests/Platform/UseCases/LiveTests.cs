using System.Net;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>Subscriptions of modules over sockets, signed in as everybody else.</summary>
public sealed class LiveTests
{
    private const string News = "subscription { bookNews { title version } }";

    [Fact]
    public async Task A_person_hears_of_what_is_their_tenants_as_they_may_see_it_then()
    {
        var (shelf, other) = (await ShelfTenant.New(), await ShelfTenant.New());
        var (ours, theirs) = (await Book(shelf, "Emma"), await Book(other, "Ulysses"));
        using var client = await SignIn(shelf, "reader");
        await Listen(shelf, client);
        BookSubscriptions.News.Publish((other.Tenant.Id, theirs));
        BookSubscriptions.News.Publish((shelf.Tenant.Id, theirs));
        BookSubscriptions.News.Publish((shelf.Tenant.Id, ours));
        Assert.StartsWith("{'id':'a','type':'next','payload':{'data':{'bookNews':null},'extensions':{'cost':{", await client.Read());
        Assert.StartsWith("{'id':'a','type':'next','payload':{'data':{'bookNews':{'title':'Emma','version':1}},'extensions':{'cost':{", await client.Read());
        await shelf.Do("librarian", "renameBook", new { book = ours.ToString(), title = "Persuasion" }, "book { id }");
        BookSubscriptions.News.Publish((shelf.Tenant.Id, ours));
        Assert.Contains("'title':'Persuasion'", await client.Read());
    }

    [Fact]
    public async Task Queries_are_answered_and_mutations_are_sent_elsewhere()
    {
        var shelf = await ShelfTenant.New();
        await Book(shelf, "Emma");
        using var client = await SignIn(shelf, "reader");
        await client.Subscribe("a", "{ books { nodes { title } } }");
        Assert.StartsWith("{'id':'a','type':'next','payload':{'data':{'books':{'nodes':[{'title':'Emma'}]}},'extensions':{'cost':{", await client.Read());
        await client.Read();
        await client.Subscribe("b", "mutation { addBook(input: { title: \\'x\\' }) { book { id } } }");
        Assert.Contains("A mutation can only be sent with POST.", await client.Read());
    }

    [Fact]
    public async Task Nobody_gets_in_without_a_token_that_is_good()
    {
        var shelf = await ShelfTenant.New();
        Assert.StartsWith("4403 This needs a token.", await Refused(shelf, "{'type':'connection_init'}"));
        Assert.StartsWith("4403 The token cannot be trusted", await Refused(shelf, Init("Bearer nonsense")));
        Assert.StartsWith("4403 The token has expired.", await Refused(shelf, Init($"Bearer {shelf.Host.Token(shelf.Tenant.Slug, "reader", TimeSpan.FromHours(2))}")));
        Assert.StartsWith("4403 The token is good, but its person", await Refused(shelf, Init($"Bearer {shelf.Host.Token(shelf.Tenant.Slug, "nobody")}")));
        Assert.StartsWith("4403 The token names no organisation", await Refused(shelf, Init($"Bearer {shelf.Host.Token("nowhere", "reader")}")));
    }

    [Fact]
    public async Task A_request_that_only_looks_like_a_socket_needs_a_token_too()
    {
        var shelf = await ShelfTenant.New();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query={books{nodes{title}}}");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Accept", "text/event-stream");
        using var response = await shelf.Host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        using var put = await shelf.Host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Put, "/graphql"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, put.StatusCode);
    }

    [Fact]
    public async Task Who_lacks_the_permission_hears_nothing()
    {
        var shelf = await ShelfTenant.New();
        using var client = await SignIn(shelf, "guest");
        await client.Subscribe("a", News);
        var answer = await client.Read();
        Assert.StartsWith("{'id':'a','type':'error'", answer);
        Assert.Contains("'code':'FORBIDDEN'", answer);
    }

    [Fact]
    public async Task What_belongs_to_a_feature_is_there_once_it_is_on_and_whoever_is_connected_connects_again()
    {
        var shelf = await ShelfTenant.New();
        var book = await Book(shelf, "Emma");
        using var before = await SignIn(shelf, "reader");
        await before.Subscribe("a", "subscription { bookCount }");
        Assert.Contains("FEATURE_DISABLED", await before.Read());
        await Listen(shelf, before);
        await shelf.Do("admin", "switchFeature", new { feature = "shelf.lending", on = true }, "featureChange { turnsOn }");
        BookSubscriptions.News.Publish((shelf.Tenant.Id, book));
        Assert.Equal("4403 The features of this organisation have changed. Connect again.", await before.Read());

        using var after = await SignIn(shelf, "reader");
        await after.Subscribe("a", "subscription { bookCount }");
        Assert.StartsWith("{'id':'a','type':'next','payload':{'data':{'bookCount':1},'extensions':{'cost':{", await after.Read());
    }

    [Fact]
    public async Task A_token_that_has_run_out_meanwhile_ends_the_socket()
    {
        // Tokens are let in for some seconds after their end, as clocks differ; that is the moment in which this one stands.
        var shelf = await ShelfTenant.New();
        using var client = await SignIn(shelf, "reader", TimeSpan.FromMinutes(60) + TimeSpan.FromSeconds(5));
        await client.Subscribe("a", News);
        Assert.Equal("4403 The token has expired. Sign in again to get a new one.", await client.Read());
    }

    private static async Task<BookId> Book(TestTenant shelf, string title)
    {
        var added = await shelf.Do("librarian", "addBook", new { title }, "book { id }");
        return Id.TryParse<BookId>(added.GetProperty("id").GetString(), out var id) ? id : throw new InvalidOperationException($"{added} has no id of a book.");
    }

    private static Task<SocketClient> SignIn(TestTenant shelf, string subject, TimeSpan issuedAgo = default) =>
        SocketClient.Begin(shelf.Host.Client.BaseAddress!, Init($"Bearer {shelf.Host.Token(shelf.Tenant.Slug, subject, issuedAgo)}"));

    private static string Init(string authorization) => $"{{'type':'connection_init','payload':{{'authorization':'{authorization}'}}}}";

    private static async Task Listen(TestTenant shelf, SocketClient client)
    {
        await client.Subscribe("a", News);
        await BookSubscriptions.WhenHeardIn(shelf.Tenant.Id);
    }

    private static async Task<string> Refused(TestTenant shelf, string init)
    {
        using var client = await SocketClient.Open(shelf.Host.Client.BaseAddress!);
        await client.Send(init);
        return await client.Read();
    }
}
