using System.Text;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform.Tests;

/// <summary>
/// A tree whose fields give values, null or an exception by chance, in every way in which a field can be resolved; random
/// documents for it; and a second, naive way to answer them, which does one thing after the other with a dictionary for each object.
/// </summary>
internal sealed class RandomTree
{
    internal static readonly string[] Leaves = ["leaf", "leafN", "asyncLeaf", "batchLeafN"];
    internal static readonly string[] Objects = ["child", "childN", "asyncChild", "asyncChildN", "batch", "batchN"];
    internal static readonly string[] Lists = ["list", "listN", "asyncList", "batchList", "nested", "streamedList"];

    private readonly BatchLoader<string, object> _loader = BatchLoader.One<string, object>("any", async (keys, _) =>
    {
        await Task.Yield();
        return keys.Where(key => Outcome(key) is not null).ToDictionary(key => key, key => Outcome(key)!);
    });

    public RandomTree()
    {
        ObjectType? node = null;
        Node = node = new ObjectType("Node", () =>
        [
            Sync("leaf", Scalars.Int), Sync("leafN", Scalars.Int.NonNull), Async("asyncLeaf", Scalars.Int), Batch("batchLeafN", Scalars.Int.NonNull),
            Sync("child", node!), Sync("childN", node!.NonNull), Async("asyncChild", node), Async("asyncChildN", node.NonNull),
            Batch("batch", node), Batch("batchN", node.NonNull),
            Sync("list", node.List), Sync("listN", node.NonNull.List.NonNull), Async("asyncList", node.NonNull.List), Batch("batchList", node.List),
            Sync("nested", node.NonNull.List.List.NonNull), Streamed("streamedList", node.List),
        ]);
        Executor = new GraphQLExecutor(
            new Schema(new SchemaBlueprint { Query = Node, Directives = IncrementalDirectives.WithStandard }),
            new ExecutorOptions { Incremental = new IncrementalOptions { MaxParts = 10_000 } });
    }

    public GraphQLExecutor Executor { get; }

    private ObjectType Node { get; }

    /// <summary>A document by chance, as deep as its seed makes it.</summary>
    public static string Document(int seed) => Selection(new Random(seed), 0);

    /// <summary>The answer of the executor: its data, and the paths of its errors.</summary>
    public async Task<string> Answer(string document, int seed)
    {
        using var response = await Executor.Execute(new GraphQLRequest { Query = document, Root = new Place($"{seed}") });
        var text = response.ToString();
        var paths = response.Errors.Select(error => string.Join('.', error.Path ?? [error.Message]));
        return $"{System.Text.Json.JsonElement.Parse(text).GetProperty("data").GetRawText()} {string.Join(' ', paths)}";
    }

    /// <summary>A request for an object of the tree.</summary>
    public static GraphQLRequest Request(string document, int seed) => new() { Query = document, Root = new Place($"{seed}") };

    /// <summary>The answer that it should be.</summary>
    public string NaiveAnswer(string document, int seed)
    {
        var operation = (OperationDefinitionNode)SyntaxParser.ParseDocument(document).Definitions[0];
        var errors = new List<string>();
        var data = Complete(Node, new Place($"{seed}"), operation.SelectionSet, "", errors, out _) ?? "null";
        return $"{data} {string.Join(' ', errors)}";
    }

    private static string Selection(Random chance, int depth)
    {
        var text = new StringBuilder("{ ");
        for (var i = chance.Next(1, 4); i > 0; i--)
        {
            var leaf = depth > 3 || chance.Next(3) == 0;
            var names = leaf ? Leaves : chance.Next(2) == 0 ? Objects : Lists;
            var name = names[chance.Next(names.Length)];
            text.Append($"a{chance.Next(100)}{name}: {name} {(leaf ? "" : Selection(chance, depth + 1))} ");
        }

        return text.Append('}').ToString();
    }

    /// <summary>What the field at a place gives: a number, a place, a list, null or an exception; always the same for the same place.</summary>
    private static object? Outcome(string place)
    {
        var hash = 17u;
        foreach (var letter in place)
        {
            hash = ((hash ^ letter) * 16777619u) + 7;
        }

        var chance = new Random((int)(hash >> 1));
        var name = place[(place.LastIndexOf('/') + 1)..];
        return chance.Next(14) switch
        {
            0 => null,
            1 => new GraphQLException("by chance"),
            _ when name.Contains("eaf", StringComparison.Ordinal) => chance.Next(1000),
            _ when name == "nested" => Enumerable.Range(0, chance.Next(3)).Select(i => Items($"{place}/{i}", chance)).ToList(),
            _ when name.Contains("ist", StringComparison.Ordinal) => Items(place, chance),
            _ => new Place(place),
        };
    }

    private static List<object?> Items(string place, Random chance) =>
        [.. Enumerable.Range(0, chance.Next(4)).Select(i => chance.Next(9) switch
        {
            0 => null,
            1 => (object?)new GraphQLException("by chance"),
            _ => new Place($"{place}/{i}"),
        })];

    private static object? Get(object parent, string name) => Outcome($"{((Place)parent).Name}/{name}") is Exception failure ? throw failure : Outcome($"{((Place)parent).Name}/{name}");

    private static Field Sync(string name, GraphType type) => new(name, type) { Resolver = Resolver.Of<object, object?>(parent => Get(parent, name)) };

    private static Field Async(string name, GraphType type) => new(name, type)
    {
        Resolver = Resolver.Async<object, object?>(async (parent, _) =>
        {
            await Task.Yield();
            return Get(parent, name);
        }),
    };

    private static Field Streamed(string name, GraphType type) => new(name, type)
    {
        Resolver = Resolver.Stream<object, object?>((parent, _) => Get(parent, name) is List<object?> items ? OneByOne(items) : null!),
    };

    private static async IAsyncEnumerable<object?> OneByOne(List<object?> items)
    {
        foreach (var item in items)
        {
            if (items.Count % 2 == 0)
            {
                await Task.Yield();
            }

            yield return item;
        }
    }

    private Field Batch(string name, GraphType type) => new(name, type)
    {
        Resolver = Resolver.Batch<object, string, object>(parent => $"{((Place)parent).Name}/{name}", _loader),
    };

    private string? Complete(GraphType type, object? value, SelectionSetNode? selections, string path, List<string> errors, out bool failed)
    {
        var text = value switch
        {
            Exception => null,
            null => null,
            List<object?> or List<List<object?>> => CompleteList(((ListType)type.Nullable).Of, (System.Collections.IList)value, selections, path, errors),
            Place place => CompleteObject(place, selections!, path, errors),
            _ => $"{value}",
        };
        if (value is Exception || (value is null && type is NonNullType))
        {
            errors.Add(path);
        }

        failed = text is null && type is NonNullType;
        return text ?? "null";
    }

    private string? CompleteList(GraphType itemType, System.Collections.IList list, SelectionSetNode? selections, string path, List<string> errors)
    {
        var items = new List<string?>();
        for (var i = 0; i < list.Count; i++)
        {
            items.Add(Complete(itemType, list[i], selections, $"{path}.{i}", errors, out var failed));
            if (failed)
            {
                return null;
            }
        }

        return $"[{string.Join(',', items)}]";
    }

    private string? CompleteObject(Place place, SelectionSetNode selections, string path, List<string> errors)
    {
        var fields = new List<string>();
        foreach (var group in selections.Selections.Cast<FieldNode>().GroupBy(field => field.ResponseKey))
        {
            var field = group.First();
            var merged = new SelectionSetNode { Selections = [.. group.SelectMany(node => node.SelectionSet?.Selections ?? [])] };
            var definition = Node.FindField(field.Name.Value)!;
            var value = Outcome($"{place.Name}/{field.Name.Value}");
            fields.Add($"\"{field.ResponseKey}\":" + Complete(
                definition.Type, value, merged, path.Length == 0 ? field.ResponseKey : $"{path}.{field.ResponseKey}", errors, out var failed));
            if (failed)
            {
                return null;
            }
        }

        return $"{{{string.Join(',', fields)}}}";
    }

    /// <summary>An object of the tree, known by the way to it.</summary>
    private sealed record Place(string Name);
}
