using System.Collections.Concurrent;
using System.Reflection;

namespace CarePlatform.Platform;

/// <summary>Awaits handlers whose outcome type is known only at run time.</summary>
internal static class Outcomes
{
    private static readonly ConcurrentDictionary<Type, Func<Task, Task<IOutcome>>> Awaiters = new();

    private static readonly MethodInfo Generic = typeof(Outcomes).GetMethod(nameof(AwaitOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Awaits a <c>Task&lt;Outcome&lt;T&gt;&gt;</c>, a <c>Task</c> or a task of events.</summary>
    public static Task<IOutcome> Await(Task task) => Awaiters.GetOrAdd(task.GetType(), static type => Make(type))(task);

    private static Func<Task, Task<IOutcome>> Make(Type taskType)
    {
        for (var type = taskType; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) && type.GetGenericArguments()[0].IsAssignableTo(typeof(IOutcome)))
            {
                return Generic.MakeGenericMethod(type.GetGenericArguments()[0]).CreateDelegate<Func<Task, Task<IOutcome>>>();
            }
        }

        return static async task =>
        {
            await task;
            return task is Task<IReadOnlyList<object>> events ? Outcome.Of(true).Publishing(await events) : Outcome.Of(true);
        };
    }

    private static async Task<IOutcome> AwaitOf<TOutcome>(Task task)
        where TOutcome : IOutcome => await (Task<TOutcome>)task;
}
