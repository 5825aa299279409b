using System.Reflection;
using CarePlatform.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>The fields <c>node</c> and <c>nodes</c>: whatever has an id, by its id alone.</summary>
internal static class NodeFields
{
    private const int Most = 100;

    private static readonly MethodInfo Typed = typeof(NodeFields).GetMethod(nameof(ReadOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static IEnumerable<Field> Of(SchemaTypes types, LoadersById loaders) =>
    [
        new Field("node", types.Node, new InputValue("id", Scalars.Id.NonNull) { Description = "Any id of the API." })
        {
            Description = "The thing with this id; null when there is none that the caller may see.",
            Resolver = Resolver.Async<object, object?>(async (_, context) => (await Read([context.Arguments.Get<string>("id")], loaders, context))[0]),
        },
        new Field("nodes", types.Node.List.NonNull, new InputValue("ids", Scalars.Id.NonNull.List.NonNull) { Description = $"Up to {Most} ids of the API." })
        {
            Description = "The things with these ids, in their order; null in the place of what the caller may not see.",
            Resolver = Resolver.Async<object, IReadOnlyList<object?>>(async (_, context) => await Read(context.Arguments.Get<string[]>("ids"), loaders, context)),
        },
    ];

    /// <summary>The thing that an id of C# names; null for null.</summary>
    public static async ValueTask<object?> One(object? id, LoadersById loaders, FieldContext context) =>
        id is null ? null : (await Read([id.ToString()!], loaders, context))[0];

    private static async Task<object?[]> Read(string[] ids, LoadersById loaders, FieldContext context)
    {
        if (ids.Length > Most)
        {
            throw new GraphQLException($"Ask for up to {Most} ids at once; {ids.Length} were sent.", "BAD_USER_INPUT");
        }

        await FieldCalls.Open(context.Services, context.Cancellation);
        var found = new object?[ids.Length];
        var known = ids.Select((text, place) => (Place: place, Id: Id.TrySplit(text, out var prefix, out var value) ? loaders.IdOf(prefix) : null, Value: value));
        foreach (var group in known.Where(k => k.Id is not null).GroupBy(k => k.Id!).ToList())
        {
            var loader = context.Services.GetRequiredService(loaders.Find(group.Key)!.Value.Loader);
            var (key, type) = LoadersById.TypesOf(loader.GetType());
            var read = (Task<IReadOnlyDictionary<Guid, object>>)Typed.MakeGenericMethod(key, type)
                .Invoke(null, [loader, group.Select(g => g.Value).ToList(), context.Cancellation])!;
            var values = await read;
            context.Services.GetRequiredService<ReadAudit>().Note(context.Services.GetRequiredService<AuditTrail>(), values.Values);
            foreach (var item in group)
            {
                found[item.Place] = values.GetValueOrDefault(item.Value);
            }
        }

        return found;
    }

    private static async Task<IReadOnlyDictionary<Guid, object>> ReadOf<TId, TValue>(
        DataLoader<TId, TValue> loader, List<Guid> ids, CancellationToken ct)
        where TId : struct, IId<TId>
        where TValue : notnull =>
        (await loader.ReadAsync([.. ids.Distinct().Select(TId.From)], ct)).ToDictionary(p => p.Key.Value, p => (object)p.Value);
}
