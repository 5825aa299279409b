using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class NoteChangeTests
{
    private const string Note = "changeNote { id day text notedBy { name } }";

    [Fact]
    public async Task A_change_of_the_work_stands_on_the_board_on_its_day()
    {
        var work = await WorkTenant.New();
        await work.Outside.Do("sue", "noteChange", new { team = work.FrontDoor.ToString(), text = "Two at the phones", day = "2025-06-01" }, Note);
        await work.Outside.Do("sue", "noteChange", new { team = work.FrontDoor.ToString(), text = "Three at the phones" }, Note);
        var changes = (await work.Board("ada", "changes { nodes { day text notedBy { name } } }")).GetProperty("changes").GetProperty("nodes");
        Assert.Equal(["Three at the phones", "Two at the phones"], changes.EnumerateArray().Select(c => Text(c, "text")));
        Assert.Equal(("2025-06-01", "Sue"), (Text(changes[1], "day"), Name(changes[1], "notedBy")));
    }

    [Fact]
    public async Task An_empty_note_is_refused()
    {
        var work = await WorkTenant.New();
        Assert.Equal(["InvalidInput"], await work.Refusals("sue", "noteChange", new { team = work.FrontDoor.ToString(), text = "" }, Note));
    }
}
