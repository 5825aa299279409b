using CarePlatform.Messaging;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>Who works in the database when more want to than may.</summary>
public sealed class TurnsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_due_goes_before_what_waited_longer()
    {
        var turns = new Turns(2);
        var (first, second) = (await Taken(turns, isDue: false), await Taken(turns, isDue: false));
        var (heard, due) = (turns.Take(isDue: false, Ct).AsTask(), turns.Take(isDue: true, Ct).AsTask());

        first.Dispose();

        (await due).Dispose();
        (await heard).Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task Others_have_a_turn_however_much_is_due()
    {
        var turns = new Turns(1);
        var first = await Taken(turns, isDue: true);
        var due = Enumerable.Range(0, 3).Select(_ => turns.Take(isDue: true, Ct).AsTask()).ToList();
        var heard = turns.Take(isDue: false, Ct).AsTask();

        first.Dispose();

        (await heard).Dispose();
        foreach (var one in due)
        {
            (await one).Dispose();
        }
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_turn_from_the_next()
    {
        var turns = new Turns(1);
        var first = await Taken(turns, isDue: false);
        using var impatient = new CancellationTokenSource();
        var (gone, next) = (turns.Take(isDue: true, impatient.Token).AsTask(), turns.Take(isDue: false, Ct).AsTask());

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        first.Dispose();

        (await next).Dispose();
        (await Taken(turns, isDue: false)).Dispose();
    }

    [Fact]
    public async Task No_turn_is_lost_or_doubled_whatever_is_cancelled_meanwhile()
    {
        var turns = new Turns(3);
        var (atOnce, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Task.Run(
            async () =>
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
                var asked = turns.Take(isDue: i % 3 == 0, patience.Token).AsTask();
                if (i % 5 == 0)
                {
                    await patience.CancelAsync();
                }

                try
                {
                    using var turn = await asked;
                    Interlocked.Exchange(ref most, Math.Max(most, Interlocked.Increment(ref atOnce)));
                    await Task.Yield();
                    Interlocked.Decrement(ref atOnce);
                }
                catch (OperationCanceledException)
                {
                    // Gave up.
                }
            },
            Ct)));

        Assert.InRange(most, 1, 3);
        var all = Enumerable.Range(0, 3).Select(_ => turns.Take(isDue: false, Ct).AsTask()).ToList();
        Assert.All(all, t => Assert.True(t.IsCompletedSuccessfully));
    }

    private static Task<Turns.Turn> Taken(Turns turns, bool isDue)
    {
        var taken = turns.Take(isDue, Ct).AsTask();
        Assert.True(taken.IsCompletedSuccessfully);
        return taken;
    }
}
