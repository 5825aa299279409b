using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class RetireWorkflowTemplateTests
{
    [Fact]
    public async Task A_retired_template_starts_nothing_and_its_runs_go_on()
    {
        var work = await WorkTenant.New();
        var running = await work.Inquiry("ada");
        var template = (await work.Outside.Ask("admin", "{ workflowTemplates(where: { key: \"front-door\" }) { nodes { id } } }"))
            .GetProperty("workflowTemplates").GetProperty("nodes")[0].GetProperty("id").GetString();
        var retired = await work.Outside.Do("admin", "retireWorkflowTemplate", new { template }, SomeTemplate.Template);
        Assert.Equal("RETIRED", retired.GetProperty("state").GetString());

        Assert.Empty(await work.All("sue", await work.Inquiry("ada")));
        await work.Happened(running.Triaged(Intake.Contracts.Acuity.Urgent, await work.Now()));
        Assert.Equal("OPEN", (await work.Find(running, "first-appointment")).GetProperty("state").GetString());
        var again = await work.Outside.Refused("admin", "retireWorkflowTemplate", new { template }, SomeTemplate.Template);
        Assert.Equal("NotPublished", again[0].GetProperty("__typename").GetString());
    }
}
