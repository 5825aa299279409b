using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Intake;

/// <summary>Makes one client of two records of the same person. It can be taken back exactly: see separateClients.</summary>
[Mutation, Feature("intake"), Requires("intake.merge")]
internal static class MergeClients
{
    /// <summary>Which two records are one person.</summary>
    /// <param name="Survivor">The record that is used from now on.</param>
    /// <param name="Merged">The record whose parts move to the survivor.</param>
    /// <param name="Reason">Why they are one person.</param>
    public sealed record Input(ClientId Survivor, ClientId Merged, string Reason);

    /// <summary>A record cannot be merged into itself.</summary>
    public sealed record SameRecord() : Refusal(
        "intake.same_record", "Both ids name the same record. Name the record to keep and the other one.", "input.merged");

    public static async Task<Outcome<ClientMerge>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (input.Survivor == input.Merged)
        {
            return new SameRecord();
        }

        await db.LockClients([input.Survivor, input.Merged], ct);
        if (await db.FindClient(input.Survivor, "intake.merge", ct) is not { } survivor)
        {
            return new NotFound("input.survivor");
        }

        if (await db.FindClient(input.Merged, "intake.merge", ct) is not { } merged)
        {
            return new NotFound("input.merged");
        }

        if ((survivor.Problem("input.survivor") ?? merged.Problem("input.merged")) is { } problem)
        {
            return problem;
        }

        var merge = ClientMerge.Of(survivor, merged, input.Reason, actor.User, clock);
        db.Add(merge);
        await db.MoveParts(merge, ct);
        return Outcome.Of(merge).Publishing(new ClientsMerged(survivor.Id, merged.Id));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int ReasonLength = 1000;

        public Validator() => RuleFor(i => i.Reason).NotEmpty().MaximumLength(ReasonLength);
    }
}
