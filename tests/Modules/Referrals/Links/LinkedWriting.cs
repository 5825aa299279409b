using System.Text.Json;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>A plan of a coalition, and somebody of a linked tenant who takes part in it, or is to.</summary>
internal sealed class LinkedWriting
{
    /// <summary>Who writes.</summary>
    public const string Writer = "supervisor";

    public const string Receipt = "planContributionReceipt { id kind state }";

    private LinkedWriting(PlanTenant coalition, LoopTenant member, string client, string plan) =>
        (Coalition, Member, Client, Plan) = (coalition, member, client, plan);

    public PlanTenant Coalition { get; }

    public LoopTenant Member { get; }

    public string Client { get; }

    public string Plan { get; }

    /// <summary>The partner's part in it, as the convenor calls it.</summary>
    public string Part { get; private set; } = "";

    /// <summary>The same, as the partner calls it.</summary>
    public string Elsewhere { get; private set; } = "";

    /// <summary>An action that nobody has taken on.</summary>
    public string Action { get; private set; } = "";

    /// <summary>The partner is invited and has not answered.</summary>
    public static async Task<LinkedWriting> Invited()
    {
        var plan = await Opened();
        plan.Part = PlanTenant.IdOf(await plan.Coalition.Invite(plan.Plan, PlanTenant.Pantry));
        return await plan.Known();
    }

    /// <summary>The partner takes part.</summary>
    /// <param name="referred">Whether the person was referred to it before, so that it knows who they are.</param>
    public static async Task<LinkedWriting> Joined(bool referred = false)
    {
        var plan = await Opened();
        plan.Action = await plan.Coalition.Action(plan.Plan);
        if (referred)
        {
            await LinkedPlans.Refer(plan.Coalition, plan.Member, plan.Client);
        }

        plan.Part = await LinkedPlans.Join(plan.Coalition, plan.Plan);
        return await plan.Known();
    }

    /// <summary>Somebody there does this, and it has taken effect, or was refused by the convenor.</summary>
    public async Task<string> Do(string mutation, object input)
    {
        var receipt = await Member.Outside.Do(Writer, mutation, input, Receipt);
        Assert.Equal("WAITING", receipt.GetProperty("state").GetString());
        await Quiet();
        return PlanTenant.IdOf(receipt);
    }

    /// <summary>It is refused there at once; gives the code.</summary>
    public async Task<string> Refused(string mutation, object input) =>
        (await Member.Outside.Refused(Writer, mutation, input, Receipt))[0].GetProperty("code").GetString()!;

    public Task Quiet() => LinkedPlans.Quiet(Coalition, Member);

    /// <summary>The copy of the plan, as people there see it.</summary>
    public async Task<JsonElement> Seen() => Assert.Single(await LinkedPlans.Seen(Member));

    /// <summary>An entry of the copy.</summary>
    public async Task<JsonElement> Entry(string entry) =>
        (await Seen()).GetProperty("entries").EnumerateArray().Single(e => PlanTenant.IdOf(e) == entry);

    /// <summary>A line of the plan's history, as the convenor sees it.</summary>
    public async Task<JsonElement> History(string kind) =>
        (await Coalition.See(Plan)).GetProperty("history").EnumerateArray().Single(h => h.GetProperty("kind").GetString() == kind);

    /// <summary>The partner's part, as the convenor sees it.</summary>
    public async Task<(string? State, string? Reason)> There() =>
        Assert.Single((await Coalition.See(Plan)).GetProperty("members").EnumerateArray()) is var member
            ? (member.GetProperty("state").GetString(), member.GetProperty("reason").GetString()) : default;

    /// <summary>What people there contributed, the latest first.</summary>
    public async Task<IReadOnlyList<(string? Kind, string? State, string? Code)>> Contributions() =>
        [.. (await Member.Outside.Ask(Writer, "{ planContributions { nodes { kind state refusalCode } } }")).GetProperty("planContributions").GetProperty("nodes")
            .EnumerateArray().Select(c => (c.GetProperty("kind").GetString(), c.GetProperty("state").GetString(), c.GetProperty("refusalCode").GetString()))];

    private static async Task<LinkedWriting> Opened()
    {
        var (coalition, member) = await LinkedPlans.New();
        var client = await coalition.Client();
        await coalition.Agree(client, [PlanTenant.Pantry]);
        var plan = new LinkedWriting(coalition, member, client, await coalition.Open(client));
        await coalition.Goal(plan.Plan);
        return plan;
    }

    private async Task<LinkedWriting> Known()
    {
        await Quiet();
        Elsewhere = PlanTenant.IdOf(await Seen());
        return this;
    }
}
