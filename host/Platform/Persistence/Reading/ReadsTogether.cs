using System.Runtime.ExceptionServices;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// What loaders of one level want to read: the first that is needed brings everything that was announced, in one round trip.
/// </summary>
internal sealed class ReadsTogether(Session session)
{
    private readonly List<(object Keys, NpgsqlBatchCommand Command, Func<NpgsqlDataReader, CancellationToken, Task<object>> Read)> _announced = [];
    private readonly Dictionary<object, object> _read = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether something is announced under this list of keys.</summary>
    public bool Knows(object keys) => _read.ContainsKey(keys) || _announced.Exists(a => ReferenceEquals(a.Keys, keys));

    /// <summary>Announces a statement.</summary>
    /// <param name="keys">The list of keys that it is for: the object, not what is in it.</param>
    /// <param name="read">Reads the statement's result.</param>
    public void Add<T>(object keys, NpgsqlBatchCommand command, Func<NpgsqlDataReader, CancellationToken, Task<List<T>>> read) =>
        _announced.Add((keys, command, async (reader, ct) => await read(reader, ct)));

    /// <summary>What was read for this list of keys; nothing when nothing was announced for it.</summary>
    public async Task<IReadOnlyList<T>> Take<T>(object keys, CancellationToken ct)
    {
        if (_announced.Exists(a => ReferenceEquals(a.Keys, keys)))
        {
            await ReadAll(ct);
        }

        if (!_read.Remove(keys, out var rows))
        {
            return [];
        }

        if (rows is ExceptionDispatchInfo failure)
        {
            failure.Throw();
        }

        return (List<T>)rows;
    }

    private async Task ReadAll(CancellationToken ct)
    {
        var reads = _announced.ToArray();
        _announced.Clear();
        try
        {
            await using var batch = await ReadingBatch.Of(session, ct);
            Array.ForEach(reads, r => batch.Add(r.Command));
            await using var reader = await batch.ReadAsync(ct);
            foreach (var (keys, _, read) in reads)
            {
                _read.Add(keys, await read(reader, ct));
                await reader.NextResultAsync(ct);
            }
        }
        catch (Exception failed)
        {
            // Each of them fails with what failed; none is taken for empty.
            var failure = ExceptionDispatchInfo.Capture(failed);
            Array.ForEach(reads, r => _read[r.Keys] = failure);
        }
    }
}
