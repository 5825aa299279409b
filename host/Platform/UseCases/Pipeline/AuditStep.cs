namespace CarePlatform.Platform;

/// <summary>Writes into the audit trail who did what to whom, in the same transaction as the deed.</summary>
internal sealed class AuditStep(AuditedSubjects subjects) : IStep
{
    public async Task<IOutcome> Invoke(Call call, Next next)
    {
        var outcome = await next(call);
        if (outcome.Refusals.Count == 0)
        {
            await subjects.Write(call, outcome);
        }

        return outcome;
    }
}
