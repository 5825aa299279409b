using System.Threading.Channels;

namespace CarePlatform.GraphQL;

/// <summary>Runs what is to be delivered later, and hands over what is finished, in the order in which it is.</summary>
internal sealed class IncrementalWork(RequestContext request, ExecutorOptions options, OpenSources sources, ResponseBudget budget)
{
    private const int MostItemsTogether = 1_000;

    private readonly Channel<Action<DeliveryGraph, Payload>> _finished =
        Channel.CreateUnbounded<Action<DeliveryGraph, Payload>>(new UnboundedChannelOptions { SingleReader = true });

    private readonly HashSet<Task> _running = [];

    // Requests that share a connection do one thing at a time; then whoever comes first goes first.
    private readonly SemaphoreSlim? _turn = options.Concurrency is Concurrency.OneAtATime ? new SemaphoreSlim(1) : null;

    /// <summary>Starts all that is ready: the same fields of different objects together, and the items of lists that are there.</summary>
    public void Start(DeliveryGraph graph)
    {
        _running.RemoveWhere(task => task.IsCompleted);
        foreach (var groups in graph.ReadyGroups.GroupBy(group => group.Plan).ToList())
        {
            _running.Add(Resolve([.. groups]));
        }

        graph.ReadyGroups.Clear();
        foreach (var streams in graph.ReadyStreams.Where(stream => stream.Source is ListSource).GroupBy(stream => stream.Plan).ToList())
        {
            foreach (var together in streams.Chunk(Math.Max(1, MostItemsTogether / options.Incremental.StreamBatch)))
            {
                _running.Add(Resolve(together));
            }
        }

        foreach (var stream in graph.ReadyStreams.Where(stream => stream.Source is not ListSource).ToList())
        {
            _running.Add(Resolve([stream]));
        }

        graph.ReadyStreams.Clear();
    }

    /// <summary>Waits until something is finished, and takes everything that is.</summary>
    public async ValueTask TakeFinished(DeliveryGraph graph, Payload payload)
    {
        var finish = await _finished.Reader.ReadAsync(request.Cancellation).ConfigureAwait(false);
        do
        {
            finish(graph, payload);
        }
        while (_finished.Reader.TryRead(out finish));
    }

    /// <summary>Waits for everything that runs.</summary>
    public Task Settle() => Task.WhenAll(_running);

    private Task Resolve(GroupRecord[] groups) => InTurn(
        finished => new PartRun(groups[0].Plan, request, options, sources, budget)
            .Resolve(groups, (group, result) => finished.Add((graph, payload) => graph.Finish(group, result, payload))),
        (finished, errors) =>
        {
            foreach (var group in groups.Skip(finished.Count))
            {
                finished.Add((graph, payload) => graph.Finish(group, PartResult.Failed(errors), payload));
            }
        });

    private Task Resolve(StreamRecord[] streams) => InTurn(
        async finished =>
        {
            var batches = new List<(StreamRecord, StreamBatch)>(streams.Length);
            foreach (var stream in streams)
            {
                batches.Add((stream, await stream.Source.Read(options.Incremental.StreamBatch).ConfigureAwait(false)));
            }

            request.Cancellation.ThrowIfCancellationRequested();
            var over = new List<StreamSource>();
            await new PartRun(streams[0].Plan.Plan, request, options, sources, budget).Resolve(batches, (stream, result) =>
            {
                finished.Add((graph, payload) => graph.Finish(stream, result, payload));
                if (result.IsLast)
                {
                    over.Add(stream.Source);
                }
            }).ConfigureAwait(false);
            foreach (var source in over)
            {
                await sources.Close(source).ConfigureAwait(false);
            }
        },
        (finished, errors) =>
        {
            foreach (var stream in streams.Skip(finished.Count))
            {
                finished.Add((graph, payload) => graph.Finish(stream, new ItemsResult(null, 0, IsLast: true, errors), payload));
            }
        });

    /// <summary>Does work, which adds to a list what came of each of its parts; for the parts that it does not reach there are errors.</summary>
    private async Task InTurn(
        Func<List<Action<DeliveryGraph, Payload>>, Task> work,
        Action<List<Action<DeliveryGraph, Payload>>, IReadOnlyList<GraphQLError>> fail)
    {
        var finished = new List<Action<DeliveryGraph, Payload>>();
        try
        {
            if (_turn is null)
            {
                await work(finished).ConfigureAwait(false);
            }
            else
            {
                await _turn.WaitAsync(request.Cancellation).ConfigureAwait(false);
                try
                {
                    await work(finished).ConfigureAwait(false);
                }
                finally
                {
                    _turn.Release();
                }
            }
        }
        catch (OperationCanceledException) when (request.Cancellation.IsCancellationRequested)
        {
            // Whoever waits for the work is told by the same token.
            return;
        }
        catch (Exception reached) when (ResponseLimit.IsReached(reached))
        {
            fail(finished, [ResponseLimit.ErrorFor(reached)]);
        }
#pragma warning disable CA1031 // Whatever fails in a host's guard is told in the log, and the client is told of the part that it misses.
        catch (Exception failure)
        {
            var id = InternalError.Log(options, failure, request.Operation.Name?.Value, null);
            fail(finished, [InternalError.For(failure, id, options)]);
        }
#pragma warning restore CA1031

        _finished.Writer.TryWrite((graph, payload) => finished.ForEach(finish => finish(graph, payload)));
    }
}
