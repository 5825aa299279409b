using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace CarePlatform.Intake;

/// <summary>Reads the next batch of a source while the one before it is being loaded.</summary>
internal static class ReadAhead
{
    public static async IAsyncEnumerable<ImportBatch> Batches(IImportSource source, [EnumeratorCancellation] CancellationToken ct)
    {
        var batches = Channel.CreateBounded<ImportBatch>(1);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var reading = Task.Run(() => ReadAsync(source, batches.Writer, stopping.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(ct))
            {
                yield return batch;
            }
        }
        finally
        {
            await stopping.CancelAsync();
            await reading;
        }
    }

    // A fault reaches whoever takes the batches, through the channel.
    private static async Task ReadAsync(IImportSource source, ChannelWriter<ImportBatch> batches, CancellationToken ct)
    {
        try
        {
            var batch = new ImportBatch();
            foreach (var row in source.Rows())
            {
                ct.ThrowIfCancellationRequested();
                batch.Add(row);
                if (batch.IsFull)
                {
                    await batches.WriteAsync(batch, ct);
                    batch = new ImportBatch();
                }
            }

            await batches.WriteAsync(batch, ct);
            batches.Complete();
        }
        catch (Exception fault)
        {
            batches.Complete(fault);
        }
    }
}
