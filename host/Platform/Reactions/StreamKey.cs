using System.Collections.Concurrent;
using System.Reflection;

namespace CarePlatform.Platform;

/// <summary>Reads the key within which an event or timer keeps its order: the one id marked with <see cref="StreamAttribute"/>.</summary>
internal static class StreamKey
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo> Properties = new();

    public static string Of(object message) => Properties.GetOrAdd(message.GetType(), Find).GetValue(message)!.ToString()!;

    private static PropertyInfo Find(Type type) => type.GetProperties().Where(p => p.IsDefined(typeof(StreamAttribute))).ToList() switch
    {
        [var only] => only,
        var marked => throw new DeclarationException(
            type, $"must mark exactly one typed id with [property: Stream]; it marks {marked.Count}"),
    };
}
