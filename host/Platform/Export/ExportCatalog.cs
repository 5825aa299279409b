using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// What leaves with a tenant: every table that carries its rows, by the database's own catalogue, so that a new one is in it the day it
/// appears. What stays behind says so: notes of classes E and F by their views, everything else by its comment (<c>Not exported: …</c>).
/// </summary>
internal sealed class ExportCatalog(Catalog catalog)
{
    private const string Tables = """
        select format('%I.%I', n.nspname, c.relname), substring(obj_description(c.oid, 'pg_class') from 'Not exported: (.*)$'),
               has_table_privilege(c.oid, 'select'),
               array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum),
               array(select coalesce(substring(col_description(c.oid, a.attnum) from 'Not exported: (.*)$'), '')
                     from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and not c.relispartition
          and (n.nspname = any($1) and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
               or (n.nspname, c.relname) = ('platform', 'tenants'))
        order by 1
        """;

    private readonly Lazy<IReadOnlyDictionary<string, string>> _notes = new(() => Notes(catalog));

    /// <summary>What leaves and what does not, as this database has it.</summary>
    public async Task<(IReadOnlyList<ExportedTable> Tables, IReadOnlyList<LeftOut> LeftOut)> Read(
        NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        string[] schemas = [.. catalog.Modules.Select(m => m.Name), "messaging"];
        await using var command = new NpgsqlCommand(Tables, connection, transaction)
        {
            Parameters = { new NpgsqlParameter<string[]> { TypedValue = schemas } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (tables, leftOut) = (new List<ExportedTable>(), new List<LeftOut>());
        while (await reader.ReadAsync(ct))
        {
            var name = reader.GetString(0);
            var why = _notes.Value.GetValueOrDefault(name) ?? (await reader.IsDBNullAsync(1, ct) ? null : reader.GetString(1))
                ?? (reader.GetBoolean(2) ? null : "the application itself cannot read it");
            if (why is not null)
            {
                leftOut.Add(new LeftOut(name, why));
                continue;
            }

            var columns = reader.GetFieldValue<string[]>(3).Zip(reader.GetFieldValue<string[]>(4)).ToList();
            leftOut.AddRange(columns.Where(c => c.Second.Length > 0).Select(c => new LeftOut($"{name}.{c.First}", c.Second)));
            tables.Add(new ExportedTable(name, [.. columns.Where(c => c.Second.Length == 0).Select(c => c.First)]));
        }

        return (tables, leftOut);
    }

    // A view that shows a class that nobody may take in bulk keeps the whole table of its rows here, whatever else stands in it.
    private static Dictionary<string, string> Notes(Catalog catalog)
    {
        var entities = catalog.Contexts.SelectMany(EntitiesOf).ToLookup(e => e.ClrType);
        var notes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var view in catalog.Views.Where(v => ClassesOf(v).Any(c => c is DataClass.E or DataClass.F)))
        {
            var row = view.GetCustomAttributes(false).OfType<AboutAttribute>().SingleOrDefault()?.From
                ?? view.GetCustomAttributes(false).OfType<IViewDeclaration>().Single().Type;
            if (!entities.Contains(row))
            {
                throw new DeclarationException(view, $"shows notes of class E or F, but {row.Name} is no entity: name the one that holds them with [About(From = …)], so that an export leaves its table out");
            }

            foreach (var entity in entities[row])
            {
                notes[$"{entity.GetSchema()}.{entity.GetTableName()}"] = "notes of class E or F never leave in bulk";
            }
        }

        return notes;
    }

    private static IReadOnlyList<IEntityType> EntitiesOf(Type context)
    {
        var options = typeof(ContextPool<>).MakeGenericType(context).GetProperty(nameof(ContextPool<>.Options))!.GetValue(null);
        using var made = (DbContext)Activator.CreateInstance(context, options)!;
        return [.. made.Model.GetEntityTypes()];
    }

    private static IEnumerable<DataClass> ClassesOf(Type view) => view.GetCustomAttributes(typeof(DataClassAttribute), false)
        .Concat(Catalog.FieldsOf(view).SelectMany(f => f.GetCustomAttributes(typeof(DataClassAttribute), false)))
        .Cast<DataClassAttribute>().Select(d => d.Class);
}
