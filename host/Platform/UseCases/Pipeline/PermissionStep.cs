namespace CarePlatform.Platform;

/// <summary>
/// Refuses callers none of whose roles holds the permission, those from outside what is not open to them, and auditors everything. How far a permission
/// reaches is for the handler to apply.
/// </summary>
internal sealed class PermissionStep : IStep
{
    public Task<IOutcome> Invoke(Call call, Next next) =>
        call.Session.Actor is var actor && (actor.ReachOf(call.UseCase.Permission) is Reach.None || !IsOpenTo(actor, call.UseCase))
            ? throw DeniedException.Lacks(call.UseCase.Permission, actor)
            : next(call);

    private static bool IsOpenTo(Actor actor, UseCase useCase) => actor switch
    {
        { Link: not null } => useCase.IsByLink,
        { Organisation: not null } => useCase.IsForPartners,
        { Auditor: not null } => false,
        _ => true,
    };
}
