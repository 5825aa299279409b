namespace CarePlatform.Platform;

/// <summary>
/// A typed id over a version 7 UUID. On the wire it is a prefix and 26 characters, such as
/// <c>cli_01jd9v7k3m8x2n4p6q8r0s2t4v</c>: unique across types and tenants, so that <c>node(id:)</c> needs nothing else.
/// </summary>
public interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    /// <summary>Three or four lower-case letters that tell ids of this type apart on the wire.</summary>
    static abstract string Prefix { get; }

    /// <summary>The id that holds this UUID.</summary>
    static abstract TSelf From(Guid value);

    /// <summary>The UUID as the database stores it.</summary>
    Guid Value { get; }
}

/// <summary>Makes ids, writes them for the wire and reads them back.</summary>
public static class Id
{
    /// <summary>A new id whose order follows the time of <paramref name="clock"/>.</summary>
    public static TId New<TId>(TimeProvider clock)
        where TId : struct, IId<TId> => TId.From(Guid.CreateVersion7(clock.GetUtcNow()));

    /// <summary>The wire form: prefix, underscore, 26 characters of Crockford's base 32.</summary>
    public static string Format<TId>(TId id)
        where TId : struct, IId<TId> => Format(TId.Prefix, id.Value);

    /// <summary>The wire form of a UUID under a prefix.</summary>
    public static string Format(string prefix, Guid value) => string.Create(
        prefix.Length + 1 + Crockford.Length, (prefix, value), static (text, id) =>
        {
            id.prefix.CopyTo(text);
            text[id.prefix.Length] = '_';
            Crockford.Encode(id.value, text[(id.prefix.Length + 1)..]);
        });

    /// <summary>Reads the wire form; false when the text is not an id of this type.</summary>
    public static bool TryParse<TId>(string? text, out TId id)
        where TId : struct, IId<TId>
    {
        if (TrySplit(text, out var prefix, out var value) && prefix == TId.Prefix)
        {
            id = TId.From(value);
            return true;
        }

        id = default;
        return false;
    }

    /// <summary>Reads the wire form of an id of any type.</summary>
    public static bool TrySplit(string? text, out string prefix, out Guid value)
    {
        var underscore = text?.LastIndexOf('_') ?? -1;
        if (underscore > 0 && Crockford.TryDecode(text.AsSpan(underscore + 1), out value))
        {
            prefix = text![..underscore];
            return true;
        }

        (prefix, value) = ("", default);
        return false;
    }
}
