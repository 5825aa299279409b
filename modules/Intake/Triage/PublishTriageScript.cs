using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Puts a new version of the tenant's own triage script into use, at every site at once. Versions never change.</summary>
[Mutation, Feature("intake"), Requires("intake.configure")]
internal static class PublishTriageScript
{
    /// <summary>The script.</summary>
    /// <param name="Title">For people.</param>
    /// <param name="Questions">In the order of asking.</param>
    /// <param name="Rules">The most severe of the rules that the answers meet decides; none of them: routine.</param>
    public sealed record Input(string Title, IReadOnlyList<TriageQuestion> Questions, IReadOnlyList<TriageRule> Rules);

    /// <summary>The script cannot be used.</summary>
    /// <param name="Problems">Each problem in words.</param>
    public sealed record ScriptIncomplete(IReadOnlyList<string> Problems) : Refusal(
        "intake.script_incomplete", $"The script cannot be used: {string.Join(" ", Problems)}", "input");

    public static async Task<Outcome<TriageScript>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var last = await db.TriageScripts.Where(s => s.Key == TriageScripts.Own).MaxAsync(s => (int?)s.Version, ct) ?? 0;
        var script = new TriageScript(TriageScripts.Own, last + 1, input.Title, input.Questions, input.Rules);
        if (ScriptCheck.Problems(script) is { Count: > 0 } problems)
        {
            return new ScriptIncomplete(problems);
        }

        db.Add(new PublishedScript
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Key = script.Key,
            Version = script.Version,
            Definition = script,
            PublishedAt = clock.GetUtcNow(),
            PublishedBy = actor.User,
        });
        return script;
    }
}
