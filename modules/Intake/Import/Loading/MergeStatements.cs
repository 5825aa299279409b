namespace CarePlatform.Intake;

/// <summary>What becomes of a column when the row is known already.</summary>
internal enum Known
{
    /// <summary>Nothing: it was decided when the row was added.</summary>
    Stays,

    /// <summary>It takes the value of the source.</summary>
    Follows,

    /// <summary>It takes the value of the source, unless the source knows none.</summary>
    FollowsIfTold,
}

/// <summary>A column of a staged table.</summary>
internal sealed record StagedColumn(string Name, string Type, Known Known)
{
    /// <summary>SQL that finds the value to store, when that is not the staged one.</summary>
    public string? Lookup { get; init; }

    /// <summary>SQL for what a known row takes, when <see cref="Known"/> does not say it.</summary>
    public string? FollowsAs { get; init; }

    public string Source => Lookup ?? $"s.{Name}";

    public string Following => FollowsAs ?? (Known is Known.FollowsIfTold ? $"coalesce({Source}, t.{Name})" : Source);
}

/// <summary>How known rows change: what is set besides, under which condition, and what is written about them before.</summary>
internal sealed record ChangeRule(string? AlsoSets = null, string? OnlyWhere = null, string? RecordsBefore = null);

/// <summary>The statements that bring rows through a temporary table into one of the module's tables.</summary>
internal sealed class MergeStatements
{
    public MergeStatements(string table, IReadOnlyList<string> key, IReadOnlyList<StagedColumn> columns, ChangeRule rule, bool areNew)
    {
        var staged = "import_" + table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..] + (areNew ? "_new" : "");
        var names = string.Join(", ", columns.Select(c => c.Name));
        Create = $"create temp table {staged} ({string.Join(", ", columns.Select(c => $"{c.Name} {c.Type}"))}) on commit drop";
        Copy = $"copy {staged} ({names}) from stdin (format binary)";
        Add = $"insert into {table} ({names}) select {string.Join(", ", columns.Select(c => c.Source))} from {staged} s";
        AddUnknown = $"{Add} on conflict ({string.Join(", ", key)}) do nothing";

        var following = columns.Where(c => c.Known is not Known.Stays && !key.Contains(c.Name)).ToList();
        Change = following.Count == 0 ? null : ChangeOf(table, staged, key, following, rule);
    }

    /// <summary>Makes the temporary table.</summary>
    public string Create { get; }

    /// <summary>Fills it.</summary>
    public string Copy { get; }

    /// <summary>Adds all rows; fails when one is known.</summary>
    public string Add { get; }

    /// <summary>Adds the rows that are not known.</summary>
    public string AddUnknown { get; }

    /// <summary>Changes the known rows that differ; null when a known row never changes.</summary>
    public string? Change { get; }

    private static string ChangeOf(
        string table, string staged, IReadOnlyList<string> key, IReadOnlyList<StagedColumn> following, ChangeRule rule)
    {
        var same = string.Join(" and ", key.Where(k => k != "tenant_id").Select(k => $"t.{k} = s.{k}"));
        var differs = string.Join(" or ", following.Select(c => $"t.{c.Name} is distinct from {c.Following}"));
        var which = $"{same} and ({differs}){(rule.OnlyWhere is null ? "" : $" and {rule.OnlyWhere}")}";
        var sets = string.Join(", ", following.Select(c => $"{c.Name} = {c.Following}").Append(rule.AlsoSets).OfType<string>());
        var records = rule.RecordsBefore is null ? "" : $"with recorded as ({rule.RecordsBefore} from {table} t, {staged} s where {which})";
        return $"{records} update {table} t set {sets} from {staged} s where {which}";
    }
}
