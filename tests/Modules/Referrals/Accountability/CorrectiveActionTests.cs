using Xunit;
using static CarePlatform.Referrals.Tests.AccountableTenant;

namespace CarePlatform.Referrals.Tests;

public sealed class OpenCorrectiveActionTests
{
    [Fact]
    public async Task The_partner_sees_its_own_and_nobody_elses_and_silence_escalates()
    {
        var loop = await LoopTenant.New();
        var action = await Action(loop);
        Assert.Equal(action, LoopTenant.IdOf(Assert.Single((await loop.Outside.Ask(LoopTenant.Partner, "{ ourCorrectiveActions(first: 10) { nodes { id what dueOn } } }"))
            .GetProperty("ourCorrectiveActions").GetProperty("nodes").EnumerateArray())));
        await loop.Outside.Do(Director, "openCorrectiveAction", new { partner = loop.Hospital, what = "x", responsible = "y", dueOn = "2099-01-01" }, ActionFields);
        Assert.Single((await loop.Outside.Ask(LoopTenant.Partner, "{ ourCorrectiveActions(first: 10) { nodes { id } } }"))
            .GetProperty("ourCorrectiveActions").GetProperty("nodes").EnumerateArray());
        await loop.Outside.Forward(TimeSpan.FromDays(12));
        Assert.Contains(await Work(loop, "corrective-action"), w => w is { Step: "evidence", Rung: >= 1 });
        var overdue = (await loop.Outside.Ask(Director, "query($p: ID!) { correctiveActions(partner: $p, open: true, first: 10) { nodes { overdue } } }", new { p = loop.Housing }))
            .GetProperty("correctiveActions").GetProperty("nodes")[0].GetProperty("overdue").GetBoolean();
        Assert.True(overdue);
    }

    [Fact]
    public async Task A_day_that_has_passed_and_a_review_of_another_partner_are_refused()
    {
        var loop = await LoopTenant.New();
        await Contract(loop);
        var review = await Review(loop);
        foreach (var (input, refusal) in new (object, string)[]
        {
            (new { partner = loop.Housing, what = "x", responsible = "y", dueOn = "2020-01-01" }, "InvalidInput"),
            (new { partner = loop.Hospital, what = "x", responsible = "y", dueOn = "2099-01-01", review }, "NotFound"),
            (new { partner = loop.Housing, what = " ", responsible = "y", dueOn = "2099-01-01" }, "InvalidInput"),
        })
        {
            Assert.Equal(refusal, TypeOf(await loop.Outside.Refused(Director, "openCorrectiveAction", input, ActionFields)));
        }
    }
}

public sealed class ReportCorrectiveEvidenceTests
{
    [Fact]
    public async Task A_partner_shows_what_it_put_right_and_another_partner_cannot()
    {
        var loop = await LoopTenant.New();
        var action = await Action(loop);
        var foreign = LoopTenant.IdOf(await loop.Outside.Do(Director, "openCorrectiveAction", new { partner = loop.Hospital, what = "x", responsible = "y", dueOn = "2099-01-01" }, ActionFields));
        Assert.Equal("NotFound", TypeOf(await loop.Outside.Refused(LoopTenant.Partner, "reportCorrectiveEvidence", new { action = foreign, evidence = "z" }, AskedFields)));
        var shown = await loop.Outside.Do(LoopTenant.Partner, "reportCorrectiveEvidence", new { action, evidence = "The new list goes out each morning." }, AskedFields);
        Assert.Equal("The new list goes out each morning.", shown.GetProperty("evidence").GetString());
        Assert.Equal(["judge"], (await Work(loop, "corrective-action")).Where(w => w.Step == "judge").Select(w => w.Step));
    }
}

public sealed class CloseCorrectiveActionTests
{
    [Fact]
    public async Task Without_evidence_it_can_only_be_withdrawn_and_what_is_closed_stays_closed()
    {
        var loop = await LoopTenant.New();
        var action = await Action(loop);
        Assert.Equal("EvidenceMissing", TypeOf(await loop.Outside.Refused(Director, "closeCorrectiveAction", new { action, result = "EFFECTIVE" }, ActionFields)));
        await loop.Outside.Do(LoopTenant.Partner, "reportCorrectiveEvidence", new { action, evidence = "Done." }, AskedFields);
        await loop.Outside.Do(Director, "closeCorrectiveAction", new { action, result = "EFFECTIVE", note = "Seen." }, ActionFields);
        Assert.Empty(await Work(loop, "corrective-action"));
        Assert.Equal("ActionClosed", TypeOf(await loop.Outside.Refused(LoopTenant.Partner, "reportCorrectiveEvidence", new { action, evidence = "More." }, AskedFields)));
        Assert.Equal("ActionClosed", TypeOf(await loop.Outside.Refused(Director, "closeCorrectiveAction", new { action, result = "WITHDRAWN" }, ActionFields)));

        var other = await Action(loop);
        await loop.Outside.Do(Director, "closeCorrectiveAction", new { action = other, result = "WITHDRAWN" }, ActionFields);
        Assert.Empty(await Work(loop, "corrective-action"));
    }
}
