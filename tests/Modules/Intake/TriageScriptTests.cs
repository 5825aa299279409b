using CarePlatform.Intake.Contracts;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class TriageScriptTests
{
    private static readonly TriageScript Script = TriageScripts.Standard;

    private static readonly Arbitrary<Dictionary<string, string>> Answers = Gen
        .CollectToList(Script.Questions, q => Gen.Elements(q.Options.Select(o => (q.Key, o.Key)).ToArray()))
        .Select(all => all.ToDictionary(a => a.Item1, a => a.Item2)).ToArbitrary();

    [Fact]
    public void The_script_that_ships_can_be_used() => Assert.Empty(ScriptCheck.Problems(Script));

    [Fact]
    public void Nothing_alarming_is_routine()
    {
        var result = Script.Evaluate(Calm());
        Assert.Equal(Acuity.Routine, result.Acuity);
        Assert.Empty(result.Rules);
        Assert.Empty(result.Risks);
    }

    [Theory]
    [InlineData("danger-now", "yes", Acuity.Emergent, "safety")]
    [InlineData("overdose", "now", Acuity.Emergent, "overdose")]
    [InlineData("overdose", "this-week", Acuity.Urgent, "overdose")]
    [InlineData("suicidal-thoughts", "in-the-past", Acuity.Urgent, "suicide-risk")]
    [InlineData("safe-at-home", "no", Acuity.Urgent, "safety")]
    public void A_positive_screen_raises_acuity_and_risk(string question, string answer, Acuity acuity, string risk)
    {
        var answers = Calm();
        answers[question] = answer;
        var result = Script.Evaluate(answers);
        Assert.Equal(acuity, result.Acuity);
        Assert.Equal([risk], result.Risks.Select(r => r.ToText()));
    }

    [Fact]
    public void A_plan_turns_thoughts_into_an_emergency()
    {
        var answers = Calm();
        (answers["suicidal-thoughts"], answers["suicidal-plan"]) = ("today", "yes");
        Assert.Equal(Acuity.Emergent, Script.Evaluate(answers).Acuity);
        Assert.Equal("suicidal-plan", Script.Evaluate(answers).Rules[0]);
    }

    [Fact]
    public void An_answer_to_a_question_that_is_not_asked_does_not_count()
    {
        var answers = Calm();
        answers["suicidal-plan"] = "yes";
        Assert.Equal(Acuity.Routine, Script.Evaluate(answers).Acuity);
    }

    [Fact]
    public void The_most_severe_rule_that_holds_decides() => Prop.ForAll(Answers, answers =>
    {
        var thoughts = answers["suicidal-thoughts"] is "today" or "in-the-past";
        var counted = answers.Where(a => a.Key != "suicidal-plan" || thoughts).ToDictionary();
        var met = Script.Rules.Where(r => r.When.All(c => counted.TryGetValue(c.Question, out var given) && c.AnyOf.Contains(given))).ToList();
        var result = Script.Evaluate(answers);
        return result.Acuity == met.Select(r => r.Acuity).Append(Acuity.Routine).Min()
            && result.Rules.ToHashSet().SetEquals(met.Select(r => r.Key));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Complete_answers_have_no_problem() => Prop.ForAll(Answers, answers => Script.Problems(answers).Count == 0).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_question_left_open_is_named()
    {
        var answers = Calm();
        answers.Remove("overdose");
        answers["suicidal-thoughts"] = "today";
        answers["pregnant"] = "perhaps";
        answers["weather"] = "fine";
        var problems = Script.Problems(answers).Select(p => p.Message).ToList();
        Assert.Equal(4, problems.Count);
        Assert.Contains(problems, p => p.StartsWith("\"overdose\" is not answered", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.StartsWith("\"suicidal-plan\" is not answered", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("only by no, yes", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("no question \"weather\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_script_that_screens_for_nothing_cannot_be_used()
    {
        var problems = ScriptCheck.Problems(new TriageScript("own", 1, "Bad",
        [
            new TriageQuestion("a", "A?", [new("yes", "Yes"), new("yes", "Yes")]),
            new TriageQuestion("b", "B?", [new("only", "Only")], AskWhen: [new("c", ["x"])]),
        ],
        [new TriageRule("r", Acuity.Urgent, []), new TriageRule("r", Acuity.Urgent, [new("a", ["no"])])]));
        Assert.Contains("The question \"a\" has the answer \"yes\" twice.", problems);
        Assert.Contains("The question \"b\" needs at least two possible answers.", problems);
        Assert.Contains("The rule \"r\" is there twice.", problems);
        Assert.Contains("The rule \"r\" has no condition.", problems);
        Assert.Contains("The rule \"r\" looks at \"a\" for answers that it does not have.", problems);
        Assert.Contains(problems, p => p.StartsWith("The question \"b\" looks at \"c\", which is not asked.", StringComparison.Ordinal));
        Assert.Equal(3, problems.Count(p => p.StartsWith("Nothing screens for", StringComparison.Ordinal)));
    }

    /// <summary>Answers to the standard script that give no reason to worry.</summary>
    internal static Dictionary<string, string> Calm() => Script.Questions
        .Where(q => q.AskWhen is null).ToDictionary(q => q.Key, q => q.Key == "safe-at-home" ? "yes" : "no");
}
