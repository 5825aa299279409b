using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>The columns of one kind of row, and the statements that write many such rows from one array for each column.</summary>
internal sealed class RowColumns
{
    private const string Version = "Version";

    private readonly string _table;
    private readonly IReadOnlyList<Column> _all;
    private readonly IReadOnlyList<Column> _key;
    private readonly Column? _version;

    private RowColumns(IEntityType entity, int place)
    {
        Place = place;
        _table = $"\"{entity.GetSchema()}\".\"{entity.GetTableName()}\"";
        _all = [.. entity.GetProperties().Select(p => new Column(p))];
        _key = [.. _all.Where(c => c.Property.IsPrimaryKey())];
        _version = _all.FirstOrDefault(c => c.Property is { Name: Version, IsConcurrencyToken: true });
    }

    /// <summary>When its turn is: rows that are referred to come before those that refer to them.</summary>
    public int Place { get; }

    /// <summary>The kinds of rows that can be written together. One that is missing here is written row by row.</summary>
    public static IReadOnlyDictionary<IEntityType, RowColumns> Of(IModel model)
    {
        var entities = model.GetEntityTypes().Where(e => !e.IsOwned()).ToList();
        var known = new Dictionary<IEntityType, RowColumns>();
        while (entities.Find(e => !known.ContainsKey(e) && e.GetForeignKeys().All(k => known.ContainsKey(k.PrincipalEntityType))) is { } next)
        {
            known[next] = new RowColumns(next, known.Count);
        }

        return known.Where(e => IsPlain(e.Key)).ToDictionary(e => e.Key, e => e.Value);
    }

    /// <summary>A change of a row that is guarded by no version is left to the ordinary way.</summary>
    public bool Takes(EntityEntry entry) => entry.State is EntityState.Added || _version is not null;

    public NpgsqlBatchCommand Insert(IReadOnlyList<EntityEntry> rows)
    {
        var names = string.Join(", ", _all.Select(c => c.Name));
        var command = new NpgsqlBatchCommand($"insert into {_table} ({names}) select * from unnest({Parameters(_all.Count)})");
        foreach (var column in _all)
        {
            command.Parameters.Add(column.Of(rows, original: false));
        }

        return command;
    }

    /// <summary>Writes every column that has changed in any of the rows; in the others it is as it was read.</summary>
    public NpgsqlBatchCommand Update(IReadOnlyList<EntityEntry> rows)
    {
        var changed = _all.Where(c => rows.Any(r => r.Property(c.Property).IsModified)).ToList();
        IEnumerable<string> given = [.. _key.Select(k => $"key_{k.Name}"), "read_version", .. changed.Select(c => c.Name)];
        var command = new NpgsqlBatchCommand($"""
            update {_table} as r set {string.Join(", ", changed.Select(c => $"{c.Name} = n.{c.Name}"))}
            from unnest({Parameters(_key.Count + 1 + changed.Count)}) as n ({string.Join(", ", given)})
            where {string.Join(" and ", _key.Select(k => $"r.{k.Name} = n.key_{k.Name}"))} and r.{_version!.Name} = n.read_version
            """);
        foreach (var key in _key)
        {
            command.Parameters.Add(key.Of(rows, original: true));
        }

        command.Parameters.Add(_version.Of(rows, original: true));
        foreach (var column in changed)
        {
            command.Parameters.Add(column.Of(rows, original: false));
        }

        return command;
    }

    private static string Parameters(int count) => string.Join(", ", Enumerable.Range(1, count).Select(i => $"${i}"));

    private static bool IsPlain(IEntityType entity) => entity.GetTableName() is not null && entity.FindPrimaryKey() is not null
        && entity.BaseType is null && !entity.GetDerivedTypes().Any() && !entity.GetComplexProperties().Any()
        && !entity.GetNavigations().Any(n => n.TargetEntityType.IsOwned())
        && entity.GetProperties().All(p => Column.IsPlain(p));

    private sealed class Column(IProperty property)
    {
        private readonly RelationalTypeMapping _mapping = property.GetRelationalTypeMapping();
        private readonly Type _element = Nullable(TypeOf(property.GetRelationalTypeMapping()));

        public IProperty Property => property;

        public string Name { get; } = $"{property.GetColumnName()}";

        /// <summary>Whether the program gives the value, and one array can hold the values of many rows.</summary>
        public static bool IsPlain(IProperty property) => property.GetRelationalTypeMapping() is var mapping
            && property.GetDefaultValueSql() is null && property.GetComputedColumnSql() is null
            && (property.ValueGenerated is ValueGenerated.Never || TypeOf(mapping) == typeof(Guid))
            && (TypeOf(mapping) == typeof(string) || TypeOf(mapping).IsValueType) && !mapping.StoreType.EndsWith("[]", StringComparison.Ordinal);

        /// <summary>The values of this column in these rows, in their order.</summary>
        public NpgsqlParameter Of(IReadOnlyList<EntityEntry> rows, bool original)
        {
            var values = Array.CreateInstance(_element, rows.Count);
            for (var i = 0; i < rows.Count; i++)
            {
                var value = original ? rows[i].OriginalValues[property] : rows[i].CurrentValues[property];
                values.SetValue(value is not null && _mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value, i);
            }

            return new NpgsqlParameter { Value = values, DataTypeName = $"{_mapping.StoreTypeNameBase}[]" };
        }

        private static Type TypeOf(RelationalTypeMapping mapping)
        {
            var type = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
            return System.Nullable.GetUnderlyingType(type) ?? type;
        }

        private static Type Nullable(Type type) => type.IsValueType ? typeof(Nullable<>).MakeGenericType(type) : type;
    }
}
