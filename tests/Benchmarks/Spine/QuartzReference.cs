using System.Diagnostics;
using CarePlatform.Testing;
using Quartz;

namespace CarePlatform.Benchmarks;

/// <summary>How many triggers a second Quartz.NET fires that are due at one instant, with a clustered store on the same PostgreSQL.</summary>
internal static class QuartzReference
{
    public static async Task<double> Rate(int triggers)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var factory = QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.ConfigureScheduler(options => options.InstanceName = "bench");
            quartz.UseDefaultThreadPool(10);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(database.AdministratorConnectionString);
                store.UseSystemTextJsonSerializer();
                store.UseClustering();
                store.ProvisionSchema();
            });
        }).Build();
        var scheduler = await factory.GetScheduler();
        var at = TimeProvider.System.GetUtcNow().AddSeconds(5);
        var job = JobBuilder.Create<Fired>().WithIdentity("step").StoreDurably().Build();
        await scheduler.ScheduleJobs(new Dictionary<IJobDetail, IReadOnlyCollection<ITrigger>>
        {
            [job] = [.. Enumerable.Range(0, triggers).Select(i => TriggerBuilder.Create().WithIdentity($"t{i}").ForJob(job).StartAt(at).Build())],
        });
        Fired.Expect(triggers);
        await scheduler.Start();
        var wait = at - TimeProvider.System.GetUtcNow();
        await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        var began = Stopwatch.GetTimestamp();
        await Fired.All.WaitAsync(TimeSpan.FromMinutes(5));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await scheduler.Shutdown();
        return triggers / seconds;
    }

    /// <summary>Does nothing but count: the reference pays for firing alone.</summary>
    private sealed class Fired : IJob
    {
        private static int _left;
        private static TaskCompletionSource _all = new();

        public static Task All => _all.Task;

        public static void Expect(int triggers) => (_left, _all) = (triggers, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                _all.SetResult();
            }

            return ValueTask.CompletedTask;
        }
    }
}
