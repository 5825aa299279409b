using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Takes a merge back: everything that moved then goes back to the record it came from.</summary>
[Mutation, Feature("intake"), Requires("intake.merge")]
internal static class SeparateClients
{
    /// <summary>Which merge was a mistake.</summary>
    /// <param name="Merged">The record that was merged into another one.</param>
    /// <param name="Reason">Why they are two people.</param>
    public sealed record Input(ClientId Merged, string Reason);

    /// <summary>The record stands on its own.</summary>
    public sealed record NotMerged() : Refusal(
        "intake.not_merged", "This record is not merged into another one; there is nothing to take back.", "input.merged");

    /// <summary>The record that took it in was itself merged later.</summary>
    /// <param name="Later">The record whose merge must be taken back first.</param>
    public sealed record MergedFurther(ClientId Later) : Refusal(
        "intake.merged_further", "The record that took this one in was itself merged later. Separate that record first.", "input.merged");

    public static async Task<Outcome<ClientMerge>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindClient(input.Merged, "intake.merge", ct) is not { } merged)
        {
            return new NotFound("input.merged");
        }

        if (await db.ClientMerges.FirstOrDefaultAsync(m => m.Merged == input.Merged && m.SeparatedAt == null, ct) is not { } merge)
        {
            return new NotMerged();
        }

        await db.LockClients([merge.Survivor, merge.Merged], ct);
        var survivor = await db.Clients.SingleAsync(c => c.Id == merge.Survivor, ct);
        if (survivor.State is ClientState.Merged)
        {
            return new MergedFurther(survivor.Id);
        }

        merge.TakeBack(merged, input.Reason, actor.User, clock.GetUtcNow());
        await db.MovePartsBack(merge, ct);
        await db.RefreshMatchKeys(survivor, ct);
        await db.RefreshMatchKeys(merged, ct);
        return Outcome.Of(merge).Publishing(new ClientsSeparated(survivor.Id, merged.Id));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int ReasonLength = 1000;

        public Validator() => RuleFor(i => i.Reason).NotEmpty().MaximumLength(ReasonLength);
    }
}
