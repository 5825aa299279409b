namespace CarePlatform.Platform;

/// <summary>Runs a use case through all steps in their one order; see <c>Pipeline.md</c>.</summary>
internal sealed class UseCasePipeline
{
    private readonly Next _first;

    public UseCasePipeline(
        TraceStep trace, FeatureStep feature, PermissionStep permission, AskStep ask, TransactionStep transaction, IdempotencyStep idempotency,
        ValidationStep validation, AuditStep audit, SaveStep save)
    {
        IStep[] steps = [trace, feature, permission, ask, transaction, idempotency, validation, audit, save];
        _first = steps.Reverse().Aggregate<IStep, Next>(
            static call => call.UseCase.Handle(call.Input, call.Asked, call.Services, call.Cancellation),
            static (next, step) => call => step.Invoke(call, next));
    }

    /// <summary>Runs the call; refusals are answers, exceptions are denials or faults.</summary>
    public Task<IOutcome> Run(Call call) => _first(call);
}
