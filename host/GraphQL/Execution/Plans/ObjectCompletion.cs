namespace CarePlatform.GraphQL;

/// <summary>Writes scalars and enums.</summary>
internal sealed class LeafCompletion(NamedType type, bool nonNull) : Completion(nonNull)
{
    protected override bool WriteValue(object value, FieldPlan field, ExecutionRun run)
    {
        LeafWriters.Write(type, value, run.Output);
        return true;
    }
}

/// <summary>Writes objects.</summary>
internal sealed class ObjectCompletion(SelectionPlan selection, bool nonNull) : Completion(nonNull)
{
    public override SelectionPlan Selection => selection;

    protected override bool WriteValue(object value, FieldPlan field, ExecutionRun run) =>
        run.WriteObject(selection.PlanFor(value, field), value, -1);

    protected override bool WriteKept(Link link, FieldPlan field, ExecutionRun run)
    {
        var plan = run.Plan.Objects[link.Plan];
        return link.Kind is LinkKind.Object
            ? run.WriteObject(plan, run.Results.ParentOf(link), link.Index)
            : run.WriteObject(plan, run.Results.ValueOf(link)!, -1);
    }

    protected override Link KeepValue(object value, FieldPlan field, PathNode? path, ExecutionRun run)
    {
        var plan = selection.PlanFor(value, field);
        return plan.HasStoredFields
            ? run.Results.AddParent(plan, value, path, run)
            : run.Results.Keep(LinkKind.BareObject, value, plan.Index);
    }
}
