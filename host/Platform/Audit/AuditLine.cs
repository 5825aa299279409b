using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>An entry as the chain sees it: every column of its row, in bytes that are the same for the same facts and no others.</summary>
internal sealed class AuditLine
{
    /// <summary>The columns that <see cref="Read"/> takes, of a row called <c>e</c>.</summary>
    public const string Columns =
        "e.id, e.tenant_id, e.position, e.transaction_id, e.at, e.kind, e.action, e.subjects, e.outcome, e.actor_id, e.actor_name, "
        + "e.on_behalf_of, e.app, e.purpose, e.correlation";

    /// <summary>How many they are.</summary>
    public const int Count = 15;

    private readonly ReadOnlyMemory<byte> _bytes;

    private AuditLine(Guid id, long transaction, long position, ReadOnlyMemory<byte> bytes) =>
        (Id, Transaction, Position, _bytes) = (id, transaction, position, bytes);

    public Guid Id { get; }

    public long Transaction { get; }

    public long Position { get; }

    /// <summary>What comes before the first link.</summary>
    public static byte[] Beginning => new byte[SHA256.HashSizeInBytes];

    /// <summary>Reads the columns from the reader's current row.</summary>
    public static AuditLine Read(NpgsqlDataReader reader)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Write(bytes, reader.GetGuid(0));
        Write(bytes, reader.GetGuid(1));
        Write(bytes, reader.GetInt64(2));
        Write(bytes, (long)reader.GetFieldValue<ulong>(3));
        Write(bytes, reader.GetFieldValue<DateTimeOffset>(4).UtcTicks);
        Write(bytes, reader.GetString(5));
        Write(bytes, reader.GetString(6));
        var subjects = reader.GetFieldValue<string[]>(7);
        Write(bytes, subjects.LongLength);
        Array.ForEach(subjects, s => Write(bytes, s));
        Write(bytes, reader.GetString(8));
        Write(bytes, reader.IsDBNull(9) ? null : reader.GetGuid(9));
        Write(bytes, reader.GetString(10));
        Write(bytes, reader.IsDBNull(11) ? null : reader.GetGuid(11));
        Write(bytes, reader.IsDBNull(12) ? null : reader.GetString(12));
        Write(bytes, reader.IsDBNull(13) ? null : reader.GetString(13));
        Write(bytes, reader.GetGuid(14));
        return new AuditLine(reader.GetGuid(0), (long)reader.GetFieldValue<ulong>(3), reader.GetInt64(2), bytes.WrittenMemory);
    }

    /// <summary>The hash of the link that joins this entry to the one before.</summary>
    public byte[] Link(byte[] previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        hash.AppendData(_bytes.Span);
        return hash.GetHashAndReset();
    }

    private static void Write(ArrayBufferWriter<byte> bytes, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes.GetSpan(sizeof(long)), value);
        bytes.Advance(sizeof(long));
    }

    private static void Write(ArrayBufferWriter<byte> bytes, Guid? value)
    {
        const int length = 1 + 16;
        var span = bytes.GetSpan(length);
        span[0] = value is null ? (byte)0 : (byte)1;
        (value ?? Guid.Empty).TryWriteBytes(span[1..], bigEndian: true, out _);
        bytes.Advance(length);
    }

    // The length goes first, so that no two rows of texts run together into the same bytes; -1 is null.
    private static void Write(ArrayBufferWriter<byte> bytes, string? value)
    {
        Write(bytes, value is null ? -1L : Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, bytes);
    }
}
