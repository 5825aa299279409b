namespace CarePlatform.GraphQL;

/// <summary>Writes objects that deliver some of their fields later.</summary>
internal sealed class DeferringCompletion(SelectionPlan selection, bool nonNull) : Completion(nonNull)
{
    public override SelectionPlan Selection => selection;

    protected override bool WriteValue(object value, FieldPlan field, ExecutionRun run) =>
        run.Deferrals!.WriteObject(selection.PlanFor(value, field), value, -1, run);

    protected override bool WriteKept(Link link, FieldPlan field, ExecutionRun run)
    {
        var plan = run.Plan.Objects[link.Plan];
        return link.Kind is LinkKind.Object
            ? run.Deferrals!.WriteObject(plan, run.Results.ParentOf(link), link.Index, run)
            : run.Deferrals!.WriteObject(plan, run.Results.ValueOf(link), -1, run);
    }

    protected override Link KeepValue(object value, FieldPlan field, PathNode? path, ExecutionRun run)
    {
        var plan = selection.PlanFor(value, field);
        return plan.HasStoredFields
            ? run.Results.AddParent(plan, value, path, run)
            : run.Results.Keep(LinkKind.BareObject, value, plan.Index);
    }
}
