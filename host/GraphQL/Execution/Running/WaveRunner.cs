namespace CarePlatform.GraphQL;

/// <summary>
/// Resolves what cannot be read at once, in waves: every wave takes all fields whose parents are known by now, calls the
/// asynchronous resolvers, and each loader once with the keys of all those parents. What comes back may hold the parents of the
/// next wave.
/// </summary>
internal sealed class WaveRunner(ExecutionRun run)
{
    private readonly int[] _done = new int[run.Plan.Objects.Length];
    private readonly Dictionary<(object Loader, int Slot), object> _loads = [];

    /// <summary>Resolves the given fields of the root, and everything below them.</summary>
    public async ValueTask Run(IReadOnlyList<FieldPlan> rootFields)
    {
        var jobs = new List<FieldJob>();
        foreach (var field in rootFields)
        {
            AddJob(jobs, field, 0, run.Results.ParentCount(field.Parent));
        }

        _done[run.Plan.Root.Index] = run.Results.ParentCount(run.Plan.Root);
        AddReachedJobs(jobs);
        while (jobs.Count > 0)
        {
            foreach (var job in jobs)
            {
                job.Prepare();
            }

            foreach (var job in jobs)
            {
                job.Announce();
            }

            if (run.Options.Concurrency is Concurrency.OneAtATime)
            {
                foreach (var job in jobs)
                {
                    await FieldTimes.RunInOrder(job, run.Times).ConfigureAwait(false);
                }
            }
            else
            {
                await Task.WhenAll(jobs.Select(job => FieldTimes.RunTogether(job, run.Times))).ConfigureAwait(false);
            }

            run.Request.Cancellation.ThrowIfCancellationRequested();
            foreach (var job in jobs)
            {
                job.Keep();
            }

            jobs.Clear();
            AddReachedJobs(jobs);
        }
    }

    /// <summary>The keys and values of a loader in this request; those of a field with arguments are its own.</summary>
    public LoaderRun<TKey, TValue> LoaderFor<TKey, TValue>(BatchLoader<TKey, TValue> loader, FieldPlan field)
        where TKey : notnull
    {
        var id = (loader, field.Definition.Arguments.Count == 0 ? -1 : field.Column);
        if (!_loads.TryGetValue(id, out var known))
        {
            _loads[id] = known = new LoaderRun<TKey, TValue>(loader, new BatchContext(field, run));
        }

        return (LoaderRun<TKey, TValue>)known;
    }

    private void AddReachedJobs(List<FieldJob> jobs)
    {
        foreach (var plan in run.Plan.StoredObjects)
        {
            var count = run.Results.ParentCount(plan);
            var done = _done[plan.Index];
            if (count == done)
            {
                continue;
            }

            _done[plan.Index] = count;
            foreach (var field in plan.StoredFields)
            {
                AddJob(jobs, field, done, count);
            }
        }
    }

    private void AddJob(List<FieldJob> jobs, FieldPlan field, int from, int to)
    {
        if (to == from || field.Synchronous is not null || run.RefusalOf(field) is not null)
        {
            return;
        }

        try
        {
            jobs.Add(field.Definition.Resolver is BatchResolver batch
                ? batch.CreateJob(this, run, field, from, to)
                : new AsyncJob(run, field, from, to));
        }
        catch (Exception wrongArguments) when (!run.IsFatal(wrongArguments))
        {
            for (var ordinal = from; ordinal < to; ordinal++)
            {
                run.Results.SetValue(field, ordinal, run.Results.Keep(LinkKind.Failed, wrongArguments));
            }
        }
    }
}
