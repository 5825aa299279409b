using System.Collections.Concurrent;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>Reads and writes ids whose type is known only at run time.</summary>
internal abstract class IdReader
{
    private static readonly ConcurrentDictionary<Type, IdReader> Readers = new();

    /// <summary>The reader of an id type.</summary>
    public static IdReader Of(Type id) =>
        Readers.GetOrAdd(id, static t => (IdReader)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(t))!);

    /// <summary>The prefix on the wire.</summary>
    public abstract string Prefix { get; }

    /// <summary>How ids are shown in the schema and read from it.</summary>
    public abstract ScalarMapping Mapping { get; }

    /// <summary>The id of this UUID.</summary>
    public abstract object From(Guid value);

    private sealed class Typed<TId> : IdReader
        where TId : struct, IId<TId>
    {
        public override string Prefix => TId.Prefix;

        public override object From(Guid value) => TId.From(value);

        public override ScalarMapping Mapping { get; } = ScalarMapping.Of<TId, string, WrittenId>(
            Scalars.Id, Read, static id => new WrittenId(TId.Prefix, id.Value));

        private static TId Read(string text, string path) => Id.TryParse<TId>(text, out var id)
            ? id
            : throw new GraphQLException(
                $"\"{path}\" must be an id that begins with \"{TId.Prefix}_\" and has 26 characters behind it. Send it as it was received.",
                "BAD_USER_INPUT");
    }
}
