namespace CarePlatform.Platform;

/// <summary>
/// Takes what is written without waiting into memory and passes it on with the next asynchronous write: an archive writes its headers
/// without waiting, and a web server lets nobody do that. These are small; the files themselves are written asynchronously.
/// </summary>
internal sealed class GatheringStream(Stream to) : Stream
{
    private readonly MemoryStream _waiting = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => _waiting.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => _waiting.Write(buffer);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await PassOn(cancellationToken);
        await to.WriteAsync(buffer, cancellationToken);
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await PassOn(cancellationToken);
        await to.FlushAsync(cancellationToken);
    }

    public override void Flush()
    {
        // What waits is passed on by whoever can wait.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async ValueTask PassOn(CancellationToken ct)
    {
        if (_waiting.Length > 0)
        {
            await to.WriteAsync(_waiting.GetBuffer().AsMemory(0, (int)_waiting.Length), ct);
            _waiting.SetLength(0);
        }
    }
}
