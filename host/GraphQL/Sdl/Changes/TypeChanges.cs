namespace CarePlatform.GraphQL;

/// <summary>What happened to types and their members.</summary>
internal static class TypeChanges
{
    public static void Find(Schema before, Schema after, ChangeList changes) => ChangeList.Compare(
        before.Types,
        after.Types,
        type => type.Name,
        removed: type => changes.Break(
            "TYPE_REMOVED",
            Scalars.Find(type.Name) is null ? $"{type} was removed." : $"Standard scalar {type} was removed because it is not referenced anymore."),
        stayed: (old, current) => Compare(old, current, changes),
        added: null);

    private static void Compare(NamedType before, NamedType after, ChangeList changes)
    {
        switch (before, after)
        {
            case (EnumType old, EnumType current):
                ChangeList.Compare(
                    old.Values,
                    current.Values,
                    value => value.Name,
                    removed: value => changes.Break("VALUE_REMOVED_FROM_ENUM", $"{value} was removed from enum type {old}."),
                    stayed: null,
                    added: value => changes.Endanger("VALUE_ADDED_TO_ENUM", $"{value} was added to enum type {old}."));
                break;
            case (UnionType old, UnionType current):
                ChangeList.Compare(
                    old.Members,
                    current.Members,
                    member => member.Name,
                    removed: member => changes.Break("TYPE_REMOVED_FROM_UNION", $"{member} was removed from union type {old}."),
                    stayed: null,
                    added: member => changes.Endanger("TYPE_ADDED_TO_UNION", $"{member} was added to union type {old}."));
                break;
            case (InputObjectType old, InputObjectType current):
                CompareInputs(old, current, changes);
                break;
            case (FieldedType old, FieldedType current) when old.GetType() == current.GetType():
                FieldChanges.Find(old, current, changes);
                CompareInterfaces(old, current, changes);
                break;
            default:
                if (KindOf(before) is var kind && KindOf(after) is var newKind && kind != newKind)
                {
                    changes.Break("TYPE_CHANGED_KIND", $"{before} changed from {kind} type to {newKind} type.");
                }

                break;
        }
    }

    private static void CompareInputs(InputObjectType before, InputObjectType after, ChangeList changes) => ChangeList.Compare(
        before.Fields,
        after.Fields,
        field => field.Name,
        removed: field => changes.Break("FIELD_REMOVED", $"{before}.{field} was removed."),
        stayed: (old, current) =>
        {
            if (!TypeReplacement.IsSafeForInput(old.Type, current.Type))
            {
                changes.Break("FIELD_CHANGED_KIND", $"{before}.{old} changed type from {old.Type} to {current.Type}.");
            }
        },
        added: field =>
        {
            if (field.IsRequired)
            {
                changes.Break("REQUIRED_INPUT_FIELD_ADDED", $"A required field {field} on input type {before} was added.");
            }
            else
            {
                changes.Endanger("OPTIONAL_INPUT_FIELD_ADDED", $"An optional field {field} on input type {before} was added.");
            }
        });

    private static void CompareInterfaces(FieldedType before, FieldedType after, ChangeList changes) => ChangeList.Compare(
        before.Interfaces,
        after.Interfaces,
        implemented => implemented.Name,
        removed: implemented => changes.Break("IMPLEMENTED_INTERFACE_REMOVED", $"{before} no longer implements interface {implemented}."),
        stayed: null,
        added: implemented => changes.Endanger("IMPLEMENTED_INTERFACE_ADDED", $"{implemented} added to interfaces implemented by {before}."));

    private static string KindOf(NamedType type) => type switch
    {
        ScalarType => "a Scalar",
        ObjectType => "an Object",
        InterfaceType => "an Interface",
        UnionType => "a Union",
        EnumType => "an Enum",
        _ => "an Input",
    };
}
