namespace CarePlatform.GraphQL;

/// <summary>What happened to directives.</summary>
internal static class DirectiveChanges
{
    public static void Find(Schema before, Schema after, ChangeList changes) => ChangeList.Compare(
        before.Directives,
        after.Directives,
        directive => directive.Name,
        removed: directive => changes.Break("DIRECTIVE_REMOVED", $"{directive.Name} was removed."),
        stayed: (old, current) => Compare(old, current, changes),
        added: null);

    private static void Compare(Directive before, Directive after, ChangeList changes)
    {
        ChangeList.Compare(
            before.Arguments,
            after.Arguments,
            argument => argument.Name,
            removed: argument => changes.Break("DIRECTIVE_ARG_REMOVED", $"{argument} was removed from {before.Name}."),
            stayed: null,
            added: argument =>
            {
                if (argument.IsRequired)
                {
                    changes.Break("REQUIRED_DIRECTIVE_ARG_ADDED", $"A required arg {argument} on directive {before.Name} was added.");
                }
            });
        if (before.IsRepeatable && !after.IsRepeatable)
        {
            changes.Break("DIRECTIVE_REPEATABLE_REMOVED", $"Repeatable flag was removed from {before.Name}.");
        }

        foreach (var location in before.Locations.Except(after.Locations))
        {
            changes.Break("DIRECTIVE_LOCATION_REMOVED", $"{location.ToGraphQL()} was removed from {before.Name}.");
        }
    }
}
