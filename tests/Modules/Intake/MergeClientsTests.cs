using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class MergeClientsTests
{
    [Fact]
    public async Task Everything_moves_to_the_survivor_and_the_merged_record_leads_there()
    {
        var desk = await IntakeDesk.Open();
        var survivor = await desk.Register("Maria", "Reyes", "1980-02-03");
        var merged = await desk.Register("Mary", "Johnson", "1980-02-03", "617-555-0101");
        var inquiry = await desk.Receive(merged);
        await desk.Do("recordCoverage", new { client = merged, payerName = "Medicaid", payerType = "MEDICAID", startsOn = "2025-01-01" }, "coverage { id }");
        // The payer has been asked before the records become one.
        await desk.Tenant.Quiet();

        var merge = await desk.Do("mergeClients", new { survivor, merged, reason = "same person" }, "clientMerge { reason survivor { id } }");

        Assert.Equal(survivor, merge.GetProperty("survivor").GetProperty("id").GetString());
        var answer = await desk.Ask(
            "query($a: ID!, $b: ID!) { a: client(id: $a) { inquiries { id } contactPoints { value } coverages { payerName } merges { reason } } b: client(id: $b) { state mergedInto { id } inquiries { id } } }",
            new { a = survivor, b = merged });
        Assert.Equal(inquiry, answer.GetProperty("a").GetProperty("inquiries")[0].GetProperty("id").GetString());
        Assert.Equal("617-555-0101", answer.GetProperty("a").GetProperty("contactPoints")[0].GetProperty("value").GetString());
        Assert.Equal("Medicaid", answer.GetProperty("a").GetProperty("coverages")[0].GetProperty("payerName").GetString());
        Assert.Equal("MERGED", answer.GetProperty("b").GetProperty("state").GetString());
        Assert.Equal(survivor, answer.GetProperty("b").GetProperty("mergedInto").GetProperty("id").GetString());
        Assert.Equal(0, answer.GetProperty("b").GetProperty("inquiries").GetArrayLength());
        Assert.Equal("intake.clients-merged@1", (await desk.Events())[^1].Type);
    }

    [Fact]
    public async Task Who_asks_under_the_merged_name_is_recognised_as_the_survivor()
    {
        var desk = await IntakeDesk.Open();
        var survivor = await desk.Register("Maria", "Reyes", "1980-02-03");
        var merged = await desk.Register("Mary", "Johnson", "1980-02-04");
        await desk.Do("mergeClients", new { survivor, merged, reason = "same person" }, "clientMerge { id }");
        var inquiry = await desk.Do(
            "receiveInquiry", new { door = "CALL", person = new { given = "Mary", family = "Johnson", birthDate = "1980-02-04" } }, "inquiry { client { id } }");
        Assert.Equal(survivor, inquiry.GetProperty("client").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_merged_record_is_closed_to_work_and_to_further_merges()
    {
        var desk = await IntakeDesk.Open();
        var (a, b, c) = (await desk.Register("Maria", "Reyes"), await desk.Register("Mary", "Reyes"), await desk.Register("Mari", "Reyes"));
        await desk.Do("mergeClients", new { survivor = a, merged = b, reason = "same person" }, "clientMerge { id }");
        Assert.Equal("ClientMergedAway", await desk.Refusal("receiveInquiry", new { door = "CALL", client = b }, "inquiry { id }"));
        Assert.Equal("ClientMergedAway", await desk.Refusal("amendClient", new { client = b, given = "M" }, "client { id }"));
        Assert.Equal("ClientMergedAway", await desk.Refusal("mergeClients", new { survivor = c, merged = b, reason = "again" }, "clientMerge { id }"));
        Assert.Equal("ClientMergedAway", await desk.Refusal("mergeClients", new { survivor = b, merged = c, reason = "again" }, "clientMerge { id }"));
        Assert.Equal("SameRecord", await desk.Refusal("mergeClients", new { survivor = a, merged = a, reason = "again" }, "clientMerge { id }"));
    }
}
