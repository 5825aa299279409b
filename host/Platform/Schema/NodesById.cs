using System.Reflection;
using CarePlatform.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>Finds whatever has an id by its id alone, for <c>node</c>, <c>nodes</c> and fields that return an id.</summary>
internal static class NodesById
{
    private static readonly MethodInfo Typed = typeof(NodesById).GetMethod(nameof(ReadOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The fields <c>node</c> and <c>nodes</c>.</summary>
    public static IReadOnlyList<Field> Fields(SchemaTypes types, LoadersById loaders) =>
        NodeFields.Of(types.Node, async (ids, context) =>
        {
            if (context.Services.GetRequiredService<Session>().Actor.Auditor is not null)
            {
                context.Services.GetRequiredService<AuditTrail>().Asked("node", ids);
            }

            return await Read(ids, loaders, context);
        });

    /// <summary>The thing that an id of C# names; null for null.</summary>
    public static async ValueTask<object?> One(object? id, LoadersById loaders, FieldContext context) =>
        id is null ? null : (await Read([id.ToString()!], loaders, context))[0];

    private static async Task<object?[]> Read(IReadOnlyList<string> ids, LoadersById loaders, FieldContext context)
    {
        await FieldCalls.Open(context.Services, context.Cancellation);
        var found = new object?[ids.Count];
        var known = ids.Select((text, place) =>
            (Place: place, Id: Id.TrySplit(text, out var prefix, out var value) ? loaders.IdOf(prefix) : null, Value: value));
        foreach (var group in known.Where(k => k.Id is not null).GroupBy(k => k.Id!).ToList())
        {
            var loader = context.Services.GetRequiredService(loaders.Find(group.Key)!.Value.Loader);
            var (key, type) = LoadersById.TypesOf(loader.GetType());
            var read = (Task<IReadOnlyDictionary<Guid, object>>)Typed.MakeGenericMethod(key, type)
                .Invoke(null, [loader, group.Select(g => g.Value).ToList(), context.Cancellation])!;
            var values = await context.Services.GetRequiredService<RowScreen>().Show(
                await read, type, context.Services.GetRequiredService<RequestAccess>(), context.Cancellation);
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
