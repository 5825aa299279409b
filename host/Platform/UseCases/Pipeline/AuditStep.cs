using System.Collections.Concurrent;
using System.Reflection;

namespace CarePlatform.Platform;

/// <summary>
/// Writes into the audit trail who did what to whom, in the same transaction as the deed. To whom is told by the typed ids in
/// input, value and events, and by what is marked with <see cref="AuditSubjectAttribute"/>; never by names.
/// </summary>
internal sealed class AuditStep : IStep
{
    private readonly ConcurrentDictionary<Type, PropertyInfo[]> _ids = new();

    public async Task<IOutcome> Invoke(Call call, Next next)
    {
        var outcome = await next(call);
        if (outcome.Refusals.Count == 0)
        {
            var subjects = new[] { call.Input, outcome.Value }.Concat(outcome.Events).SelectMany(Ids).Distinct(StringComparer.Ordinal);
            var trail = (AuditTrail)call.Services.GetService(typeof(AuditTrail))!;
            trail.Write(call.UseCase.Name, [.. subjects], "done");
            await trail.FlushAsync(call.Cancellation);
        }

        return outcome;
    }

    private IEnumerable<string> Ids(object? value) => value is null or string ? [] : _ids
        .GetOrAdd(value.GetType(), static type => [.. type.GetProperties().Where(p => p.GetIndexParameters().Length == 0
            && (IdScalars.IsId(Plain(p.PropertyType)) || p.IsDefined(typeof(AuditSubjectAttribute))))])
        .Select(p => p.GetValue(value)?.ToString()).OfType<string>();

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
