using System.Text.Json;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class EditWorkflowTemplateTests
{
    [Fact]
    public async Task A_draft_changes_and_keeps_its_key()
    {
        var work = await WorkTenant.New();
        var draft = await work.Draft(SomeTemplate.WelcomeCall());
        var changed = SomeTemplate.WelcomeCall();
        changed["title"] = "A warm welcome";
        changed.AsObject().Remove("key");
        var edited = await work.Outside.Do("admin", "editWorkflowTemplate", Input(draft, changed, 1), SomeTemplate.Template);
        Assert.Equal(("A warm welcome", "welcome-call", 2), (Text(edited, "title"), Text(edited, "key"), edited.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task A_stale_edit_another_key_and_a_published_template_are_refused()
    {
        var work = await WorkTenant.New();
        var draft = await work.Draft(SomeTemplate.WelcomeCall());
        var other = SomeTemplate.WelcomeCall();
        other["key"] = "farewell-call";
        Assert.Equal("OtherKey", await Refusal(work, Input(draft, other)));
        Assert.Equal("VersionConflict", await Refusal(work, Input(draft, SomeTemplate.WelcomeCall(), 5)));
        await work.Publish(draft);
        Assert.Equal("NotADraft", await Refusal(work, Input(draft, SomeTemplate.WelcomeCall())));
    }

    private static object Input(JsonElement template, object definition, int? expectedVersion = null) =>
        new { template = Text(template, "id"), definition, expectedVersion };

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static async Task<string?> Refusal(WorkTenant work, object input) =>
        (await work.Outside.Refused("admin", "editWorkflowTemplate", input, SomeTemplate.Template))[0].GetProperty("__typename").GetString();
}
