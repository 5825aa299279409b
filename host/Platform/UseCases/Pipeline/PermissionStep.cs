namespace CarePlatform.Platform;

/// <summary>Refuses callers none of whose roles holds the permission. How far it reaches is for the handler to apply.</summary>
internal sealed class PermissionStep : IStep
{
    public Task<IOutcome> Invoke(Call call, Next next) => call.Session.Actor.ReachOf(call.UseCase.Permission) is Reach.None
        ? throw DeniedException.Lacks(call.UseCase.Permission)
        : next(call);
}
