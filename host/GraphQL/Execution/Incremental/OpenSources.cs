namespace CarePlatform.GraphQL;

/// <summary>The sources of all streams of a request, so that none stays open when the request ends. Resolvers open them side by side.</summary>
internal sealed class OpenSources(ExecutorOptions options)
{
    private readonly HashSet<StreamSource> _sources = [];
    private readonly Lock _changing = new();

    public StreamSource Open(StreamSource source)
    {
        lock (_changing)
        {
            _sources.Add(source);
        }

        return source;
    }

    /// <summary>Closes a source that is not needed any more.</summary>
    public async ValueTask Close(StreamSource source)
    {
        lock (_changing)
        {
            _sources.Remove(source);
        }

        await End(source).ConfigureAwait(false);
    }

    /// <summary>Closes whatever is open.</summary>
    public async ValueTask CloseAll()
    {
        StreamSource[] left;
        lock (_changing)
        {
            left = [.. _sources];
            _sources.Clear();
        }

        foreach (var source in left)
        {
            await End(source).ConfigureAwait(false);
        }
    }

    private async ValueTask End(StreamSource source)
    {
        try
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The client has what it asked for; that the source did not end well is told in the log.
        catch (Exception failure)
        {
            InternalError.Log(options, failure, null, null);
        }
#pragma warning restore CA1031
    }
}
