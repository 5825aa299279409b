using System.Text.Json.Nodes;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>Puts the payloads of a response together as a client does, and fails where one of them breaks a rule of the format.</summary>
internal sealed class PayloadMerge
{
    private readonly Dictionary<string, JsonArray> _pending = [];
    private readonly HashSet<string> _known = [];
    private bool _hasNext = true;

    public JsonNode? Data { get; private set; }

    /// <summary>The paths of all errors.</summary>
    public List<string> ErrorPaths { get; } = [];

    /// <summary>Whether the client was told that something will not come.</summary>
    public bool IsIncomplete { get; private set; }

    public static PayloadMerge Of(IEnumerable<string> payloads)
    {
        var merge = new PayloadMerge();
        foreach (var payload in payloads)
        {
            merge.Add(JsonNode.Parse(payload)!.AsObject());
        }

        Assert.False(merge._hasNext);
        Assert.Empty(merge._pending);
        return merge;
    }

    private void Add(JsonObject payload)
    {
        Assert.True(_hasNext);
        _hasNext = payload["hasNext"]?.GetValue<bool>() ?? false;
        if (payload.ContainsKey("data"))
        {
            Data = payload["data"]?.DeepClone();
        }

        AddErrors(payload);
        foreach (var pending in Items(payload, "pending"))
        {
            Assert.True(_known.Add((string)pending["id"]!));
            _pending[(string)pending["id"]!] = pending["path"]!.AsArray();
        }

        foreach (var part in Items(payload, "incremental"))
        {
            Assert.False(payload.ContainsKey("data"));
            AddErrors(part);
            var target = At([.. _pending[(string)part["id"]!], .. part["subPath"]?.AsArray() ?? []]);
            if (part["items"] is JsonArray items)
            {
                items.ToList().ForEach(item => target.AsArray().Add(item?.DeepClone()));
            }

            foreach (var (key, value) in part["data"]?.AsObject() ?? [])
            {
                Assert.False(target.AsObject().ContainsKey(key), $"{key} came twice");
                target.AsObject()[key] = value?.DeepClone();
            }
        }

        foreach (var completed in Items(payload, "completed"))
        {
            Assert.True(_pending.Remove((string)completed["id"]!));
            IsIncomplete |= completed["errors"] is not null;
            AddErrors(completed);
        }

        Assert.True(_hasNext || _pending.Count == 0);
    }

    private JsonNode At(IEnumerable<JsonNode?> path)
    {
        var node = Data!;
        foreach (var step in path)
        {
            node = step!.GetValueKind() is System.Text.Json.JsonValueKind.Number ? node[(int)step]! : node[(string)step!]!;
        }

        return node;
    }

    private void AddErrors(JsonObject part) => ErrorPaths.AddRange(
        Items(part, "errors").Select(error => error["path"] is { } path ? string.Join('.', path.AsArray()) : (string)error["message"]!));

    private static IEnumerable<JsonObject> Items(JsonObject part, string name) =>
        part[name] is JsonArray items ? items.Select(item => item!.AsObject()) : [];
}
