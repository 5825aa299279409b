using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed partial class GraphiQLTests
{
    [Fact]
    public async Task The_page_needs_nothing_from_outside()
    {
        await using var host = await GraphQLHost.Start();
        using var response = await host.Send(HttpMethod.Get, "/graphiql");
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("http", page);
        Assert.Contains("data-endpoint=\"/graphql\"", page);
        Assert.Contains("default-src 'none'; script-src 'self'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));

        var files = Reference().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(6, files.Count);
        foreach (var file in files)
        {
            using var asset = await host.Send(HttpMethod.Get, file);
            Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
            Assert.Contains("immutable", asset.Headers.CacheControl?.ToString());
        }
    }

    [Fact]
    public async Task The_licences_lie_beside_the_files()
    {
        await using var host = await GraphQLHost.Start();
        var page = await host.Client.GetStringAsync(new Uri("/graphiql", UriKind.Relative), TestContext.Current.CancellationToken);
        var folder = Reference().Match(page).Groups[1].Value[..^"graphiql.min.css".Length];
        var licences = await host.Client.GetStringAsync(new Uri(folder + "licenses.txt", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("graphiql 3.9.0 (MIT)", licences);
        Assert.Contains("react-dom 18.3.1 (MIT)", licences);
    }

    [Fact]
    public async Task A_file_that_there_is_not_is_not_found()
    {
        await using var host = await GraphQLHost.Start();
        using var response = await host.Send(HttpMethod.Get, "/graphiql/0/other.js");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task The_schema_is_served_as_text()
    {
        await using var host = await GraphQLHost.Start();
        var sdl = await host.Client.GetStringAsync(new Uri("/schema.graphql", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("type Author implements Named {", sdl);
    }

    [GeneratedRegex("(?:href|src)=\"(/[^\"]+)\"")]
    private static partial Regex Reference();
}
