using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class AuditTrailTests : IAsyncLifetime
{
    private AuditedTenant _audited = null!;

    public async ValueTask InitializeAsync() => _audited = await AuditedTenant.Start();

    public ValueTask DisposeAsync() => _audited.DisposeAsync();

    [Fact]
    public async Task What_was_done_is_written_with_who_for_whom_and_why()
    {
        var hand = new UserId(Guid.CreateVersion7(_audited.Platform.World.GetUtcNow()));
        var actor = new Actor(hand, "Hand", new HashSet<string>(), new HashSet<TeamId>(), new Dictionary<string, Reach>());
        await _audited.Platform.Do(
            _audited.Tenant,
            async services =>
            {
                var trail = services.GetRequiredService<AuditTrail>();
                (trail.App, trail.Purpose, trail.OnBehalfOf) = ("console", "treatment", hand);
                trail.Write("PlantTree", ["tree_1"], "done");
                await trail.FlushAsync(TestPlatform.Cancellation);
                return true;
            },
            actor);

        Assert.Equal(
            "write PlantTree {tree_1} done Hand console treatment true true",
            await _audited.Platform.Ask("""
                select concat_ws(' ', kind, action, subjects::text, outcome, actor_name, app, purpose, (actor_id = on_behalf_of)::text, (correlation is not null)::text)
                from platform.audit_entries
                """));
    }

    [Fact]
    public async Task What_is_shown_several_times_in_a_request_is_noted_once()
    {
        await _audited.Platform.Do(_audited.Tenant, async services =>
        {
            var trail = services.GetRequiredService<AuditTrail>();
            int[] shown = [2, 1, 1, 3];
            Array.ForEach(shown, tree => trail.ReadsOf("Tree", "tree").Add(Thing(tree)));
            await trail.FlushAsync(TestPlatform.Cancellation);
            await trail.FlushAsync(TestPlatform.Cancellation);
            return true;
        });

        Assert.Equal(
            $"read Tree {{{Wire("tree", 1)},{Wire("tree", 2)},{Wire("tree", 3)}}}",
            await _audited.Platform.Ask("select string_agg(concat_ws(' ', kind, action, subjects::text), '; ') from platform.audit_entries"));
    }

    [Fact]
    public async Task Kinds_that_were_shown_of_the_same_subjects_are_one_entry_that_each_kind_finds()
    {
        await _audited.Platform.Do(_audited.Tenant, async services =>
        {
            var trail = services.GetRequiredService<AuditTrail>();
            trail.ReadsOf("Tree", "tree").Add(Thing(2));
            trail.ReadsOf("Tree", "tree").Add(Thing(1));
            trail.ReadsOf("Bed", "bed").Add(Thing(1));
            trail.ReadsOf("Branch", "tree").Add(Thing(1));
            trail.ReadsOf("Branch", "tree").Add(Thing(2));
            trail.ReadsOf("Gate", "gate").Add(Thing(1));
            await trail.FlushAsync(TestPlatform.Cancellation);
            return true;
        });

        Assert.Equal(
            $"Bed {{{Wire("bed", 1)}}}; Branch, Tree {{{Wire("tree", 1)},{Wire("tree", 2)}}}; Gate {{{Wire("gate", 1)}}}",
            await _audited.Platform.Ask("select string_agg(concat_ws(' ', action, subjects::text), '; ' order by action) from platform.audit_entries"));
        Assert.Equal(["Branch, Tree"], await Find(new AuditFilter(Action: "Tree")));
        Assert.Equal(["Branch, Tree"], await Find(new AuditFilter(Action: "Branch")));
        Assert.Equal(["Bed"], await Find(new AuditFilter(Action: "Bed")));
        Assert.Empty(await Find(new AuditFilter(Action: "Branch, T")));
    }

    [Fact]
    public async Task What_was_not_committed_leaves_no_entry()
    {
        await using (var scope = _audited.Platform.In(_audited.Tenant))
        {
            var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
            trail.Write("PlantTree", ["tree_1"], "done");
            await trail.FlushAsync(TestPlatform.Cancellation);
        }

        Assert.Equal(0L, await _audited.Platform.Ask("select count(*) from platform.audit_entries"));
    }

    [Theory]
    [InlineData("update platform.audit_entries set action = 'Other'")]
    [InlineData("delete from platform.audit_entries")]
    [InlineData("truncate platform.audit_entries cascade")]
    [InlineData("update platform.audit_chain set sequence = 9")]
    [InlineData("delete from platform.audit_chain")]
    [InlineData("truncate platform.audit_chain")]
    public async Task Nobody_changes_or_removes_an_entry_not_even_the_superuser_by_mistake(string sql)
    {
        await _audited.Write("PlantTree", "tree_1");
        await _audited.SealAll();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => _audited.Platform.Ask(sql));
        Assert.Contains("append-only", refused.MessageText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update platform.audit_entries set action = 'Other'")]
    [InlineData("delete from platform.audit_chain")]
    [InlineData("insert into platform.audit_entries (id, at, kind, action, subjects, outcome, actor_name, correlation, transaction_id) values (gen_random_uuid(), now(), 'write', 'x', '{}', 'done', 'x', gen_random_uuid(), '5')")]
    public async Task The_application_may_only_add_and_cannot_say_when(string sql)
    {
        await using var scope = _audited.Platform.In(_audited.Tenant);
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        await session.OpenAsync(TestPlatform.Cancellation);
        await using var command = new NpgsqlCommand(sql, session.Connection, session.Transaction);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestPlatform.Cancellation));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Entries_are_found_by_actor_subject_action_and_time()
    {
        await _audited.Write("PlantTree", "tree_1", "bed_1");
        _audited.Platform.World.Pass(TimeSpan.FromHours(1));
        await _audited.Write("CutTree", "tree_1");
        var now = _audited.Platform.World.GetUtcNow();

        Assert.Equal(["CutTree", "PlantTree"], await Find(new AuditFilter(Subject: "tree_1")));
        Assert.Equal(["PlantTree"], await Find(new AuditFilter(Subject: "bed_1")));
        Assert.Equal(["CutTree"], await Find(new AuditFilter(Action: "CutTree")));
        Assert.Equal(["CutTree"], await Find(new AuditFilter(From: now)));
        Assert.Equal(["PlantTree"], await Find(new AuditFilter(Until: now)));
        Assert.Empty(await Find(new AuditFilter(Actor: new UserId(Guid.CreateVersion7(now)))));
        Assert.Equal(["CutTree", "PlantTree"], await Find(null));
    }

    [Fact]
    public async Task The_model_fits_the_migrated_tables()
    {
        await using var model = new AuditDb(ContextPool<AuditDb>.Options);

        Assert.Empty(await SchemaDrift.FindAsync(model, _audited.Platform.Database.AdministratorConnectionString, TestPlatform.Cancellation));
    }

    private static Guid Thing(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private static string Wire(string prefix, int number) => Id.Format(prefix, Thing(number));

    private async Task<IEnumerable<string>> Find(AuditFilter? where) => await _audited.Platform.Do(_audited.Tenant, async services =>
    {
        await services.GetRequiredService<Session>().OpenAsync(TestPlatform.Cancellation);
        var page = await AuditQueries.AuditEntries(
            where, new Page(), services.GetRequiredService<AuditDb>(), Actor.System, services.GetRequiredService<AuditTrail>(), TestPlatform.Cancellation);
        return page.Nodes.Select(n => n.Action).ToList();
    });
}
