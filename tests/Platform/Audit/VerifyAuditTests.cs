using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class VerifyAuditTests : IAsyncLifetime
{
    private static readonly string[] Changes =
    [
        "at = at + interval '1 microsecond'",
        "kind = 'read'",
        "action = action || ' '",
        "subjects = array['tree_1tree_2']",
        "subjects = array['tree_2', 'tree_1']",
        "subjects = '{}'",
        "outcome = 'refused'",
        "actor_id = gen_random_uuid()",
        "actor_name = 'Somebody'",
        "on_behalf_of = gen_random_uuid()",
        "app = ''",
        "purpose = 'treatment'",
        "correlation = gen_random_uuid()",
        "position = default",
        "transaction_id = '7'",
    ];

    private AuditedTenant _audited = null!;

    public async ValueTask InitializeAsync()
    {
        _audited = await AuditedTenant.Start();
        foreach (var action in (string[])["a", "b", "c", "d"])
        {
            await _audited.Write(action, "tree_1", "tree_2");
        }

        await _audited.SealAll();
    }

    public ValueTask DisposeAsync() => _audited.DisposeAsync();

    [Fact]
    public async Task An_untouched_trail_is_intact()
    {
        var verified = await _audited.Verify();

        Assert.Null(verified.Problem);
        Assert.Equal((4, 0), (verified.Links, verified.Waiting));
    }

    // All but the column that the database computes from another.
    private const string Written =
        "id, tenant_id, position, transaction_id, at, kind, action, subjects, outcome, actor_id, actor_name, on_behalf_of, app, purpose, correlation";

    [Fact]
    public async Task Any_change_of_any_column_of_any_entry_is_found()
    {
        await _audited.Tamper("create table kept as select * from platform.audit_entries");
        foreach (var (change, link) in Changes.SelectMany(c => Enumerable.Range(1, 4).Select(l => (c, l))))
        {
            await _audited.Tamper($"update platform.audit_entries set {change} where id = (select entry_id from platform.audit_chain where sequence = {link})");

            var verified = await _audited.Verify();
            Assert.True(verified.Problem is not null, $"{change} of link {link} was not found.");
            Assert.Equal(link - 1, verified.Links);
            await _audited.Tamper(
                $"delete from platform.audit_entries; insert into platform.audit_entries ({Written}) overriding system value select {Written} from kept");
        }

        Assert.Null((await _audited.Verify()).Problem);
    }

    [Fact]
    public async Task Every_column_of_an_entry_is_tried() => Assert.Equal(
        Changes.Select(c => c[..c.IndexOf(' ', StringComparison.Ordinal)]).Distinct().Order(StringComparer.Ordinal),
        ((string)(await _audited.Platform.Ask("""
            select string_agg(attname, ' ') from pg_attribute
            where attrelid = 'platform.audit_entries'::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname not in ('id', 'tenant_id')
            """))!).Split(' ').Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("delete from platform.audit_entries where action = 'b'", 1, "The entry of link 2 was removed.")]
    [InlineData("delete from platform.audit_chain where sequence = 2", 1, "Link 2 was removed.")]
    [InlineData("update platform.audit_chain set hash = sha256(hash) where sequence = 3", 2, "The entry of link 3")]
    [InlineData("update platform.audit_chain set previous = sha256(hash) where sequence = 3", 2, "Link 3 does not follow")]
    [InlineData("update platform.audit_chain set sequence = sequence + 1 where sequence = 4", 3, "Link 4 was removed.")]
    [InlineData("""
        delete from platform.audit_entries where action = 'b';
        delete from platform.audit_chain where sequence = 2;
        update platform.audit_chain set sequence = sequence - 1 where sequence = 3;
        update platform.audit_chain set sequence = sequence - 1 where sequence = 4
        """, 1, "Link 2 does not follow")]
    public async Task A_broken_chain_is_found_where_it_breaks(string tampering, int links, string problem)
    {
        await _audited.Tamper(tampering);

        var verified = await _audited.Verify();
        Assert.Equal(links, verified.Links);
        Assert.Contains(problem, verified.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_was_slipped_in_behind_the_chain_is_found()
    {
        await _audited.Tamper("""
            insert into platform.audit_entries (id, tenant_id, transaction_id, at, kind, action, subjects, outcome, actor_name, correlation)
            select gen_random_uuid(), tenant_id, transaction_id, at, 'write', 'forged', '{}', 'done', 'x', correlation
            from platform.audit_entries where action = 'b'
            """);

        Assert.Contains("1 entries are not linked", (await _audited.Verify()).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_that_was_cut_off_is_found_by_an_earlier_head()
    {
        var head = (await _audited.Verify()).Head;
        await _audited.Write("e");
        await _audited.SealAll();
        Assert.Null((await _audited.Verify(head)).Problem);

        await _audited.Tamper("""
            delete from platform.audit_entries where action in ('d', 'e');
            delete from platform.audit_chain where sequence > 3
            """);

        Assert.Null((await _audited.Verify()).Problem);
        Assert.Contains(head, (await _audited.Verify(head)).Problem, StringComparison.Ordinal);
    }
}
