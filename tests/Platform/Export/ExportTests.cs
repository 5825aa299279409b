using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>Everything of a tenant, and its audit trail, as files.</summary>
public sealed class ExportTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_holds_every_row_of_the_tenant_and_none_of_another()
    {
        var (people, other) = (await PeopleTenant.New(), await PeopleTenant.New());
        const string Title = "Ümläut \\ \"quoted\"\nand 雪 \u0001";
        await people.Tenant.Do("librarian", "addBook", new { title = Title }, "book { title }");
        await other.Tenant.Do("librarian", "addBook", new { title = "Theirs" }, "book { title }");

        var bytes = await Export(people);
        var found = await ExportVerification.Of(new MemoryStream(bytes), Ct);
        Assert.Empty(found.Problems);
        using var archive = new ZipArchive(new MemoryStream(bytes));
        Assert.Equal(Title, Assert.Single(Rows(archive, "shelf/books.ndjson")).GetProperty("title").GetString());
        Assert.Equal(people.Tenant.Tenant.Slug, Assert.Single(Rows(archive, "platform/tenants.ndjson")).GetProperty("slug").GetString());
        var tenants = archive.Entries.Where(e => e.Name.EndsWith(".ndjson", StringComparison.Ordinal))
            .SelectMany(e => Rows(archive, e.FullName)).Select(r => r.TryGetProperty("tenant_id", out var id) ? id.GetString() : r.GetProperty("id").GetString()).Distinct();
        Assert.Equal([people.Tenant.Tenant.Id.Value.ToString()], tenants);
        foreach (var file in found.Manifest!.Files.Where(f => f.Name is not ("platform/audit_entries.ndjson" or "platform/audit_chain.ndjson" or "platform/tenants.ndjson")))
        {
            Assert.Equal(await people.Tenant.Host.Database.Administrator.CreateCommand(
                $"select count(*) from {file.Name.Replace("/", ".", StringComparison.Ordinal).Replace(".ndjson", "", StringComparison.Ordinal)} where tenant_id = '{people.Tenant.Tenant.Id.Value}'")
                .ExecuteScalarAsync(Ct), file.Rows);
        }
    }

    [Fact]
    public async Task Secrets_stay_behind_and_the_manifest_says_so()
    {
        var machine = await MachineTenant.New();
        await machine.Create(["shelf.read"]);
        var bytes = await Export(machine.Tenant.Host, machine.Tenant.Tenant.Slug);
        var manifest = (await ExportVerification.Of(new MemoryStream(bytes), Ct)).Manifest!;
        using var archive = new ZipArchive(new MemoryStream(bytes));
        Assert.False(Assert.Single(Rows(archive, "platform/api_client_secrets.ndjson")).TryGetProperty("hash", out _));
        Assert.Contains(manifest.LeftOut, l => l.What == "platform.api_client_secrets.hash");
        Assert.Contains(manifest.LeftOut, l => l.What == "platform.idempotency_keys");
        Assert.Null(archive.GetEntry("platform/idempotency_keys.ndjson"));
        Assert.Null(archive.GetEntry("platform/signing_keys.ndjson"));
    }

    [Fact]
    public async Task Notes_of_class_E_and_F_stay_behind()
    {
        var people = await PeopleTenant.New();
        await people.Tenant.Host.Database.Administrator.CreateCommand(
            $"insert into shelf.confessions (id, tenant_id, book, text) values (gen_random_uuid(), '{people.Tenant.Tenant.Id.Value}', gen_random_uuid(), 'never in bulk')").ExecuteNonQueryAsync(Ct);
        var bytes = await Export(people);
        var manifest = (await ExportVerification.Of(new MemoryStream(bytes), Ct)).Manifest!;
        Assert.Contains(manifest.LeftOut, l => l.What == "shelf.confessions");
        using var archive = new ZipArchive(new MemoryStream(bytes));
        Assert.DoesNotContain(archive.Entries, e => Text(e).Contains("never in bulk", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_trail_names_the_manifest()
    {
        var people = await PeopleTenant.New();
        var found = await ExportVerification.Of(new MemoryStream(await Export(people)), Ct);
        var entries = (await people.Tenant.Ask("admin", "{ auditEntries(first: 2, where: { kind: WRITE }) { nodes { action subjects } } }"))
            .GetProperty("auditEntries").GetProperty("nodes");
        Assert.Equal(["exportTenant", "beginExport"], entries.EnumerateArray().Select(e => e.GetProperty("action").GetString()));
        Assert.Equal($"sha256:{found.ManifestSha256}", entries[0].GetProperty("subjects")[0].GetString());
    }

    [Fact]
    public async Task A_byte_changed_a_file_missing_or_added_and_a_cut_are_found()
    {
        var bytes = await Export(await PeopleTenant.New());
        Assert.Contains("cut off or damaged", Assert.Single((await ExportVerification.Of(new MemoryStream(bytes[..(bytes.Length / 2)]), Ct)).Problems), StringComparison.Ordinal);
        Assert.Contains("platform/users.ndjson is missing.", await Problems(bytes, a => a.GetEntry("platform/users.ndjson")!.Delete()));
        Assert.Contains(await Problems(bytes, a => a.CreateEntry("platform/more.ndjson")), p => p.Contains("names it nowhere", StringComparison.Ordinal));
        Assert.Contains(await Problems(bytes, a => Replace(a, "platform/users.ndjson", t => t.Replace("Rea", "Rex", StringComparison.Ordinal))), p => p.Contains("was changed", StringComparison.Ordinal));
        Assert.Contains(await Problems(bytes, a => Replace(a, "platform/users.ndjson", t => t + t)), p => p.Contains("rows; the manifest says", StringComparison.Ordinal));
        Assert.Contains(await Problems(bytes, a => a.GetEntry(ExportManifest.FileName)!.Delete()), p => p.Contains("no manifest.json", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("librarian")]
    [InlineData("binder")]
    public async Task Who_may_not_take_it_is_denied(string subject)
    {
        var people = await PeopleTenant.New();
        Assert.Equal(HttpStatusCode.Forbidden, (await Get(people.Tenant.Host, people.Tenant.Tenant.Slug, subject, "/export.zip")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Get(people.Tenant.Host, people.Tenant.Tenant.Slug, subject, "/audit.ndjson")).Status);
    }

    [Fact]
    public async Task The_trail_is_exported_in_order_as_lines_and_as_it_is_filtered()
    {
        var people = await PeopleTenant.New();
        foreach (var title in new[] { "One", "Two", "Three" })
        {
            await people.Tenant.Do("librarian", "addBook", new { title }, "book { title }");
        }

        var (status, bytes) = await Get(people.Tenant.Host, people.Tenant.Tenant.Slug, "admin", "/audit.ndjson?action=AddBook&outcome=done&kind=write");
        Assert.Equal(HttpStatusCode.OK, status);
        var lines = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonElement.Parse(l)).ToList();
        Assert.Equal(3, lines.Count);
        Assert.All(lines, l => Assert.Equal(("Lib", "AddBook", "write"), (l.GetProperty("actorName").GetString(), l.GetProperty("action").GetString(), l.GetProperty("kind").GetString())));
        Assert.Equal(lines.OrderBy(l => l.GetProperty("at").GetDateTimeOffset()).Select(l => l.GetRawText()), lines.Select(l => l.GetRawText()));
    }

    [Theory]
    [InlineData("?whom=me")]
    [InlineData("?actor=me")]
    [InlineData("?from=yesterday")]
    [InlineData("?kind=sung")]
    public async Task A_filter_that_cannot_be_read_is_refused_rather_than_ignored(string query)
    {
        var people = await PeopleTenant.New();
        Assert.Equal(HttpStatusCode.BadRequest, (await Get(people.Tenant.Host, people.Tenant.Tenant.Slug, "admin", "/audit.ndjson" + query)).Status);
    }

    private static Task<byte[]> Export(PeopleTenant people) => Export(people.Tenant.Host, people.Tenant.Tenant.Slug);

    private static async Task<byte[]> Export(Testing.TestHost host, string slug)
    {
        var (status, bytes) = await Get(host, slug, "admin", "/export.zip");
        Assert.Equal(HttpStatusCode.OK, status);
        return bytes;
    }

    private static async Task<(HttpStatusCode Status, byte[] Bytes)> Get(Testing.TestHost host, string slug, string subject, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Token(slug, subject));
        using var response = await host.Client.SendAsync(request, Ct);
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(Ct));
    }

    private static async Task<IReadOnlyList<string>> Problems(byte[] export, Action<ZipArchive> change)
    {
        using var stream = new MemoryStream();
        stream.Write(export);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            change(archive);
        }

        stream.Position = 0;
        return (await ExportVerification.Of(stream, Ct)).Problems;
    }

    private static void Replace(ZipArchive archive, string name, Func<string, string> change)
    {
        var text = change(Text(archive.GetEntry(name)!));
        archive.GetEntry(name)!.Delete();
        using var writer = new StreamWriter(archive.CreateEntry(name).Open());
        writer.Write(text);
    }

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }

    private static IEnumerable<JsonElement> Rows(ZipArchive archive, string name) =>
        Text(archive.GetEntry(name)!).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonElement.Parse(l));
}
