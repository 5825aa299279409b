using System.Text;

namespace CarePlatform.GraphQL;

/// <summary>Gives names that were read a moment ago without making the string again. Its size is fixed.</summary>
internal sealed class NameCache
{
    private readonly string?[] _slots = new string?[64];

    public string Get(ReadOnlySpan<byte> name)
    {
        var hash = (uint)name.Length;
        foreach (var value in name)
        {
            hash = (hash * 31) + value;
        }

        ref var slot = ref _slots[hash % (uint)_slots.Length];
        if (slot is null || !Ascii.Equals(name, slot))
        {
            slot = Encoding.ASCII.GetString(name);
        }

        return slot;
    }
}
