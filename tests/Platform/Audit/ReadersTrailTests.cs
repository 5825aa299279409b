using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class ReadersTrailTests : IAsyncLifetime
{
    private AuditedTenant _audited = null!;

    public async ValueTask InitializeAsync() => _audited = await AuditedTenant.Start();

    public ValueTask DisposeAsync() => _audited.DisposeAsync();

    [Fact]
    public async Task What_many_readers_were_shown_at_the_same_moment_is_written_with_the_subjects_of_each()
    {
        var readers = Enumerable.Range(1, 60).Select(r => Row($"reader-{r}", Enumerable.Range(0, r % 4).Select(s => $"tree {r}.{s}"))).ToList();
        await Write(trail => Task.WhenAll(readers.Select(r => trail.Write(_audited.Tenant, [r]))));

        var expected = readers.Select(r => $"{r.ActorName}: {string.Join(",", r.Subjects)}").Order(StringComparer.Ordinal);
        Assert.Equal(
            string.Join("; ", expected),
            await _audited.Platform.Ask("""
                select string_agg(line, '; ' order by line collate "C")
                from (select concat(actor_name, ': ', array_to_string(subjects, ',')) as line from platform.audit_entries) written
                """));
    }

    [Fact]
    public async Task Entries_of_one_reader_stay_in_their_order()
    {
        await Write(trail => trail.Write(_audited.Tenant, [Row("a", ["1"]), Row("b", []), Row("c", ["2", "3"])]));
        Assert.Equal("a b c", await _audited.Platform.Ask("select string_agg(actor_name, ' ' order by position) from platform.audit_entries"));
    }

    [Fact]
    public async Task Nobody_fails_for_another_whose_entry_cannot_be_written()
    {
        // PostgreSQL stores no text with this character.
        var bad = Row("bad\0name", []);
        var tasks = new List<Task>();
        await Write(trail =>
        {
            tasks.AddRange(Enumerable.Range(0, 20).Select(r => trail.Write(_audited.Tenant, [r == 10 ? bad : Row($"reader-{r}", [])])));
            return Task.WhenAll(tasks).ContinueWith(_ => true, TaskScheduler.Default);
        });

        Assert.IsType<PostgresException>(tasks[10].Exception?.InnerException);
        Assert.All(tasks.Where((_, reader) => reader != 10), t => Assert.True(t.IsCompletedSuccessfully));
        Assert.Equal(19L, await _audited.Platform.Ask("select count(*) from platform.audit_entries"));
    }

    private Task<bool> Write(Func<ReadersTrail, Task> write) => _audited.Platform.Do(_audited.Tenant, async services =>
    {
        await write(services.GetRequiredService<ReadersTrail>());
        return true;
    });

    private AuditRow Row(string actor, IEnumerable<string> subjects)
    {
        var now = _audited.Platform.World.GetUtcNow();
        return new AuditRow(Guid.CreateVersion7(now), now, "read", "Tree", [.. subjects], "done", null, actor, null, null, null, Guid.CreateVersion7(now));
    }
}
