using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Takes a request for a decision back, which only whoever has asked can do.</summary>
[Mutation, Feature("coordination.decisions"), Requires("coordination.work")]
internal static class WithdrawDecision
{
    /// <param name="Request">The request.</param>
    /// <param name="Reason">Why it is not needed any more.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(DecisionRequestId Request, string? Reason = null, int? ExpectedVersion = null);

    /// <summary>Somebody else has asked.</summary>
    public sealed record NotTheAsker() : Refusal(
        "coordination.not_the_asker", "Only whoever has asked for a decision can take it back.", "input.request");

    public static async Task<Outcome<DecisionRequest>> Handle(
        Input input, CoordinationDb db, Deciding deciding, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await deciding.Take(input.Request, ct) is not { } request || !request.IsWithin(actor, "coordination.read")
            || await db.IsKeptFromMe(request, ct))
        {
            return new NotFound("input.request");
        }

        if (request.Prevents(input.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        if (request.AskedBy is null || request.AskedBy != actor.User)
        {
            return new NotTheAsker();
        }

        request.Withdraw(input.Reason?.Trim(), clock.GetUtcNow());
        await deciding.End(request, ct);
        return Outcome.Of(request).Publishing(
            new DecisionWithdrawn(request.Id, request.TypeKey, request.Subject, request.Client, request.AnsweredAt!.Value));
    }
}
