namespace CarePlatform.GraphQL;

/// <summary>What the client is told at once, after the first part of the response.</summary>
internal sealed class Payload
{
    private readonly List<(string Id, IReadOnlyList<object> Path, string? Label)> _pending = [];
    private readonly List<(string Id, IReadOnlyList<object> SubPath, PartResult Result, bool IsItems)> _incremental = [];
    private readonly List<(string Id, IReadOnlyList<GraphQLError>? Errors)> _completed = [];

    public bool IsEmpty => _pending.Count == 0 && _incremental.Count == 0 && _completed.Count == 0;

    /// <summary>What the client is told to expect.</summary>
    public IEnumerable<string> Announced => _pending.Select(pending => pending.Id);

    /// <summary>What the client need not wait for any more.</summary>
    public IEnumerable<string> Completed => _completed.Select(completed => completed.Id);

    /// <summary>How many bytes of data there are, without what is told of them.</summary>
    public int DataLength => _incremental.Sum(part => part.Result.Data!.Length);

    /// <summary>All errors that the client is told.</summary>
    public List<GraphQLError> Errors { get; } = [];

    /// <summary>The values that are hidden in the data, with the reasons.</summary>
    public List<object?> Hidden { get; } = [];

    /// <summary>The client will get something.</summary>
    public void Announce(string id, IReadOnlyList<object> path, string? label) => _pending.Add((id, path, label));

    /// <summary>The client gets fields.</summary>
    /// <param name="id">A fragment that they belong to.</param>
    /// <param name="subPath">The way from the object of the fragment to the object of the fields.</param>
    /// <param name="result">The fields.</param>
    public void AddFields(string id, IReadOnlyList<object> subPath, PartResult result)
    {
        _incremental.Add((id, subPath, result, false));
        Errors.AddRange(result.Errors);
        Hidden.AddRange(result.Hidden);
    }

    /// <summary>The client gets items of a stream.</summary>
    public void AddItems(string id, PartResult result)
    {
        _incremental.Add((id, [], result, true));
        Errors.AddRange(result.Errors);
        Hidden.AddRange(result.Hidden);
    }

    /// <summary>The client gets no more of something; with errors when it did not get all of it.</summary>
    public void Complete(string id, IReadOnlyList<GraphQLError>? errors = null)
    {
        _completed.Add((id, errors));
        Errors.AddRange(errors ?? []);
    }

    /// <summary>Writes <c>"pending":[…],</c> when there is something.</summary>
    public void WritePending(JsonOutput output)
    {
        for (var i = 0; i < _pending.Count; i++)
        {
            var (id, path, label) = _pending[i];
            output.Raw(i == 0 ? "\"pending\":[{\"id\":\""u8 : ",{\"id\":\""u8);
            output.Raw(id);
            output.Raw("\",\"path\":"u8);
            WritePath(path, output);
            if (label is not null)
            {
                output.Raw(",\"label\":"u8);
                output.Text(label);
            }

            output.Raw("}"u8);
        }

        output.Raw(_pending.Count > 0 ? "],"u8 : ""u8);
    }

    /// <summary>Writes all of it, <paramref name="hasNext"/> included, without the closing brace.</summary>
    public void Write(bool hasNext, JsonOutput output)
    {
        output.Raw("{"u8);
        WritePending(output);
        for (var i = 0; i < _incremental.Count; i++)
        {
            output.Raw(i == 0 ? "\"incremental\":["u8 : ","u8);
            WriteIncremental(_incremental[i], output);
        }

        output.Raw(_incremental.Count > 0 ? "],"u8 : ""u8);
        for (var i = 0; i < _completed.Count; i++)
        {
            output.Raw(i == 0 ? "\"completed\":[{\"id\":\""u8 : ",{\"id\":\""u8);
            output.Raw(_completed[i].Id);
            output.Raw("\""u8);
            if (_completed[i].Errors is { } errors)
            {
                output.Raw(","u8);
                ErrorWriter.Write(errors, output);
            }

            output.Raw("}"u8);
        }

        output.Raw(_completed.Count > 0 ? "],"u8 : ""u8);
        output.Raw(hasNext ? "\"hasNext\":true"u8 : "\"hasNext\":false"u8);
    }

    private static void WriteIncremental(
        (string Id, IReadOnlyList<object> SubPath, PartResult Result, bool IsItems) entry, JsonOutput output)
    {
        output.Raw("{\"id\":\""u8);
        output.Raw(entry.Id);
        output.Raw("\""u8);
        if (entry.SubPath.Count > 0)
        {
            output.Raw(",\"subPath\":"u8);
            WritePath(entry.SubPath, output);
        }

        output.Raw(entry.IsItems ? ",\"items\":["u8 : ",\"data\":"u8);
        entry.Result.Data!.MoveTo(output);
        output.Raw(entry.IsItems ? "]"u8 : ""u8);
        if (entry.Result.Errors.Count > 0)
        {
            output.Raw(","u8);
            ErrorWriter.Write(entry.Result.Errors, output);
        }

        output.Raw("}"u8);
    }

    private static void WritePath(IReadOnlyList<object> path, JsonOutput output)
    {
        output.Raw("["u8);
        for (var i = 0; i < path.Count; i++)
        {
            output.Raw(i == 0 ? ""u8 : ","u8);
            if (path[i] is int index)
            {
                output.Number(index);
            }
            else
            {
                output.Text((string)path[i]);
            }
        }

        output.Raw("]"u8);
    }
}
